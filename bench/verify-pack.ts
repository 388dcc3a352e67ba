import { readFile } from 'node:fs/promises'
import { verifyPack } from '../tenants/ledger/verify-pack.ts'

/** `npm run verify-pack FILE`: whether a file of evidence is what was written, and which row is not. */
async function main([file, ...rest]: string[]): Promise<number> {
  if (file === undefined || rest.length > 0) {
    process.stderr.write('Name one file: npm run verify-pack -- evidence.ndjson\n')
    return 2
  }
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (typeof text !== 'string') {
    process.stderr.write(`${file} cannot be read (${text.code}).\n`)
    return 2
  }
  const lines = text.split('\n')
  // The last line ends as all do.
  if (lines.at(-1) === '') lines.pop()
  const verdict = verifyPack(lines)
  if (!verdict.ok) {
    for (const { line, what } of verdict.faults) process.stdout.write(`line ${line}: ${what}\n`)
    process.stdout.write(`${file} does not hold: ${verdict.faults.length} faults.\n`)
    return 1
  }
  const { rows, days, head, headDay, openDay } = verdict
  const sealed = headDay === null ? 'No day is closed yet.' : `The head of ${headDay} is ${head}.`
  const open = openDay === null ? '' : ` The rows of ${openDay} have no head yet: they are proven once the day is over.`
  process.stdout.write(`${file} holds: ${rows} rows about this number in a chain of ${days} days. ${sealed}${open}\n`)
  return 0
}

process.exitCode = await main(process.argv.slice(2))
