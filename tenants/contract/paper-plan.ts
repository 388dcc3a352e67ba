import * as v from 'valibot'
import { isCompletePhone, type Phone } from '../base/e164.ts'
import { isOneLine } from '../base/plain-name.ts'
import { Plan } from './after-job.ts'

/** A maintenance plan that was agreed to before, or beside, our texts: on paper, by e-mail or by word of mouth. */

const Line = (max: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max), v.check(isOneLine, 'one line'))

/** A day of the calendar, such as 2026-11-26. */
function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
const Day = v.pipe(v.string(), v.check(isDay, 'a day such as 2026-11-26'))

const { name, priceMinor, termMonths, holds, renewsByItself } = Plan.entries

const Fields = v.strictObject({
  /** A customer of ours, or whoever has this phone, who becomes one. */
  customerId: v.optional(v.pipe(v.string(), v.regex(/^cus_[0-9a-z]{24}$/))),
  phone: v.optional(
    v.pipe(
      v.string(),
      v.check(isCompletePhone, 'a phone number in E.164, such as +15125550147'),
      v.transform((text) => text as Phone),
    ),
  ),
  name: v.optional(Line(80)),
  ...{ plan: name, holds, priceMinor, termMonths, renewsByItself },
  startsOn: Day,
  /** When the term that runs now is over. */
  endsOn: Day,
  agreedOn: Day,
  how: v.picklist(['paper', 'email', 'spoken']),
  /** What they agreed to, word for word. */
  wording: v.pipe(v.string(), v.trim(), v.minLength(20), v.maxLength(2_000)),
  /** Where the proof is, such as "folder 12" or "e-mail of 3 May". */
  kept: Line(80),
  /** They agreed to the renewal itself: signed or ticked beside it, and not by the price alone. */
  agreedToRenewal: v.optional(v.boolean(), false),
  /** They gave this number for texts about the plan. Without it no reminder may be texted to who never wrote to us. */
  mayBeTexted: v.optional(v.boolean(), false),
})

type Told = v.InferOutput<typeof Fields>

/** What an automatic renewal asks for: an express consent to it, which can be shown. */
function mayRenew({ renewsByItself: renews, agreedToRenewal, how }: Told): boolean {
  return !renews || (agreedToRenewal && how !== 'spoken')
}

export const NewContract = v.pipe(
  Fields,
  v.forward(
    v.check(
      ({ customerId, phone }) => (customerId === undefined) !== (phone === undefined),
      'or phone: one of the two',
    ),
    ['customerId'],
  ),
  v.forward(
    v.check(({ startsOn, endsOn }) => startsOn < endsOn, 'after the day it started on'),
    ['endsOn'],
  ),
  v.forward(
    v.check(({ agreedOn, endsOn }) => agreedOn < endsOn, 'before the day it ends on'),
    ['agreedOn'],
  ),
  v.forward(v.check(mayRenew, 'only where they agreed to the renewal itself, on paper or by e-mail'), [
    'agreedToRenewal',
  ]),
)
export type NewContract = v.InferOutput<typeof NewContract>
