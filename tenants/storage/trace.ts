/**
 * Which delivery or command is behind what is being written, so that a text can be followed back to the webhook it
 * began with. Transactions are synchronous: there is one at a time, and whatever it orders is of its trace.
 */
let current: string | null = null

export function withTrace<T>(traceId: string | null, work: () => T): T {
  const outer = current
  current = traceId ?? outer
  try {
    return work()
  } finally {
    current = outer
  }
}

/** A document of a row with the trace it belongs to, which costs no column and no page of its own. */
export function traced(value: object, traceId: string | null = current): string {
  return JSON.stringify(traceId === null ? value : { ...value, traceId })
}

export function readTraced<T>(text: string): { value: T; traceId: string | null } {
  const document = JSON.parse(text) as T & { traceId?: string }
  // Most have none, as nobody's delivery is behind what is done by the clock.
  if (document.traceId === undefined) return { value: document, traceId: null }
  const { traceId, ...value } = document
  return { value: value as unknown as T, traceId }
}
