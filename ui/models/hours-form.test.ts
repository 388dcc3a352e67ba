import { describe, expect, test } from 'vitest'
import type { OpeningHours } from '../../tenants/contract.ts'
import { USUAL_HOURS } from '../../tenants/contract/usual-hours.ts'
import { openForm } from './form.ts'
import {
  addBreak,
  copyMonday,
  describeHours,
  filledPaths,
  hoursFields,
  HOURS_RULES,
  nameDay,
  removeBreak,
  WEEKDAYS,
  type SpanFields,
} from './hours-form.ts'
import { describeSetting } from './settings-values.ts'

const open = (...spans: SpanFields[]) => ({ isOpen: true, spans })
const OFFICE = { opens: '08:00', closes: '17:00' }
const form = (hours: OpeningHours = USUAL_HOURS) => openForm(hoursFields(hours), HOURS_RULES)

describe('the hours of a week in their fields', () => {
  test('come back as they went in, closed days and breaks included', () => {
    const hours = { ...USUAL_HOURS, tuesday: [{ opens: '07:00', closes: '11:30' }, OFFICE], friday: [] }
    expect(HOURS_RULES.toValue(hoursFields(hours))).toEqual({ openingHours: hours })
    expect(WEEKDAYS[0]).toBe('monday')
    expect(WEEKDAYS).toHaveLength(7)
  })

  test('a day that is closed for a moment keeps what stood there', () => {
    const hours = form({ ...USUAL_HOURS, monday: [{ opens: '06:00', closes: '14:00' }] })
    const { monday } = hours.fields.value
    hours.set({ monday: { ...monday, isOpen: false } })
    expect(hours.check()?.openingHours.monday).toEqual([])
    hours.set({ monday: { ...hours.fields.value.monday, isOpen: true } })
    expect(hours.isChanged.value).toBe(false)
    expect(hours.check()?.openingHours.monday).toEqual([{ opens: '06:00', closes: '14:00' }])
  })

  test('a day that opens for the first time has the usual hours to start from', () => {
    const hours = form()
    hours.set({ sunday: { ...hours.fields.value.sunday, isOpen: true } })
    expect(hours.check()?.openingHours.sunday).toEqual([OFFICE])
  })

  test('Monday is copied to the other weekdays, and the weekend stays', () => {
    const fields = { ...hoursFields(USUAL_HOURS), monday: open({ opens: '06:00', closes: '14:00' }) }
    const { openingHours } = HOURS_RULES.toValue(copyMonday(fields))
    expect(openingHours).toMatchObject({ friday: [{ opens: '06:00', closes: '14:00' }], saturday: [], sunday: [] })
    expect(HOURS_RULES.toValue(copyMonday({ ...fields, monday: { ...fields.monday, isOpen: false } }))).toEqual({
      openingHours: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
    })
  })
})

describe('a break', () => {
  test('leaves noon out, and is gone without a trace when it is removed', () => {
    const withBreak = addBreak(open(OFFICE))
    expect(withBreak.spans).toEqual([
      { opens: '08:00', closes: '12:00' },
      { opens: '13:00', closes: '17:00' },
    ])
    expect(removeBreak(withBreak)).toEqual(open(OFFICE))
  })

  test('of a day that does not reach over noon has fields to fill in', () => {
    const morning = { opens: '06:00', closes: '11:00' }
    const withBreak = addBreak(open(morning))
    expect(withBreak.spans).toEqual([morning, { opens: '', closes: '' }])
    expect(removeBreak(withBreak)).toEqual(open(morning))
  })

  test('is added once and removed once', () => {
    const twice = addBreak(addBreak(open(OFFICE)))
    expect(twice.spans).toHaveLength(2)
    expect(removeBreak(removeBreak(twice))).toEqual(open(OFFICE))
  })
})

describe('hours that cannot be', () => {
  test('are named beside their fields once these were left, by the server’s own schema', () => {
    const hours = form()
    const monday = open({ opens: '18:00', closes: '17:00' })
    hours.set({ monday })
    expect(hours.faultAt('openingHours.monday.0.closes')).toBeNull()
    for (const path of filledPaths('openingHours.monday', monday)) hours.leave(path)
    expect(hours.faultAt('openingHours.monday.0.closes')).toEqual({ code: 'before_opening' })
    expect(hours.faultAt('openingHours.monday.0.opens')).toBeNull()
    expect(hours.check()).toBeNull()
  })

  test('overlap, or miss a time', () => {
    const hours = form()
    hours.set({ monday: open({ opens: '08:00', closes: '12:00' }, { opens: '11:00', closes: '15:00' }) })
    hours.set({ tuesday: open({ opens: '', closes: '12:00' }) })
    expect(hours.check()).toBeNull()
    expect(hours.faultAt('openingHours.monday.1.opens')).toEqual({ code: 'within_first' })
    expect(hours.faultAt('openingHours.tuesday.0.opens')).toEqual({ code: 'required' })
    expect(hours.faultCount.value).toBe(2)
  })

  test('are no fault of a day that is closed', () => {
    const hours = form()
    hours.set({ monday: { isOpen: false, spans: [{ opens: '', closes: '' }] } })
    expect(hours.check()?.openingHours.monday).toEqual([])
  })

  test('that the server refuses stand beside the same field until their day changes', () => {
    const hours = form()
    expect(hours.refuse({ 'openingHours.monday.0.closes': 'must be later than opens' })).toBe(true)
    hours.set({ tuesday: open(OFFICE) }, 'openingHours.tuesday')
    expect(hours.faultAt('openingHours.monday.0.closes')).toEqual({ code: 'other', words: 'must be later than opens' })
    hours.set({ monday: open(OFFICE) }, 'openingHours.monday')
    expect(hours.faultAt('openingHours.monday.0.closes')).toBeNull()
  })
})

describe('hours in words', () => {
  const hours = { ...USUAL_HOURS, monday: addBreak(open(OFFICE)).spans as OpeningHours['monday'] }

  test('are few lines where two people disagree, one for days in a row that are alike', () => {
    expect(describeSetting('openingHours', hours, 'USD', 'en-US')).toEqual([
      'Mon: 8:00 AM – 12:00 PM, 1:00 PM – 5:00 PM',
      'Tue – Fri: 8:00 AM – 5:00 PM',
      'Sat – Sun: –',
    ])
    expect(describeHours(hours, 'es-US')[1]).toMatch(/^Mar – Vie: 8:00.a\.m\. – 5:00.p\.m\.$/)
  })

  test('begin with the name of the day, as a heading has it', () => {
    expect([nameDay('monday', 'long', 'en-US'), nameDay('sunday', 'long', 'es-US')]).toEqual(['Monday', 'Domingo'])
  })
})
