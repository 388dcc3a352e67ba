import * as v from 'valibot'
import type { Answer } from '../port.ts'
import { describeStatus, PartialFailure, refuse, type Fault } from './refusal.ts'
import type { Ask } from './request.ts'
import type { Body, Collection, Operation } from './rest-types.ts'
import type { Place } from './search.ts'
import { addressOf } from './version.ts'

const Done = v.object({ resourceName: v.optional(v.string()) })
const Answered = v.object({ results: v.optional(v.array(Done), []), partialFailureError: v.optional(PartialFailure) })

/** What became of one operation. */
export type Mutated = { kind: 'done'; resourceName: string } | Extract<Answer<never>, { kind: 'refused' }>

export type MutateManner = {
  /** Each operation stands or falls alone; else all of them together. */
  isPartial?: boolean
  /** Only asks whether it would do. */
  isTrial?: boolean
}

/** Operations on one kind of thing, each with what became of it, in their order. */
export async function mutate<C extends Collection>(
  { apiUrl, ask, place }: { apiUrl: string; ask: Ask; place: Place },
  collection: C,
  operations: readonly Operation<C>[],
  { isPartial = false, isTrial = false }: MutateManner = {},
): Promise<Answer<{ each: Mutated[]; requestRef: string | null }>> {
  const { accountId, throughId } = place
  const url = addressOf(apiUrl, `customers/${accountId}/${collection}:mutate`)
  const body = { operations, partialFailure: isPartial, validateOnly: isTrial }
  const answer = await ask({ method: 'POST', url, body, throughId, isWrite: !isTrial }, Answered)
  if (answer.kind !== 'answered') return answer
  const { results, partialFailureError } = answer.value.value
  const faults = partialFailureError ? describeStatus(partialFailureError).faults : []
  const each = operations.map((_, index): Mutated => {
    const resourceName = results[index]?.resourceName
    const fault = faults.find((one) => indexOf(one) === index)
    if (fault) return refuse(fault)
    // Of a trial nothing is told but what would not do.
    if (resourceName !== undefined || isTrial) return { kind: 'done', resourceName: resourceName ?? '' }
    return { kind: 'refused', code: 'unknown', detail: 'Google Ads did not say why it left this out' }
  })
  return { kind: 'answered', value: { each, requestRef: answer.value.requestRef } }
}

/** Which operation a fault is about; null where it is about all of them. */
function indexOf({ location }: Fault): number | null {
  return location?.fieldPathElements.find(({ fieldName }) => fieldName === 'operations')?.index ?? null
}

/** Sets some fields of a thing and leaves the others: Google goes by the mask, which names nothing else. */
export function updateOf<C extends Collection>(resourceName: string, values: Body<C>): Operation<C> {
  const update = Object.assign({ resourceName }, values)
  return { update, updateMask: Object.keys(values).join(',') }
}
