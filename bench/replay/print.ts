import type { Changed, Report, Side } from './report.ts'

/** The report in lines. `limit` bounds what is told one by one, of messages and of rules; the rest is counted. */
export type Printing = { zone: string; limit: number; segmentPriceCents: number | null }

export function print(report: Report, printing: Printing): string[] {
  const { changed, refused, broken, byTemplate, undone } = report
  const told = changed.slice(0, printing.limit).flatMap((one) => tell(one, printing))
  const more = changed.length - printing.limit
  return [
    report.change,
    ...told,
    ...(more > 0 ? [`  and ${more} more; --limit tells them all, and --json has them`] : []),
    ...refused.map(({ at, customerId, template, code, meaning }) => {
      const when = localTime(at, printing.zone)
      return `${when} ${customerId} ${template} refused: ${code}${meaning === null ? '' : ` (${meaning})`}`
    }),
    ...broken.slice(0, printing.limit).map((what) => `would break: ${what}`),
    ...(broken.length > printing.limit ? [`  and ${broken.length - printing.limit} more that would break`] : []),
    ...lineOf('would differ by template', byTemplate),
    ...lineOf('could not be done any more', undone),
    `  ${report.messages.before} messages as it is, ${report.messages.after} with the change`,
    `  ${segmentLine(report, printing.segmentPriceCents)}`,
    `  ${changed.length} would differ, ${refused.length} refused, ${broken.length} rules or promises broken`,
  ]
}

function tell({ customerId, to, channel, template, what, before, after }: Changed, { zone }: Printing): string[] {
  const when = [before, after].map((side) => (side === null ? '-' : localTime(side.at, zone)))
  const fates = [before, after].map((side) => side?.fate ?? '-')
  const times = when[0] === when[1] ? when[0] : when.join(' → ')
  const ends = fates[0] === fates[1] ? fates[0] : fates.join(' → ')
  const head = `${customerId} ${channel} ${template}: ${what.join(', ')} (to ${to}; ${times}; ${ends})`
  const isSame = before !== null && after !== null && before.words === after.words
  return [head, ...(isSame ? [] : [...wordsOf('before', before), ...wordsOf('after ', after)])]
}

function wordsOf(when: string, side: Side): string[] {
  return side?.words ? [`  ${when} ${JSON.stringify(side.words)}`] : []
}

function lineOf(title: string, counts: Record<string, number>): string[] {
  const parts = Object.entries(counts)
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, count]) => `${count} ${name}`)
  return parts.length === 0 ? [] : [`  ${title}: ${parts.join(', ')}`]
}

function segmentLine({ segments: { before, after } }: Report, priceCents: number | null): string {
  const apart = after - before
  const line = `${before} segments as it is, ${after} with the change`
  if (priceCents === null) return line
  return `${line}: ${apart < 0 ? '-' : '+'}$${((Math.abs(apart) * priceCents) / 100).toFixed(2)}`
}

/** On the clock of the business, such as 2027-01-05 09:12:40. */
export function localTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
}
