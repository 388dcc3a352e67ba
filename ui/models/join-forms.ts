import {
  BusinessStep,
  Carrier,
  ConsentStep,
  PhoneStep,
  ServicesStep,
  Trade,
  type JoinDraft,
} from '../../tenants/contract/join.ts'
import type { Fault } from './field-faults.ts'
import { readPhone, writePhone } from './phone-field.ts'
import { candidatesOf, findRepeated, rowsOf, type PriceRow } from './price-rows.ts'

/** What stands in the fields of each step, made from what the server kept, and made into what it takes. */

/** Joining is for the US, whose tradesmen charge in dollars. */
export const JOIN_CURRENCY = 'USD'
export const TRADES = Trade.options
export const CARRIERS = Carrier.options

export type BusinessFields = {
  trade: string
  businessName: string
  ownerName: string
  serviceArea: string
  postalAddress: string
  timeZone: string
  language: 'en' | 'es'
}
export type ServicesFields = { rows: PriceRow[] }
export type PhoneFields = { phone: string; carrier: string }
export type ConsentFields = { consentMode: string; acceptsTerms: boolean }

export function businessFields(draft: JoinDraft, zone: string, language: 'en' | 'es'): BusinessFields {
  const none = { trade: '', businessName: '', ownerName: '', serviceArea: '', postalAddress: '' }
  return { ...none, timeZone: zone, language, ...draft.business }
}

export function servicesFields(draft: JoinDraft): ServicesFields {
  return { rows: rowsOf(draft.services?.priceBook ?? [], JOIN_CURRENCY) }
}

export function phoneFields(draft: JoinDraft): PhoneFields {
  return { phone: writePhone(draft.phone?.primaryPhone ?? ''), carrier: draft.phone?.carrier ?? '' }
}

export function consentFields(draft: JoinDraft): ConsentFields {
  return { consentMode: draft.consent?.consentMode ?? 'spoken_notice', acceptsTerms: draft.consent !== undefined }
}

export const BUSINESS_RULES = { schema: BusinessStep, toValue: (fields: BusinessFields) => fields }

export const SERVICES_RULES = {
  schema: ServicesStep,
  toValue: (fields: ServicesFields) => ({ priceBook: candidatesOf(fields.rows, JOIN_CURRENCY) }),
  alsoWrong: (fields: ServicesFields) => faultOfRepeated(fields.rows),
}

export const PHONE_RULES = {
  schema: PhoneStep,
  toValue: (fields: PhoneFields) => ({ primaryPhone: readPhone(fields.phone), carrier: fields.carrier }),
}

export const CONSENT_RULES = { schema: ConsentStep, toValue: (fields: ConsentFields) => fields }

export function faultOfRepeated(rows: readonly PriceRow[]): Record<string, Fault> {
  const at = findRepeated(rows)
  return at === null ? {} : { [`priceBook.${at}.service`]: { code: 'repeated' } }
}
