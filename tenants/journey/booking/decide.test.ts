import { describe, expect, test } from 'vitest'
import {
  AGREED,
  bookingFacts,
  describeBooking,
  FRIDAY,
  NOW,
  offer,
  says,
  TUESDAY,
  VISIT,
  WEDNESDAY,
  ZONE,
} from '../../../tests/support/booking.ts'
import { freezeDeeply } from '../../../tests/support/missed-call.ts'
import { DAY_MS, HOUR_MS } from '../../base/clock.ts'
import { chooseOffer } from './choose-offer.ts'
import { decideBooking } from './decide.ts'
import type { BookingState } from './state.ts'
import type { BookingFacts, BookingInput } from './input.ts'

type Start = 'none' | 'kept' | 'offered' | 'confirmed' | 'reminded' | 'over' | 'closed'

const STATES: Record<Start, BookingState | null> = {
  none: null,
  kept: { kind: 'booking', status: 'offered', offers: [TUESDAY], visitId: 'apt_1', service: null },
  offered: { kind: 'booking', status: 'offered', offers: [TUESDAY, WEDNESDAY], visitId: null, service: null },
  confirmed: { ...AGREED, status: 'confirmed' },
  reminded: { ...AGREED, status: 'reminded' },
  over: { ...AGREED, status: 'over' },
  closed: { kind: 'booking', status: 'closed', outcome: 'completed', closedAt: NOW },
}

const MOVED = { startsAt: FRIDAY.startsAt, endsAt: FRIDAY.endsAt, feeMinor: 0 }
const INPUTS = {
  wish: { type: 'visit_wished', service: null, wish: null },
  yes: says({ isYes: true }),
  second: says({ choice: 2 }),
  none: says({ rejects: true }),
  cancel: says({ wantsCancel: true }),
  move: says({ wantsMove: true }),
  else: { ...says(null), isLast: false },
  perhaps_off: says({ mayCancel: true }),
  tells: says({ informs: true }),
  asks_when: says({ asksWhen: true }),
  thanks: says({ nods: true }),
  defers: says({ defers: true }),
  agreed: { type: 'visit_agreed', visit: VISIT, by: 'board', tell: true },
  moved: { type: 'visit_moved', ...MOVED, by: 'board', tell: true },
  called_off: { type: 'visit_ended', how: 'cancelled', by: 'board', tell: true },
  completed: { type: 'visit_ended', how: 'completed', by: 'board', tell: false },
  no_show: { type: 'visit_ended', how: 'no_show', by: 'board', tell: false },
  opted_out: { type: 'opted_out' },
  text_failed: { type: 'text_failed', template: 'visit_offer', code: '30003' },
  fee_barred: { type: 'text_failed', template: 'visit_offer', code: 'price_in_first_text' },
  hold_due: { type: 'hold_due' },
  choice_due: { type: 'choice_due' },
  day_reminder_due: { type: 'day_reminder_due' },
  hours_reminder_due: { type: 'hours_reminder_due' },
  visit_due: { type: 'visit_due' },
  report_due: { type: 'report_due' },
} satisfies Record<string, BookingInput>

const AGREES = 'tell visit_confirmed, text visit_confirmed'
const ALL = (reason: string) => `ignored: ${reason}`

const ofAgreed = (status: 'confirmed' | 'reminded'): Record<keyof typeof INPUTS, string> => ({
  wish: ALL('agreed_already'),
  yes: status,
  second: `${status} | tell visit_word, text visit_noted`,
  none: `${status} | tell visit_word, text visit_noted`,
  cancel: 'closed: cancelled | cancel, take back, tell visit_cancelled_late, text visit_cancelled',
  move: `${status} | text visit_move_choices`,
  else: ALL('not_about_the_visit'),
  perhaps_off: `${status} | tell visit_doubted, text visit_off_ask`,
  tells: `${status} | tell visit_word, text visit_noted`,
  asks_when: `${status} | text visit_kept`,
  thanks: status,
  defers: `${status} | tell visit_word, text visit_noted`,
  agreed: ALL('agreed_already'),
  moved: 'confirmed | take back, text visit_moved_by_us',
  called_off: 'closed: cancelled | take back, text visit_called_off',
  completed: 'closed: completed | take back',
  no_show: 'closed: no_show | take back',
  opted_out: `${status} | tell visit_opted_out`,
  text_failed: `${status} | tell text_failed`,
  fee_barred: `${status} | tell text_failed`,
  hold_due: status,
  choice_due: ALL('agreed_already'),
  day_reminder_due: 'reminded | text visit_reminder',
  hours_reminder_due: 'reminded | text visit_reminder',
  visit_due: 'over | tell visit_over',
  report_due: 'closed: unreported',
})

const every = (reason: string): Record<keyof typeof INPUTS, string> =>
  Object.fromEntries(Object.keys(INPUTS).map((input) => [input, ALL(reason)])) as Record<keyof typeof INPUTS, string>

/** Each pair of status and input: what it leads to and what is ordered, or why it changes nothing. */
const TABLE: Record<Start, Record<keyof typeof INPUTS, string>> = {
  none: { ...every('no_visit'), wish: 'offered | text visit_choices', agreed: 'confirmed | text visit_confirmed' },
  kept: {
    wish: 'offered | release, text visit_choices',
    yes: `confirmed | agree, ${AGREES}`,
    second: ALL('not_about_the_offer'),
    none: 'closed: refused | release, tell visit_refused, text visit_passed_on',
    cancel: 'closed: refused | release, tell visit_refused, text visit_passed_on',
    move: 'offered | release, text visit_choices',
    else: ALL('not_about_the_offer'),
    perhaps_off: 'closed: refused | release, tell visit_refused, text visit_passed_on',
    tells: ALL('not_about_the_offer'),
    asks_when: 'offered | text visit_waits',
    thanks: 'offered | text visit_waits',
    defers: 'offered | text visit_waits',
    agreed: 'confirmed | text visit_confirmed',
    moved: 'offered',
    called_off: 'closed: cancelled',
    completed: 'closed: completed',
    no_show: 'closed: no_show',
    opted_out: 'closed: opted_out | release',
    text_failed: 'offered | tell text_failed',
    fee_barred: 'closed: refused | release, tell text_failed, text booking_received',
    hold_due: 'offered | release',
    choice_due: 'closed: expired | release',
    day_reminder_due: ALL('nothing_agreed'),
    hours_reminder_due: ALL('nothing_agreed'),
    visit_due: ALL('nothing_agreed'),
    report_due: ALL('nothing_agreed'),
  },
  offered: {
    wish: 'offered | text visit_choices',
    yes: 'offered | text visit_which',
    second: `confirmed | book, ${AGREES}`,
    none: 'closed: refused | tell visit_refused, text visit_passed_on',
    cancel: 'closed: refused | tell visit_refused, text visit_passed_on',
    move: 'offered | text visit_choices',
    else: ALL('not_about_the_offer'),
    perhaps_off: 'closed: refused | tell visit_refused, text visit_passed_on',
    tells: ALL('not_about_the_offer'),
    asks_when: 'offered | text visit_waits',
    thanks: 'offered | text visit_waits',
    defers: 'offered | text visit_waits',
    agreed: 'confirmed | text visit_confirmed',
    moved: 'offered',
    called_off: 'closed: cancelled',
    completed: 'closed: completed',
    no_show: 'closed: no_show',
    opted_out: 'closed: opted_out',
    text_failed: 'offered | tell text_failed',
    fee_barred: 'closed: refused | tell text_failed, text booking_received',
    hold_due: 'offered',
    choice_due: 'closed: expired',
    day_reminder_due: ALL('nothing_agreed'),
    hours_reminder_due: ALL('nothing_agreed'),
    visit_due: ALL('nothing_agreed'),
    report_due: ALL('nothing_agreed'),
  },
  confirmed: ofAgreed('confirmed'),
  reminded: ofAgreed('reminded'),
  over: {
    ...every('visit_over'),
    moved: 'confirmed | take back, text visit_moved_by_us',
    called_off: 'closed: cancelled | take back, text visit_called_off',
    completed: 'closed: completed | take back',
    no_show: 'closed: no_show | take back',
    report_due: 'closed: unreported',
  },
  closed: every('journey_closed'),
}

const rows = Object.entries(TABLE).flatMap(([start, inputs]) =>
  Object.entries(inputs).map(([input, expected]) => [start as Start, input as keyof typeof INPUTS, expected] as const),
)

function decide(state: BookingState | null, input: BookingInput, facts: Partial<BookingFacts> = {}, now = NOW) {
  return decideBooking(freezeDeeply(state), freezeDeeply(input), freezeDeeply(bookingFacts(facts)), now)
}

test.each(rows)('%s × %s → %s', (start, input, expected) => {
  expect(describeBooking(decide(STATES[start], INPUTS[input]))).toBe(expected)
})

describe('what is offered', () => {
  test('is the time that was wished for, kept for an hour, where it is free', () => {
    const decision = decide(null, INPUTS.wish, { wished: TUESDAY })
    expect(describeBooking(decision)).toBe('offered | hold, text visit_offer')
    expect(decision).toMatchObject({
      visits: [{ type: 'hold', visitId: 'apt_new', offer: TUESDAY, until: NOW + HOUR_MS }],
      timers: { hold_due: NOW + HOUR_MS },
    })
  })

  test('is nothing where nothing is free, or where no text may go', () => {
    expect(describeBooking(decide(null, INPUTS.wish, { alternatives: [] }))).toBe('ignored: nothing_free')
    expect(describeBooking(decide(null, INPUTS.wish, { mayText: false }))).toBe('ignored: may_not_text')
    for (const start of ['kept', 'offered', 'confirmed'] as const) {
      expect(describeBooking(decide(STATES[start], INPUTS.yes, { mayText: false }))).toBe('ignored: may_not_text')
    }
  })

  test('that is gone when they take it gives way to what is free then', () => {
    const gone = { stillFree: [null, WEDNESDAY] }
    const first = says({ choice: 1 })
    expect(describeBooking(decide(STATES.offered, first, gone))).toBe('offered | text visit_taken')
    expect(describeBooking(decide(STATES.offered, first, { ...gone, alternatives: [] }))).toBe(
      'closed: nothing_free | tell visit_refused, text visit_passed_on',
    )
  })

  test('is taken by answers that come after the time was kept, as long as it is free', () => {
    const lapsed = decide(STATES.kept, INPUTS.hold_due)
    const state = lapsed.kind === 'moved' ? lapsed.state : null
    expect(describeBooking(decide(state, INPUTS.yes))).toBe(`confirmed | book, ${AGREES}`)
  })
})

describe('a visit that is agreed', () => {
  const asked: BookingState = { ...AGREED, status: 'confirmed', offers: [FRIDAY], isKept: true }

  test('is moved to a time that is kept beside it until they say yes', () => {
    const wish = { at: FRIDAY.startsAt, granularity: 'time' as const, namesDay: true }
    const decision = decide(STATES.confirmed, says({ wantsMove: true }, wish), { wished: FRIDAY })
    expect(describeBooking(decision)).toBe('confirmed | keep_beside, text visit_move_offer')
    expect(describeBooking(decide(asked, INPUTS.yes, { stillFree: [FRIDAY] }))).toBe(
      'confirmed | move, take back, tell visit_moved, text visit_moved',
    )
    expect(describeBooking(decide(asked, INPUTS.none))).toBe('confirmed | drop_beside, text visit_stays')
    expect(describeBooking(decide(asked, INPUTS.hold_due))).toBe('confirmed | drop_beside')
  })

  test('stays as it is where no other time is free, and the technician hears of the wish', () => {
    const decision = decide(STATES.confirmed, INPUTS.move, { alternatives: [] })
    expect(describeBooking(decision)).toBe('confirmed | tell visit_refused, text visit_no_other')
  })

  test('is reminded of anew once it is moved', () => {
    const decision = decide(STATES.reminded, INPUTS.moved)
    expect(decision).toMatchObject({
      timers: { day_reminder_due: FRIDAY.startsAt - DAY_MS, hours_reminder_due: null, report_due: expect.any(Number) },
    })
  })

  test('is called off late or in time', () => {
    const early = decide(STATES.confirmed, INPUTS.cancel, {}, TUESDAY.startsAt - 2 * DAY_MS)
    expect(describeBooking(early)).toContain('tell visit_cancelled,')
  })

  test('that is called off while another stands says so', () => {
    const otherAt = FRIDAY.startsAt
    for (const input of [INPUTS.cancel, INPUTS.called_off]) {
      const decision = decide(STATES.confirmed, input, { otherAt })
      const texts = decision.kind === 'moved' ? decision.effects.filter(({ type }) => type === 'send_sms') : []
      expect(texts).toMatchObject([{ visit: { startsAt: TUESDAY.startsAt, otherAt } }])
    }
  })

  test('hears of a page as the technician does, and texts nobody who has just used it', () => {
    const byPage = { by: 'page' as const, tell: false }
    expect(describeBooking(decide(STATES.confirmed, { ...INPUTS.moved, ...byPage }))).toBe(
      'confirmed | take back, tell visit_moved',
    )
    expect(describeBooking(decide(STATES.confirmed, { ...INPUTS.called_off, ...byPage }))).toBe(
      'closed: cancelled | take back, tell visit_cancelled_late',
    )
  })

  test('is not reminded of by us where the CRM does', () => {
    const decision = decide(null, { ...INPUTS.agreed, by: 'crm', tell: false })
    expect(decision).toMatchObject({ effects: [], timers: { day_reminder_due: null, hours_reminder_due: null } })
  })
})

describe('an answer', () => {
  const offers = [TUESDAY, WEDNESDAY, offer('03 09:00')]
  const at = (local: string, namesDay: boolean, granularity: 'time' | 'day' | 'part_of_day' = 'time') => ({
    at: offer(local).startsAt,
    granularity,
    namesDay,
  })
  test.each([
    ['names its place', says({ choice: 3 }), 'chosen 2'],
    ['names the last', says({ choice: 'last' }), 'chosen 2'],
    ['names a place that is not there', says({ choice: 4 }), 'none'],
    ['says yes to several', says({ isYes: true }), 'several 0,1,2'],
    ['takes any', says({ takesAny: true }), 'chosen 0'],
    ['names an hour of another day', says(null, at('02 14:00', false)), 'chosen 1'],
    ['names an hour that two days have', says({ isYes: true }, at('02 09:00', false)), 'several 0,2'],
    ['names day and hour', says({ isYes: true }, at('03 09:00', true)), 'chosen 2'],
    ['names a day', says(null, at('02 00:00', true, 'day')), 'chosen 0'],
    ['names an afternoon', says(null, at('03 13:00', true, 'part_of_day')), 'chosen 1'],
    ['names an hour that nobody offered', says({ isYes: true }, at('02 10:00', true)), 'none'],
    ['names a week alone', says({ namesWeek: true }, at('02 00:00', true, 'day')), 'none'],
    ['says yes to a week', says({ namesWeek: true, isYes: true }, at('02 00:00', true, 'day')), 'none'],
    ['asks about a day', { ...says({ asksFree: true }, at('02 00:00', true, 'day')) }, 'asked 0'],
    ['asks about an hour', says({ asksFree: true }, at('02 09:00', true)), 'asked 0'],
    ['asks about another day', says({ asksFree: true }, at('05 00:00', true, 'day')), 'none'],
    ['names what is so much later', says({ shift: { days: 1, minutes: 0 } }, at('03 09:00', true)), 'asked 2'],
    ['is both', says({ namesAll: true }), 'several 0,1,2'],
    ['says the number that is an hour too', says({ choice: 2 }, at('02 14:00', false)), 'chosen 1'],
  ])('that %s', (_, input, expected) => {
    const choice = input.reply.visit ? chooseOffer(offers, input.reply.visit, ZONE) : { kind: 'none' as const }
    const places =
      choice.kind === 'chosen' ? ` ${choice.place}` : choice.kind === 'none' ? '' : ` ${choice.places.join()}`
    expect(`${choice.kind}${places}`).toBe(expected)
  })

  test('that asks about a day books nothing: times of that day are offered, or what is kept on it waits', () => {
    const input = says({ asksFree: true }, at('02 00:00', true, 'day'))
    const plain = { ...says(null, at('02 00:00', true, 'day')) }
    const question = {
      ...plain,
      reply: {
        ...plain.reply,
        visit: { ...plain.reply.visit, words: null, wish: at('02 00:00', true, 'day'), isQuestion: true },
      },
    }
    for (const said of [input, question]) {
      expect(describeBooking(decide(STATES.offered, said, { alternatives: [TUESDAY, FRIDAY] }))).toBe(
        'offered | text visit_choices',
      )
      expect(describeBooking(decide(STATES.kept, said))).toBe('offered | text visit_waits')
    }
    expect(describeBooking(decide(STATES.offered, plain))).toBe(`confirmed | book, ${AGREES}`)
    const hour = says({ asksFree: true }, at('02 09:00', true))
    expect(describeBooking(decide(STATES.offered, hour, { wished: TUESDAY }))).toBe('offered | hold, text visit_offer')
    const asked: BookingState = { ...AGREED, status: 'confirmed', offers: [FRIDAY], isKept: true }
    const friday = says({ asksFree: true }, at('05 00:00', true, 'day'))
    expect(describeBooking(decide(asked, friday))).toBe('confirmed | drop_beside, keep_beside, text visit_move_offer')
  })

  test('that turns a day down still wants a visit, and one that calls it off does not', () => {
    const turnedDown = [{ at: offer('02 00:00').startsAt, granularity: 'day' as const, namesDay: true, isWeekly: true }]
    const not = (words: Parameters<typeof says>[0]) => {
      const { reply, ...rest } = says(words)
      return { ...rest, reply: { ...reply, visit: { words: null, wish: null, ...reply.visit, turnedDown } } }
    }
    const others = 'offered | text visit_choices'
    expect(describeBooking(decide(STATES.offered, not(null)))).toBe(others)
    expect(describeBooking(decide(STATES.offered, not({ wantsCancel: true, isAway: true })))).toBe(others)
    expect(describeBooking(decide(STATES.kept, not(null)))).toBe('offered | release, text visit_choices')
    expect(describeBooking(decide(STATES.offered, not({ wantsCancel: true })))).toContain('closed: refused')
    expect(describeBooking(decide(STATES.confirmed, not(null)))).toBe('confirmed | text visit_move_choices')
    const wednesday: BookingState = { ...AGREED, status: 'confirmed', startsAt: WEDNESDAY.startsAt }
    expect(describeBooking(decide(wednesday, not(null)))).not.toContain('visit_move_choices')
  })

  test('that names a week and agrees is a yes to the one time there is', () => {
    const { reply } = says({ namesWeek: true, isYes: true }, at('01 00:00', true, 'day'))
    expect(reply.visit && chooseOffer([WEDNESDAY], reply.visit, ZONE)).toEqual({ kind: 'chosen', place: 0 })
  })
})
