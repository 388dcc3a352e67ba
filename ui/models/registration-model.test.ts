import * as v from 'valibot'
import { expect, test } from 'vitest'
import { RegistrationPatch } from '../../tenants/contract/registration.ts'
import { formOf, patchOf } from './registration-model.ts'

const { ein: _ein, ...fields } = v.parse(RegistrationPatch, {
  legalName: 'Larkspur LLC',
  sampleTexts: ['Larkspur: sorry we missed your call.'],
  helpPhone: '+15125550147',
})

test('what is kept comes back as it was, and leaves the EIN alone', () => {
  const form = formOf({ fields })
  expect(form.helpPhone).toBe('(512) 555-0147')
  expect(form.samples).toHaveLength(3)
  expect(patchOf(form)).toEqual(fields)
})

test('a typed EIN is sent, and one that a sole proprietor kept is forgotten', () => {
  const form = { ...formOf({ fields }), ein: ' 12-3456789 ' }
  expect(v.parse(RegistrationPatch, patchOf(form)).ein).toBe('123456789')
  expect(patchOf({ ...form, brandType: 'sole_proprietor' }).ein).toBeNull()
})

test('a help contact may be a phone, an e-mail or none yet', () => {
  const form = { ...formOf({ fields }), helpPhone: ' ', helpEmail: 'help@example.com' }
  expect(v.parse(RegistrationPatch, patchOf(form))).toMatchObject({ helpPhone: null, helpEmail: 'help@example.com' })
  expect(v.safeParse(RegistrationPatch, patchOf({ ...form, helpPhone: '12' })).success).toBe(false)
})
