import * as v from 'valibot'
import { readAreaCode } from '../base/area-code.ts'
import { ON_CALL_CONTACTS_MAX, ON_CALL_ROUNDS_MAX, ON_CALL_STEP_MAX_MS, ON_CALL_STEP_MIN_MS } from '../base/limits.ts'
import { isOneLine, isPlainName } from '../base/plain-name.ts'
import { TenantFields } from '../contract.ts'

/** Whom an emergency is told to, one after the other. */

/** Alerts are texts, and these get none from a US number. */
const UNREACHABLE = new Set(['invalid', 'premium', 'toll_free', 'foreign'])

const Contact = v.strictObject({
  /** Customers read it: "Ana has seen your message". */
  name: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(40),
    v.check(isOneLine, 'one line, without invisible characters'),
    v.check(isPlainName, 'a name only, without a link, a price, a percentage or a word to reply with'),
  ),
  phone: v.pipe(
    TenantFields.primaryPhone,
    v.check((phone) => !UNREACHABLE.has(readAreaCode(phone).kind), 'a number of the United States or Canada'),
  ),
  email: v.optional(v.nullable(TenantFields.email), null),
})

export const OnCallPatch = v.strictObject({
  contacts: v.pipe(
    v.array(Contact),
    v.maxLength(ON_CALL_CONTACTS_MAX),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      dataset.value.forEach(({ phone }, index) => {
        const isRepeated = dataset.value.findIndex((other) => other.phone === phone) < index
        if (isRepeated) addIssue({ message: 'each number once', path: pathTo(dataset.value, index) })
      })
    }),
  ),
  /** How long each has before the next is alerted. */
  stepAfterMs: v.pipe(v.number(), v.integer(), v.minValue(ON_CALL_STEP_MIN_MS), v.maxValue(ON_CALL_STEP_MAX_MS)),
  /** How often the list is gone through. */
  rounds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ON_CALL_ROUNDS_MAX)),
  /** The version the change was made from. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type OnCallPatch = v.InferOutput<typeof OnCallPatch>
export type OnCallContact = OnCallPatch['contacts'][number]

export type OnCall = OnCallPatch

/** `optedOut`: phones of contacts who answered STOP. `alone` is who is alerted where the list is empty. */
export type OnCallView = OnCall & { optedOut: string[]; alone: OnCallContact }

function pathTo(contacts: OnCallContact[], index: number): [v.ArrayPathItem, v.ObjectPathItem] {
  const contact = contacts[index] as OnCallContact
  return [
    { type: 'array', origin: 'value', input: contacts, key: index, value: contact },
    { type: 'object', origin: 'value', input: contact, key: 'phone', value: contact.phone },
  ]
}
