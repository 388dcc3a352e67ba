import type { Change } from '../monitor/figures.ts'
import type { Cause } from './causes.ts'
import type { Matter } from './observed.ts'
import { segmentsOf } from './usual.ts'

/** A step on the way from a call to a booking, which may break by itself. */
export type Stage = 'replied' | 'booked' | 'opted_out'

/** Something that may be the cause: which step it breaks, and for which matters. */
export type Suspect = Pick<Cause, 'code' | 'subject'> & {
  stage: Stage
  touches: (matter: Matter) => boolean
  /** What speaks for it before anything is counted, as a logarithm. */
  prior: number
  changedOn: number | null
  /** It was there before as well, and is a cause only as far as it has become more. */
  isOfLongStanding: boolean
}

/** What was changed as the finding began is likelier its cause than what was not. */
const CHANGED_PRIOR = 3
/** Of the same age, but with no price of this very service known to have moved. */
const PRICE_PRIOR = 2.5
/** Words around a price seldom stop a booking; the price does. */
const LATER_WORDS_PRIOR = 1
const CHANGED_BEFORE_DAYS = 21
const CHANGED_CLOSELY_DAYS = 10
const CHANGED_AFTER_DAYS = 5
/** Where it was changed earlier or later than it seems to have begun, which is only known so well. */
const APART_PRIOR = -1.5
/** Of a part of the business, and of all of it, with nothing known that could be behind. */
const SEGMENT_PRIOR = -3
const EVERYWHERE_PRIOR = -1
const MECHANISM_PRIOR = 0

export function nameSuspects(matters: readonly Matter[], changes: readonly Change[], since: number): Suspect[] {
  return [
    ...changes
      .filter(({ on }) => on >= since - CHANGED_BEFORE_DAYS)
      .flatMap((change) => {
        const isClose = change.on >= since - CHANGED_CLOSELY_DAYS && change.on <= since + CHANGED_AFTER_DAYS
        const apart = isClose ? 0 : APART_PRIOR
        return suspectsOfChange(change, matters).map((suspect) => ({ ...suspect, prior: suspect.prior + apart }))
      }),
    ...mechanisms(matters),
    ...segments(matters),
    ...everywhere(),
  ]
}

function suspectsOfChange({ on, what }: Change, matters: readonly Matter[]): Suspect[] {
  const rest = { changedOn: on, isOfLongStanding: false }
  const [field, name = '', language = ''] = what.split(':')
  if (field === 'scripts' && name !== '') return suspectScript(name, language, on)
  if (field === 'priceBook') {
    const services = new Set(matters.flatMap(({ service }) => service ?? []))
    return [...services].map((service) => {
      const touches = (matter: Matter) => matter.on >= on && matter.service === service
      return { ...rest, code: 'price', subject: service, stage: 'booked', prior: PRICE_PRIOR, touches }
    })
  }
  const touches = (matter: Matter) => matter.on >= on
  return SETTINGS_STAGES.filter(([setting]) => setting === field).map(([, stage]) => {
    return { ...rest, code: 'setting', subject: field ?? null, stage, prior: 0, touches }
  })
}

/** Which step a setting can break at all. */
const SETTINGS_STAGES: readonly (readonly [setting: string, stage: Stage])[] = [
  ['openingHours', 'booked'],
  ['schedule', 'booked'],
  ['texting', 'replied'],
  ['voice', 'replied'],
  ['businessName', 'replied'],
]

function suspectScript(name: string, language: string, on: number): Suspect[] {
  const isTold = (matter: Matter) => matter.on >= on && matter.language === language
  const rest = { code: 'script' as const, subject: `${name}:${language}`, changedOn: on, isOfLongStanding: false }
  if (name.endsWith('_email')) return []
  if (name === 'missed_call_text' || name === 'web_lead_text') {
    const isCall = name === 'missed_call_text'
    const touches = (matter: Matter) => isTold(matter) && (matter.source === 'missed_call') === isCall
    const stages = ['replied', 'opted_out'] as const
    return stages.map((stage) => ({ ...rest, stage, touches, prior: CHANGED_PRIOR }))
  }
  const touches = (matter: Matter) => isTold(matter) && (name !== 'price_answer' || matter.service !== null)
  return [{ ...rest, stage: 'booked', touches, prior: LATER_WORDS_PRIOR }]
}

/** What breaks a step for each matter that it meets, whichever part of the business that belongs to. */
function mechanisms(matters: readonly Matter[]): Suspect[] {
  const rest = { changedOn: null, isOfLongStanding: true, prior: MECHANISM_PRIOR }
  const codes = new Set(matters.flatMap(({ code }) => code ?? []))
  const undelivered = [...codes].map((code): Suspect => {
    return { ...rest, code: 'delivery', subject: code, stage: 'replied', touches: (matter) => matter.code === code }
  })
  return [
    ...undelivered,
    { ...rest, code: 'late_texts', subject: null, stage: 'replied', touches: ({ isTextLate }) => isTextLate },
    { ...rest, code: 'late_answers', subject: null, stage: 'booked', touches: ({ isAnswerLate }) => isAnswerLate },
  ]
}

function segments(matters: readonly Matter[]): Suspect[] {
  const names = new Set(matters.flatMap((matter) => segmentsOf(matter)))
  const rest = { changedOn: null, isOfLongStanding: false, prior: SEGMENT_PRIOR }
  return [...names].flatMap((name) =>
    (['replied', 'booked', 'opted_out'] as const).map((stage): Suspect => {
      const touches = (matter: Matter) => segmentsOf(matter).includes(name)
      const campaign = /^campaign:(.+)$/.exec(name)?.[1]
      if (campaign !== undefined) return { ...rest, code: 'campaign', subject: campaign, stage, touches }
      return { ...rest, code: 'segment', subject: name, stage, touches }
    }),
  )
}

function everywhere(): Suspect[] {
  const rest = { changedOn: null, isOfLongStanding: false, prior: EVERYWHERE_PRIOR }
  return (['replied', 'booked', 'opted_out'] as const).map((stage) => {
    return { ...rest, code: 'everywhere', subject: null, stage, touches: () => true }
  })
}
