/** JSON Schema as far as providers' strict modes know it. */
export type Schema = { [name: string]: unknown }

/** What a model was shown, whichever provider's words it came in. */
export type Prompt = {
  system: string
  turns: { role: 'user' | 'assistant'; text: string }[]
  /** What tools have returned so far. */
  results: string[]
  schema: Schema | null
  tools: { name: string; description: string; schema: Schema }[]
  /** It may not call tools any more. */
  mustAnswer: boolean
}

export type Reply =
  | { kind: 'text'; text: string }
  | { kind: 'calls'; calls: { name: string; args: unknown }[] }
  | { kind: 'refusal'; text: string }
  /** The answer breaks off in the middle. */
  | { kind: 'cut'; text: string }
  | { kind: 'hang' }

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const BLOCK = /<data name="([\w-]+)">\n([\s\S]*?)\n<\/data>/g

/** What others have written, as Shoulder fences it in. */
export function readBlocks(text: string): { name: string; text: string }[] {
  return [...text.matchAll(BLOCK)].map(([, name = '', inner = '']) => ({ name, text: inner }))
}

/** The customer's last words: the last block that is called so, or else the last of a user's turns. */
export function readLastWords({ turns }: Prompt): string {
  const own = turns.filter(({ role }) => role === 'user')
  const blocks = own.flatMap(({ text }) => readBlocks(text))
  const said = blocks.filter(({ name }) => /customer|message|reply|sms|voicemail|transcript|words|lead/i.test(name))
  return said.at(-1)?.text ?? own.at(-1)?.text ?? ''
}

export function readAll({ system, turns, results }: Prompt): string {
  return [system, ...turns.map(({ text }) => text), ...results].join('\n')
}
