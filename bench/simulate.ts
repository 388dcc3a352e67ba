import './simulate/register.ts'
import { readWords } from './support/read-words.ts'

/**
 * `npm run simulate -- --days D --seed N`: one tenant's life under virtual time with faults. The same seed lives the
 * same life. Ends with 1, the seed and the step where an invariant broke. `--export FILE` writes the owner's copy at
 * the end; `--plant all` spoils one thing after another, to see each invariant fail.
 */

const { values } = readWords(
  {
    options: {
      days: { type: 'string', default: '365' },
      seed: { type: 'string', default: '1' },
      plant: { type: 'string' },
      export: { type: 'string' },
    },
  },
  'npm run simulate -- [--days D] [--seed N] [--export FILE] [--plant all|NAME]',
)
// Only now can Node load what the Worker is made of.
const { runSimulation } = await import('./simulate/command.ts')
process.exitCode = await runSimulation(values)
