/**
 * Judges answers and agents: `npm run eval [-- PART …] [--runs N] [--seed S]`, for faults `[--years N]`, and for faults
 * and effect `[--seeds N] [--verbose]`. Each part prints what came out and exits with 1 where one of its bounds breaks.
 * Without a name all run.
 */
import './simulate/register.ts'
import { evalExperiments } from './eval/experiments.ts'
import { evalFaults } from './eval/faults.ts'
import { evalWinners } from './eval/winners.ts'
import { endWith, readCount, readWords } from './support/read-words.ts'

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

const NUMBER = { type: 'string' } as const
const { values, positionals: names } = readWords(
  {
    options: { runs: NUMBER, seed: NUMBER, years: NUMBER, seeds: NUMBER, verbose: { type: 'boolean', default: false } },
    allowPositionals: true,
  },
  'npm run eval -- [PART …] [--runs N] [--seed S] [--years N] [--seeds N] [--verbose]',
)
const numberOf = (name: 'runs' | 'seed' | 'years' | 'seeds') => {
  const text = values[name]
  return text === undefined ? null : readCount(name, text)
}
const unknown = names.find((name) => !Object.hasOwn(PARTS, name))
if (unknown !== undefined) endWith(`There is no part ${unknown}. There are: ${Object.keys(PARTS).join(', ')}.`)

const options: Options = {
  runs: numberOf('runs'),
  seed: numberOf('seed') ?? 1,
  years: numberOf('years') ?? 1,
  seeds: numberOf('seeds'),
  isVerbose: values.verbose,
}
let isWell = true
for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
  const held = await PARTS[name]?.(options, (line) => console.log(line))
  isWell = isWell && held === true
}
process.exitCode = isWell ? 0 : 1
