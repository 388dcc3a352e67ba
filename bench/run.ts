/** `npm run bench [-- name …]`: measures one thing after the other and prints a line each. */

const MEASURES: Record<string, () => Promise<{ measure(): Promise<string> }>> = {
  size: () => import('./size.bench.ts'),
  webhooks: () => import('./webhooks.bench.ts'),
  lateness: () => import('./lateness.bench.ts'),
  memory: () => import('./memory.bench.ts'),
  wake: () => import('./wake.bench.ts'),
  board: () => import('./board.bench.ts'),
}

async function main(wanted: string[]): Promise<void> {
  for (const name of wanted.length > 0 ? wanted : Object.keys(MEASURES)) {
    const load = MEASURES[name]
    if (!load) throw new Error(`There is no measure "${name}". There are: ${Object.keys(MEASURES).join(', ')}.`)
    const bench = await load()
    process.stdout.write(`${await bench.measure()}\n`)
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`It could not be measured: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
