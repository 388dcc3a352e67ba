import { DAY_MS, SECOND_MS } from '../../../tenants/base/clock.ts'
import { describeDay, parseDay } from '../../../tenants/base/local-time.ts'
import { weekdayOf } from '../../../tenants/agents/monitor/baseline.ts'
import type { Raised } from '../../../tenants/agents/monitor/evidence.ts'
import type { DayFigures, MonitorSeen, OpenFinding, Spell } from '../../../tenants/agents/monitor/figures.ts'
import { judge } from '../../../tenants/agents/monitor/rules.ts'
import { tallyFigures } from '../../../tenants/agents/monitor/tally.ts'
import { callOf, matterOf, textOf, type Reading } from '../../../tenants/agents/diagnostic/matters.ts'
import type { DiagnosticSeen } from '../../../tenants/agents/diagnostic/observed.ts'
import { bookOn, type Books } from './book.ts'
import type { Played } from './year.ts'

/** Plays the agents' nights over a business's days, with the same rules, windows and memory as in production. */

export const HISTORY_DAYS = 182
const TEXT_LATE_MS = 30 * SECOND_MS
const ANSWER_LATE_MS = 60 * SECOND_MS

export type Opened = Raised & { on: number; over: number | null }

export function watchNights(played: Played, days: readonly number[]): Opened[] {
  const figures = figuresOf(played, days)
  const [firstDay = 0] = days
  const found: Opened[] = []
  const open = new Map<string, Opened>()
  for (let place = HISTORY_DAYS; place <= days.length; place += 1) {
    const today = firstDay + place
    const seen: MonitorSeen = {
      firstDay: today - HISTORY_DAYS,
      days: figures.slice(place - HISTORY_DAYS, place),
      holidays: played.holidays,
      changes: played.changes.filter(({ on }) => on < today),
      ...{ prices: pricesOn(played.books, today), adsLostOn: null },
      open: [...open.values()].map(({ on, ...finding }): OpenFinding => ({ ...finding, openedOn: on })),
      past: found.flatMap(({ kind, evidence, over }): Spell[] =>
        over === null ? [] : [{ kind, from: parseDay(evidence.since) - 3, until: over }],
      ),
    }
    const { opened, over } = judge(seen)
    for (const kind of over) {
      const finding = open.get(kind)
      if (finding) finding.over = today
      open.delete(kind)
    }
    for (const raised of opened) {
      const finding = { ...raised, on: today, over: null }
      open.set(raised.kind, finding)
      found.push(finding)
    }
  }
  return found
}

/** As the night sees it, and as the one before did. */
export function pricesOn(books: Books, today: number): MonitorSeen['prices'] {
  return { now: bookOn(books, today - 1), before: bookOn(books, today - 2), paid: {} }
}

function figuresOf({ rows, spend }: Played, days: readonly number[]): DayFigures[] {
  const starts = [...days, (days.at(-1) ?? 0) + 1].map((day) => day * DAY_MS)
  const spent = days.map((): Record<string, number> => ({}))
  for (const { on, campaign, spendMinor } of spend)
    Object.assign(spent[on - (days[0] ?? 0)] ?? {}, { [campaign]: spendMinor })
  return tallyFigures(rows, { starts, textLateMs: TEXT_LATE_MS, answerLateMs: ANSWER_LATE_MS, spend: spent })
}

/** What the Diagnostic agent could see on the night on which a finding was opened, and nothing of later. */
export function observeFor({ rows, spend, changes, holidays }: Played, { on, evidence }: Opened): DiagnosticSeen {
  const now = on * DAY_MS
  const reading: Reading = {
    now,
    localTime: (at) => {
      const day = Math.floor(at / DAY_MS)
      return { day, weekday: weekdayOf(day), timeMs: at - day * DAY_MS }
    },
    textLateMs: TEXT_LATE_MS,
    answerLateMs: ANSWER_LATE_MS,
  }
  const from = (parseDay(evidence.since) - 140) * DAY_MS
  const isSeen = ({ at }: { at: number }) => at >= from && at < now
  return {
    findingId: 'fnd_0',
    evidence,
    observedAt: now,
    language: 'en',
    today: on,
    matters: rows.leads.filter(isSeen).map((lead) => matterOf(lead, reading)),
    texts: rows.texts.filter(isSeen).map((text) => textOf(text, reading)),
    calls: rows.calls.filter(isSeen).map((call) => callOf(call, reading)),
    spend: spend.filter((row) => row.on < on),
    changes: changes.filter((change) => change.on < on),
    holidays,
  }
}

export function describeOpened({ kind, on, evidence }: Opened): string {
  const { subject, since, hits, of, usual, score, isSlow } = evidence
  const what = `${kind}${subject ? ` (${subject})` : ''}${isSlow ? ' drift' : ''}`
  return `${describeDay(on)} ${what}: ${hits} of ${of} since ${since}, usual ${usual.toFixed(3)}, score ${score}`
}
