import { expect, test } from 'vitest'
import { makeScriptFacts } from '../../tests/support/scripts.ts'
import { composeNotice } from './notice.ts'

test('of hours that never come a notice says no more than that it is outside them', () => {
  const never = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
  const request = { customerName: null, customerPhone: '+15125550199', detail: null, lastWords: null } as const
  const notice = (language: 'en' | 'es') =>
    composeNotice(
      'booking_wanted',
      { ...request, wishedAt: Date.UTC(2026, 10, 25, 15) },
      makeScriptFacts({ language, openingHours: never }),
    ).text
  expect(notice('en')).toContain('wants a visit on Wed, Nov 25 at 9 AM, outside your hours. Not confirmed')
  expect(notice('es')).toContain('a las 9 AM, fuera de su horario. Falta confirmar')
})
