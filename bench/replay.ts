import './simulate/register.ts'
import { readWords } from './support/read-words.ts'

/**
 * `npm run replay -- --export FILE.sqlite --change change.json [--days 90] [--show] [--json] [--limit 50]
 * [--segment-cents 1.1]`: what a changed script or setting would have done to the last days of a business, told from
 * the owner's own copy. Nothing is sent, and the copy is only read. Several changes may be given, each told by itself.
 * Whole numbers, and words that people wrote or that name them, are told with `--show` alone. With `--agents` the runs
 * of the agents are played again instead, each with what it saw and was told then, and differences are named.
 */

const { values } = readWords(
  {
    options: {
      export: { type: 'string' },
      change: { type: 'string', multiple: true, default: [] },
      days: { type: 'string', default: '90' },
      show: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      agents: { type: 'boolean', default: false },
      limit: { type: 'string', default: '50' },
      'segment-cents': { type: 'string' },
    },
  },
  'npm run replay -- --export FILE.sqlite --change change.json [--days 90] [--limit 50] [--segment-cents 1.1] [--show] [--json] | --agents',
)
// Only now can Node load what the Worker is made of.
if (values.agents) {
  const { runAgentReplay } = await import('./replay/agents.ts')
  process.exitCode = await runAgentReplay(values.export, values.json)
} else {
  const { runReplay } = await import('./replay/command.ts')
  process.exitCode = await runReplay(values)
}
