import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { HumanMessage, ProfilePatch } from './contract.ts'
import { BusinessStep, ServicesStep } from './contract/join.ts'

const pathsOf = (schema: v.GenericSchema, value: unknown) => [
  ...new Set(v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue))),
]
const line = (service: string, unit = 'job') => ({ service, from: 100, to: 200, unit })

describe('names are refused beside their field', () => {
  test.each([
    [{ businessName: '20% off at https://evil.example' }, ProfilePatch, 'businessName'],
    [{ businessName: 'Ace\nReply CANCEL' }, ProfilePatch, 'businessName'],
    [{ ownerName: 'Dana\u200b Fields' }, ProfilePatch, 'ownerName'],
    [{ ownerName: 'evil.com' }, ProfilePatch, 'ownerName'],
    [{ postalAddress: '12 Example Street\u202e' }, ProfilePatch, 'postalAddress'],
    [{ serviceArea: 'Austin\n\nBuy now' }, ProfilePatch, 'serviceArea'],
    [{ priceBook: [line('Leak repair'), line('Drains, see evil.com')] }, ProfilePatch, 'priceBook.1.service'],
    [{ priceBook: [line('Leak repair', '50% less')] }, ProfilePatch, 'priceBook.0.unit'],
    [{ priceBook: [line('Drains $99')] }, ServicesStep, 'priceBook.0.service'],
  ])('%# %j', (value, schema, path) => {
    expect(pathsOf(schema, value)).toEqual([path])
  })

  test.each([
    [{ businessName: 'Discount Plumbing', ownerName: 'J.de la Cruz' }, ProfilePatch],
    [{ businessName: ' Sale Brothers HVAC ', postalAddress: '12 Example St., Apt. 4, Dallas, TX 75201' }, ProfilePatch],
    [{ priceBook: [line('Faucet repair or replacement', 'sq. foot')] }, ProfilePatch],
    [{ text: 'Hi Pat,\nI can do 20% off, see shoulder.example.com' }, HumanMessage],
  ])('and may be names: %# %j', (value, schema) => {
    expect(pathsOf(schema, value)).toEqual([])
  })

  test('in joining as in the settings', () => {
    expect(pathsOf(BusinessStep, { businessName: 'evil.com', language: 'en' })).toContain('businessName')
  })
})
