import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { HumanMessage, ProfilePatch } from './contract.ts'
import { BusinessStep, ServicesStep } from './contract/join.ts'

const pathsOf = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? []
const line = (service: string, unit = 'job') => ({ service, from: 100, to: 200, unit })

describe('names are refused beside their field', () => {
  test.each([
    [ProfilePatch, { businessName: '20% off at https://evil.example' }, 'businessName'],
    [ProfilePatch, { businessName: 'Ace\nReply CANCEL' }, 'businessName'],
    [ProfilePatch, { ownerName: 'Dana\u200b Fields' }, 'ownerName'],
    [ProfilePatch, { ownerName: 'evil.com' }, 'ownerName'],
    [ProfilePatch, { postalAddress: '12 Example Street\u202e' }, 'postalAddress'],
    [ProfilePatch, { serviceArea: 'Austin\n\nBuy now' }, 'serviceArea'],
    [ProfilePatch, { priceBook: [line('Leak repair'), line('Drains, see evil.com')] }, 'priceBook.1.service'],
    [ProfilePatch, { priceBook: [line('Leak repair', '50% less')] }, 'priceBook.0.unit'],
    [ServicesStep, { priceBook: [line('Drains $99')] }, 'priceBook.0.service'],
  ])('%# %j', (schema, value, path) => {
    expect(pathsOf(schema, value)).toEqual([path])
  })

  test.each([
    [ProfilePatch, { businessName: 'Discount Plumbing', ownerName: 'J.de la Cruz' }],
    [ProfilePatch, { businessName: ' Sale Brothers HVAC ', postalAddress: '12 Example St., Apt. 4, Dallas, TX 75201' }],
    [ProfilePatch, { priceBook: [line('Faucet repair or replacement', 'sq. foot')] }],
    [HumanMessage, { text: 'Hi Pat,\nI can do 20% off, see shoulder.example.com' }],
  ])('and may be names: %# %j', (schema, value) => {
    expect(pathsOf(schema, value)).toEqual([])
  })

  test('in joining as in the settings', () => {
    expect(pathsOf(BusinessStep, { businessName: 'evil.com', language: 'en' })).toContain('businessName')
  })
})
