import { NO_CHANGE, readChange, type Change } from './change.ts'
import { appeared, compareMessages, type Difference } from './compare.ts'
import { Copy, spanOf } from './copy.ts'
import { readDeeds } from './deeds.ts'
import { readMessages } from './outcome.ts'
import { runThrough, type RunThrough } from './run-through.ts'

type Given = { export?: string | undefined; change: string[]; days: string; show: boolean }

const DAYS_MAX = 366

/** Answers the exit code: 0 when it could compare, whatever it found; 2 for what cannot be used. */
export async function runReplay({ export: file, change: changeFiles, days: asked, show }: Given): Promise<number> {
  const days = Number(asked)
  if (file === undefined) return refuse('--export names the SQLite file of GET /api/v1/tenants/:id/export')
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX) return refuse(`--days is a number from 1 to ${DAYS_MAX}`)
  try {
    const changes = changeFiles.map((name) => ({ name, change: readChange(name) }))
    const tried = changes.length > 0 ? changes : [{ name: 'nothing changed', change: NO_CHANGE }]
    await compareAll(new Copy(file), days, tried, show)
    return 0
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

type Tried = { name: string; change: Change }

async function compareAll(copy: Copy, days: number, tried: readonly Tried[], show: boolean): Promise<void> {
  const span = spanOf(copy, days)
  const { deeds, wordless } = readDeeds(copy, span)
  const before = await runThrough(copy, deeds, span, NO_CHANGE)
  const recorded = readMessages(
    (sql, ...values) => copy.rows(sql, ...values),
    (id) => copy.nameOf(id),
    span.comparedFrom,
  )
  const others = compareMessages(recorded, before.messages).filter(({ before: one }) => one)
  console.log(`${days} days until ${new Date(span.to).toISOString()}: ${deeds.length} facts from outside`)
  if (wordless > 0) console.log(`  ${wordless} of the messages have no words any more and were left out`)
  if (before.lostOptOuts > 0) console.log(`  ${before.lostOptOuts} earlier opt-outs are of nobody the copy names`)
  console.log(
    `  ${recorded.length - others.length} of ${recorded.length} messages of the record came out the same again`,
  )
  for (const { name, change } of tried) {
    console.log(`\n${name}`)
    tell(before, await runThrough(copy, deeds, span, change), show)
  }
  copy.close()
}

function tell(before: RunThrough, after: RunThrough, show: boolean): void {
  const differences = compareMessages(before.messages, after.messages)
  for (const difference of differences) console.log(describe(difference, show))
  const refusals = appeared(before.refusals, after.refusals)
  for (const { customerId, template, code } of refusals) console.log(`${customerId} ${template} refused: ${code}`)
  const broken = appeared(before.broken, after.broken)
  for (const what of broken) console.log(`would break: ${what}`)
  console.log(`  ${before.messages.length} messages as it is, ${after.messages.length} with the change`)
  console.log(
    `  ${differences.length} would differ, ${refusals.length} refused, ${broken.length} rules or promises broken`,
  )
}

function describe({ customerId, to, template, channel, what, before, after }: Difference, show: boolean): string {
  const times = [before, after].map((message) => (message ? new Date(message.at).toISOString() : '-'))
  const fates = [before, after].map((message) => message?.fate ?? '-')
  const line = `${customerId} ${channel} ${template}: ${what.join(', ')} (${times.join(' → ')}; ${fates.join(' → ')})`
  if (!show) return line
  const words = [before, after].map((message) => JSON.stringify(message?.words ?? ''))
  return `${line}\n  to ${to}\n  before ${words[0]}\n  after  ${words[1]}`
}

function refuse(why: string): number {
  console.error(why)
  return 2
}
