import type { LiveMessage } from '../../tenants/contract/live.ts'

/** What somebody who follows a business reads: one row a fact of its timeline, and one a line of the Worker's log. */

type LiveEvent = Extract<LiveMessage, { type: 'event' }>

/** A fact as a sentence; what people wrote stands below it only where that was asked for. */
export function printEvent({ event, message }: LiveEvent, withWords: boolean, timeZone?: string): string {
  const row = `${clockTime(event.at, timeZone)}  ${event.sentence}`
  // What became of a message later says the same words again.
  if (!withWords || message === null || REPEATS.test(event.type)) return row
  const words = message.body.split('\n').map((line) => `          │ ${line}`)
  return [row, ...words].join('\n')
}

const REPEATS = /_(?:delivered|undelivered|bounced)$/

type Line = { at: string; event: string; traceId: string; tenantId?: string; [name: string]: unknown }

/** A line of the log as JSON, or null where it is none of the Worker's own. */
export function readLine(text: string): Line | null {
  try {
    const line = JSON.parse(text) as Partial<Line> | null
    const isOurs = typeof line?.event === 'string' && typeof line.traceId === 'string' && typeof line.at === 'string'
    return isOurs ? (line as Line) : null
  } catch {
    return null
  }
}

export function printLine({ at, event, traceId, ...details }: Line, timeZone?: string): string {
  const said = Object.entries(details).flatMap(([name, value]) => {
    // Whose it is has been said.
    if (value === null || value === undefined || name === 'tenantId') return []
    return [`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`]
  })
  const trace = traceId === '-' ? [] : [`trace=${traceId}`]
  return [`${clockTime(Date.parse(at), timeZone)}  · ${event}`, ...said, ...trace].join(' ')
}

/**
 * Lines of one business: those that name it, and others of a trace that did. Traces are remembered for as long as
 * anything of them may still come.
 */
export function linesOf(tenantId: string): (line: Line) => boolean {
  const traces = new Set<string>()
  return (line) => {
    if (line.tenantId !== tenantId) return line.traceId !== '-' && traces.has(line.traceId)
    if (line.traceId !== '-') traces.add(line.traceId)
    return true
  }
}

function clockTime(at: number, timeZone?: string): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-US', timeZone === undefined ? options : { ...options, timeZone }).format(at)
}
