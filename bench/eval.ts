/**
 * Judges answers and agents: `npm run eval [-- PART …] [--runs N] [--seed S]`, for faults `[--years N]`, and for faults
 * and effect `[--seeds N] [--verbose]`. Each part prints what came out and exits with 1 where one of its bounds breaks.
 * Without a name all run.
 */
import './simulate/register.ts'
import { evalExperiments } from './eval/experiments.ts'
import { evalFaults } from './eval/faults.ts'
import { evalWinners } from './eval/winners.ts'

type Options = { runs: number | null; seed: number; years: number; seeds: number | null; isVerbose: boolean }
type Part = (options: Options, print: (line: string) => void) => boolean | Promise<boolean>

const PARTS: Record<string, Part> = {
  experiments: ({ runs, seed }, print) => evalExperiments({ runs: runs ?? 400, seed }, print),
  winners: ({ runs, seed }, print) => evalWinners({ runs: runs ?? 2_000, seed }, print),
  faults: (options, print) => evalFaults({ ...options, seeds: options.seeds ?? 10 }, print),
  effect: async ({ seeds, seed, isVerbose }, print) => {
    const { evalEffect } = await import('./eval/effect.ts')
    return evalEffect({ seeds: seeds ?? 24, seed, isVerbose }, print)
  },
  // The last: it puts the process on virtual time. Only with the hooks can Node load what the Worker is made of.
  answers: async ({ runs, seed }, print) => {
    const { evalAnswers } = await import('./eval/answers.ts')
    return evalAnswers({ runs: runs ?? 60, seed }, print)
  },
}

const asked = process.argv.slice(2)
const numberOf = (name: string) => {
  const place = asked.indexOf(`--${name}`)
  return place < 0 ? null : Number(asked[place + 1])
}
const names = asked.filter((word, place) => !word.startsWith('--') && !asked[place - 1]?.startsWith('--'))
const unknown = names.find((name) => !Object.hasOwn(PARTS, name))
if (unknown !== undefined) {
  console.error(`There is no part ${unknown}. There are: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(1)
}

const options: Options = {
  runs: numberOf('runs'),
  seed: numberOf('seed') ?? 1,
  years: numberOf('years') ?? 1,
  seeds: numberOf('seeds'),
  isVerbose: asked.includes('--verbose'),
}
let isWell = true
for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
  const held = await PARTS[name]?.(options, (line) => console.log(line))
  isWell = isWell && held === true
}
process.exitCode = isWell ? 0 : 1
