import './simulate/register.ts'
import { parseArgs } from 'node:util'

/**
 * `npm run replay -- --export FILE.sqlite --change change.json [--days 90] [--show]`: what a changed script or setting
 * would have done to the last days of a business, told from the owner's own copy. Nothing is sent, and the copy is only
 * read. Several changes may be given, each told by itself. Numbers and words are printed with `--show` alone.
 */

const { values } = parseArgs({
  options: {
    export: { type: 'string' },
    change: { type: 'string', multiple: true, default: [] },
    days: { type: 'string', default: '90' },
    show: { type: 'boolean', default: false },
  },
})
// Only now can Node load what the Worker is made of.
const { runReplay } = await import('./replay/command.ts')
process.exitCode = await runReplay(values)
