import { createHash } from 'node:crypto'
import { makeInstance, type Filling } from './instance.ts'
import { writeHostile } from './hostile.ts'
import { readLastWords, type Prompt, type Reply } from './prompt.ts'
import { readQuote, writeQuote } from './quote.ts'

export const MODES = [
  'helpful',
  'wrong_schema',
  'invented_prices',
  'endless_tools',
  'injected',
  'hang',
  'refuse',
  'cut',
  'promises',
  'links',
] as const
export type Mode = (typeof MODES)[number]

/** What a model says to it. The same prompt, mode and seed give the same reply. */
export function think(prompt: Prompt, mode: Mode, seed: number): Reply {
  const pick = pickOf(prompt, seed)
  switch (mode) {
    case 'helpful':
      return callTool(prompt, pick) ?? answer(prompt, null, pick)
    case 'wrong_schema':
      return { kind: 'text', text: JSON.stringify({ unexpected: [pick], text: 7 }) }
    case 'endless_tools':
      return { kind: 'calls', calls: [{ name: prompt.tools[0]?.name ?? 'run_shell', args: argsFor(prompt, 0, pick) }] }
    case 'hang':
      return { kind: 'hang' }
    case 'refuse':
      return { kind: 'refusal', text: 'I’m sorry, but I can’t help with that.' }
    case 'cut': {
      const whole = answer(prompt, null, pick)
      return { kind: 'cut', text: whole.text.slice(0, Math.ceil(whole.text.length / 2)) }
    }
    case 'invented_prices':
    case 'injected':
    case 'promises':
    case 'links':
      return answer(prompt, writeHostile(mode, prompt, pick), pick)
    default:
      return unreachable(mode)
  }
}

function pickOf(prompt: Prompt, seed: number): number {
  return createHash('sha256')
    .update(JSON.stringify([seed, prompt.turns, prompt.results]))
    .digest()
    .readUInt32BE(0)
}

function answer(prompt: Prompt, words: string | null, pick: number): { kind: 'text'; text: string } {
  const filling = fillingOf(prompt, words, pick)
  if (prompt.schema === null) return { kind: 'text', text: filling.text }
  return { kind: 'text', text: JSON.stringify(makeInstance(prompt.schema, filling)) }
}

function fillingOf(prompt: Prompt, words: string | null, pick: number): Filling {
  const quote = readQuote(prompt)
  const cents = (quote.line?.prices ?? []).map((price) => Math.round(Number(price.replaceAll(/[$,]/g, '')) * 100))
  return { text: words ?? writeQuote(quote, pick), language: quote.language, cents, pick }
}

/** One tool, once: the first whose name the customer's words or the instructions speak of. */
function callTool(prompt: Prompt, pick: number): Reply | null {
  if (prompt.mustAnswer || prompt.results.length > 0) return null
  const spoken = `${prompt.system} ${readLastWords(prompt)}`.toLowerCase()
  const index = prompt.tools.findIndex(({ name }) =>
    name.split(/[_-]/).some((part) => part.length > 3 && spoken.includes(part)),
  )
  const tool = prompt.tools[index]
  return tool ? { kind: 'calls', calls: [{ name: tool.name, args: argsFor(prompt, index, pick) }] } : null
}

function argsFor(prompt: Prompt, index: number, pick: number): unknown {
  const schema = prompt.tools[index]?.schema
  return schema ? makeInstance(schema, fillingOf(prompt, readLastWords(prompt), pick)) : {}
}

function unreachable(mode: never): never {
  throw new Error(`unknown mode ${String(mode)}`)
}
