import { describe, expect, test } from 'vitest'
import type { Schedule } from '../../tenants/contract/booking.ts'
import { usualSchedule } from '../../tenants/contract/usual.ts'
import { USUAL_HOURS } from '../../tenants/contract/usual-hours.ts'
import { formatMinutes } from '../format.ts'
import { openForm } from './form.ts'
import { hoursFields } from './hours-form.ts'
import { choicesOf, freshCrewId, scheduleFields, scheduleRules } from './schedule-form.ts'

const BUSINESS = {
  priceBook: [{ service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: [] }],
  currency: 'USD',
}
const FULL: Schedule = {
  ...usualSchedule('Dana'),
  crew: [
    { id: 'owner', name: 'Dana', hours: null },
    { id: 'crew_2', name: 'Ben', hours: { ...USUAL_HOURS, friday: [{ opens: '10:00', closes: '14:00' }] } },
  ],
  serviceMinutes: { 'Drain clearing': 90, 'Gone service': 45 },
  exceptions: [
    { on: '2026-12-24', spans: [] },
    { on: '2026-12-31', spans: [{ opens: '09:00', closes: '12:00' }] },
  ],
  afterHoursFeeMinor: 9_950,
  version: 4,
}
const open = (schedule: Schedule) => openForm(scheduleFields(schedule, BUSINESS), scheduleRules('USD'))

describe('the schedule in its fields', () => {
  test.each([
    ['of a business that has not said', usualSchedule('Dana')],
    ['with everything in it', FULL],
  ])('comes back as it went in, %s', (_, schedule) => {
    const { version, ...whole } = schedule
    expect(open(schedule).check()).toEqual(whole)
    expect(version).toBe(schedule.version)
  })

  test('offers a length to each service of the price book, and keeps that of one which left it', () => {
    expect(scheduleFields(usualSchedule('Dana'), BUSINESS).serviceMinutes).toEqual({ 'Drain clearing': '' })
    expect(scheduleFields(FULL, BUSINESS).serviceMinutes).toEqual({ 'Drain clearing': '90', 'Gone service': '45' })
  })

  test('names what is wrong where it stands', () => {
    const form = open(FULL)
    const [dana, ben] = form.fields.value.crew
    const [eve, last] = form.fields.value.exceptions
    if (dana === undefined || ben === undefined || eve === undefined || last === undefined) throw new Error('missing')
    const friday = { isOpen: true, spans: [{ opens: '15:00', closes: '14:00' }] }
    form.set({
      crew: [
        { ...dana, name: ' ' },
        { ...ben, name: 'www.ben.example.com', hours: { ...ben.hours, friday } },
      ],
      exceptions: [eve, { ...last, on: eve.on }, { ...last, key: 'new', on: '' }],
      afterHoursFee: 'much',
    })
    expect(form.check()).toBeNull()
    expect(form.faultAt('crew.0.name')).toMatchObject({ code: 'required' })
    expect(form.faultAt('crew.1.name')).toEqual({ code: 'plain_name' })
    expect(form.faultAt('crew.1.hours.friday.0.closes')).toEqual({ code: 'before_opening' })
    expect(form.faultAt('exceptions.1.on')).toEqual({ code: 'repeated_day' })
    expect(form.faultAt('exceptions.2.on')).toEqual({ code: 'day' })
    expect(form.faultAt('afterHoursFeeMinor')).toEqual({ code: 'amount' })
  })

  test('forgets hours of their own for whoever has them no more, and finds them again', () => {
    const form = open(FULL)
    const setOwn = (hasOwnHours: boolean) =>
      form.set({ crew: form.fields.value.crew.map((member) => ({ ...member, hasOwnHours })) })
    setOwn(false)
    expect(form.check()?.crew.map(({ hours }) => hours)).toEqual([null, null])
    setOwn(true)
    expect(form.check()?.crew[1]?.hours?.friday).toEqual([{ opens: '10:00', closes: '14:00' }])
  })

  test('gives a new colleague an id nobody has or had', () => {
    const member = (id: string) => ({ id, name: id, hasOwnHours: false, hours: hoursFields(USUAL_HOURS) })
    expect(freshCrewId([member('owner')], new Set())).toBe('crew_2')
    expect(freshCrewId([member('owner'), member('crew_2')], new Set(['crew_3']))).toBe('crew_4')
  })

  test('lists a length that was set elsewhere among the usual ones', () => {
    expect(choicesOf('jobMinutes', '60')).not.toContain(165)
    expect(choicesOf('jobMinutes', '165')).toContain(165)
    expect(choicesOf('jobMinutes', '')).not.toContain(0)
    const lengths = choicesOf('holdMinutes', '75')
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other))
  })

  test.each([
    [0, '0 min', '0 min'],
    [45, '45 min', '45 min'],
    [60, '1 hr', '1 h'],
    [90, '1 hr 30 min', '1 h 30 min'],
    [1_440, '1 day', '1 día'],
    [1_500, '25 hr', '25 h'],
    [4_320, '3 days', '3 días'],
  ])('says %i minutes as people do', (minutes, english, spanish) => {
    expect(formatMinutes(minutes, 'en-US')).toBe(english)
    expect(formatMinutes(minutes, 'es-US')).toBe(spanish)
  })
})
