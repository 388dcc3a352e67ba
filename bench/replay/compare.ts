import type { Message } from './outcome.ts'

export type Difference = {
  customerId: string
  isForTechnician: boolean
  to: string
  template: string
  channel: string
  /** words, time, fate, only_before, only_after */
  what: string[]
  before: Message | null
  after: Message | null
}

/** Two runs take the same ways, so what is seconds apart is so for a reason. */
const SAME_TIME_MS = 5_000

/** What is different in the second of two lists of messages. The same message in both is known by what it answers. */
export function compareMessages(before: readonly Message[], after: readonly Message[]): Difference[] {
  const left = keyed(before)
  const right = keyed(after)
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [one, other] = [left.get(key) ?? null, right.get(key) ?? null]
    const known = one ?? other
    const what = tell(one, other)
    if (!known || what.length === 0) return []
    const { customerId, isForTechnician, to, template, channel } = known
    return [{ customerId, isForTechnician, to, template, channel, what, before: one, after: other }]
  })
}

function tell(before: Message | null, after: Message | null): string[] {
  if (!before) return ['only_after']
  if (!after) return ['only_before']
  return [
    ...(before.words === after.words ? [] : ['words']),
    ...(Math.abs(before.at - after.at) <= SAME_TIME_MS ? [] : ['time']),
    ...(before.fate === after.fate ? [] : ['fate']),
  ]
}

function keyed(messages: readonly Message[]): Map<string, Message> {
  const byKey = new Map<string, Message>()
  const counts = new Map<string, number>()
  for (const message of messages) {
    const { customerId, isForTechnician, channel, template, occasionedAt } = message
    const key = [customerId, isForTechnician, channel, template, occasionedAt].join()
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    byKey.set(`${key} ${count}`, message)
  }
  return byKey
}

/** What the second list has more often than the first. */
export function appeared<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): T[] {
  const left = new Map<string, number>()
  for (const one of before) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1)
  return after.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0
    left.set(keyOf(one), count - 1)
    return count <= 0
  })
}
