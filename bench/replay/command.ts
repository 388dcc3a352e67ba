import { NO_CHANGE, readChange, type Change } from './change.ts'
import { Copy, spanOf } from './copy.ts'
import { readDeeds } from './deeds.ts'
import { CAUSES, explainRecord, type Cause, type Reproduced } from './explain.ts'
import { readMessages } from './outcome.ts'
import { localTime, print } from './print.ts'
import { countEach, reportOn, type Report } from './report.ts'
import { runAll } from './run-all.ts'
import type { RunThrough } from './run-through.ts'

type Given = {
  export?: string | undefined
  change: string[]
  days: string
  show: boolean
  json: boolean
  limit: string
  'segment-cents'?: string | undefined
}

const DAYS_MAX = 366

/** Answers the exit code: 0 when it could compare, whatever it found; 2 for what cannot be used. */
export async function runReplay(given: Given): Promise<number> {
  const { export: file } = given
  const [days, limit] = [Number(given.days), Number(given.limit)]
  const cents = given['segment-cents'] === undefined ? null : Number(given['segment-cents'])
  if (file === undefined) return refuse('--export names the SQLite file of GET /api/v1/tenants/:id/export')
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX) return refuse(`--days is a number from 1 to ${DAYS_MAX}`)
  if (!Number.isInteger(limit) || limit < 0) return refuse('--limit is a whole number')
  if (cents !== null && !(cents >= 0)) return refuse('--segment-cents is what one segment costs, such as 1.1')
  try {
    const changes = given.change.map((name) => ({ name, change: readChange(name) }))
    const tried = changes.length > 0 ? changes : [{ name: 'nothing changed', change: NO_CHANGE }]
    const told = await compareAll(file, days, tried, given.show)
    if (given.json) console.log(JSON.stringify(told, null, 2))
    else for (const line of linesOf(told, limit, cents)) console.log(line)
    return 0
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

/** Of the whole comparison: what was told again, how much of the record that gave, and what each change would do. */
type Told = {
  days: number
  until: number
  zone: string
  tookMs: number
  deeds: Record<string, number>
  /** What the days as they were send, by template. */
  sent: Record<string, number>
  wordless: number
  lostOptOuts: number
  record: Omit<Reproduced, 'unexplained'>
  /** Of the days as they were: what could not be done again, by kind. */
  undone: Record<string, number>
  reports: Report[]
}

async function compareAll(
  file: string,
  days: number,
  tried: readonly { name: string; change: Change }[],
  show: boolean,
): Promise<Told> {
  const startedAt = performance.now()
  const copy = new Copy(file)
  const span = spanOf(copy, days)
  const { deeds, wordless } = readDeeds(copy, span)
  const [before, ...runs] = await runAll(file, days, [NO_CHANGE, ...tried.map(({ change }) => change)])
  if (!before) throw new Error('The days as they were gave no answer.')
  const told = {
    ...{ days, until: span.to, zone: copy.profile.timeZone, wordless, lostOptOuts: before.lostOptOuts },
    deeds: countEach(deeds.map((deed) => (deed.kind === 'told' ? deed.event.type : deed.kind))),
    sent: countEach(before.messages.map(({ template }) => template)),
    record: compareRecord(copy, before, span),
    undone: countEach(before.undone),
    reports: runs.map((run, place) => reportOn(tried[place]?.name ?? '', before, run, show)),
  }
  copy.close()
  return { ...told, tookMs: Math.round(performance.now() - startedAt) }
}

/** How many of the messages on record came out the same in the days told again as they were, and why the others not. */
function compareRecord(copy: Copy, before: RunThrough, span: { comparedFrom: number; to: number }): Told['record'] {
  const recorded = readMessages(
    (sql, ...values) => copy.rows(sql, ...values),
    (id) => copy.nameOf(id),
    span.comparedFrom,
  )
  const { unexplained: _each, ...reproduced } = explainRecord(copy, recorded, before.messages, span.to)
  return reproduced
}

function linesOf(told: Told, limit: number, segmentPriceCents: number | null): string[] {
  const { days, until, zone, deeds, wordless, lostOptOuts, record, undone, tookMs } = told
  const facts = Object.values(deeds).reduce((sum, count) => sum + count, 0)
  const kinds = Object.entries(undone).map(([kind, count]) => `${count} ${kind}`)
  return [
    `${days} days until ${localTime(until, zone)}: ${facts} facts from outside, told in ${(tookMs / 1_000).toFixed(1)} s`,
    ...(wordless > 0 ? [`  ${wordless} of the messages have no words any more and were left out`] : []),
    ...(lostOptOuts > 0 ? [`  ${lostOptOuts} earlier opt-outs are of nobody the copy names`] : []),
    ...(kinds.length > 0 ? [`  could not be done again: ${kinds.join(', ')}`] : []),
    ...recordLines(record),
    ...told.reports.flatMap((report) => ['', ...print(report, { zone, limit, segmentPriceCents })]),
  ]
}

function recordLines({ messages, same, more, causes }: Told['record']): string[] {
  const others = Object.entries(causes).map(([cause, count]) => `    ${count} ${CAUSES[cause as Cause]}`)
  const head = `  ${same} of ${messages} messages of the record came out the same again`
  return others.length === 0 ? [head] : [`${head}; of the others and ${more} that are new`, ...others]
}

function refuse(why: string): number {
  console.error(why)
  return 2
}
