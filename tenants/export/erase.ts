import type { Phone } from '../base/e164.ts'
import type { Instant } from '../base/clock.ts'
import { describePhone } from '../base/phone.ts'
import type { ErasurePlan, StepView } from '../contract/rights.ts'
import type { ForgetOrder, Forgettable } from '../journey/effect.ts'
import { addressKey } from '../storage/address-key.ts'
import type { Customer } from '../storage/customer-rows.ts'
import {
  countTraces,
  emptyRows,
  loadInFlight,
  loadProviderRefs,
  sweepAddresses,
  tracesOf,
  type InFlight,
  type ProviderRefs,
  type Traces,
} from '../storage/erase-rows.ts'
import { dropLedgerSalts } from '../storage/ledger-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { unnameRequests } from '../storage/privacy-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'

/**
 * Takes a person out of everything this business keeps. What the law wants kept stays without them: that they opted
 * out, the proof of consent and of each message under a keyed hash, and rows that are only counted.
 */

export type Erasure = {
  forget: Forgettable[]
  steps: StepView[]
  hasCrmInFlight: boolean
  /** Under what the proof about this person stands. */
  keys: string[]
}

/** `code` marks entries that are on their way, see apply-erased.ts. */
export function eraseCustomer(
  context: Context,
  customer: Customer,
  { requestId, code }: { requestId: string; code: string },
  now: Instant,
): Erasure {
  const { db, tenant } = context
  const traces = readTraces(db, customer)
  const refs = loadProviderRefs(db, traces)
  const inFlight = loadInFlight(db, customer.customerId)
  const { removed } = planErasure(db, customer)
  // First, so that no later event takes the number of one that is deleted now.
  const fact = { type: 'customer_erased' as const, requestId }
  recordEvent(db, { customerId: customer.customerId, journeyId: null, fact }, now)
  const emptyOrder: ForgetOrder = { type: 'forget', what: 'message', ref: '', requestId }
  emptyRows(db, traces, { emptyOrder: JSON.stringify(emptyOrder), code }, now)
  unnameRequests(db, customer.customerId)
  for (const key of traces.keys) dropLedgerSalts(db, key)
  sweepAddresses(db, spellingsOf(customer))
  const files = { what: 'files' as const, ref: `tenants/${tenant.tenantId}/customers/${customer.customerId}/` }
  return {
    forget: [...listForgettable(refs, customer), files],
    steps: [stepOf('rows', 'done', sum(removed)), ...listByHand(context, refs, customer, inFlight)],
    hasCrmInFlight: inFlight.some(({ lane }) => lane === 'gohighlevel'),
    keys: traces.keys,
  }
}

/** What would be taken away and what would stay, before anything happens. */
export function planErasure(db: TenantDb, customer: Customer): ErasurePlan {
  const traces = readTraces(db, customer)
  const counts = countTraces(db, traces)
  const refs = loadProviderRefs(db, traces)
  const removed: ErasurePlan['removed'] = [
    { what: 'customer', count: 1 },
    { what: 'words', count: counts.messages },
    { what: 'recordings', count: counts.recordings },
    { what: 'journeys', count: counts.journeys },
    { what: 'orders', count: counts.orders },
    { what: 'history', count: counts.history },
    { what: 'links', count: counts.links },
    { what: 'at_providers', count: listForgettable(refs, customer).length },
  ]
  const kept: ErasurePlan['kept'] = [
    { what: 'suppressions', count: counts.suppressions, why: 'opt_out_must_hold' },
    { what: 'consents', count: counts.consents, why: 'proof_five_years' },
    { what: 'ledger', count: counts.ledger, why: 'proof_five_years' },
    { what: 'calls', count: counts.calls, why: 'counts_without_person' },
    { what: 'messages', count: counts.messages, why: 'counts_without_person' },
    { what: 'leads', count: counts.leads, why: 'counts_without_person' },
  ]
  const isThere = ({ count }: { count: number }) => count > 0
  return { removed: removed.filter(isThere), kept: kept.filter(isThere) }
}

function listForgettable({ texts, calls, opportunities }: ProviderRefs, { contactRef }: Customer): Forgettable[] {
  return [
    ...listRecords(texts, calls),
    // What is made for a contact goes before it.
    ...opportunities.map((ref) => ({ what: 'opportunity' as const, ref })),
    ...(contactRef === null ? [] : [{ what: 'contact' as const, ref: contactRef }]),
  ]
}

type CallRefs = Pick<ProviderRefs['calls'][number], 'callKey' | 'recordingUrl'>

/** Twilio's recordings go with their calls; one whose call we cannot name goes by itself. */
export function listRecords(texts: readonly string[], calls: readonly CallRefs[]): Forgettable[] {
  const isTwilioCall = (key: string) => /^CA[0-9a-f]{32}$/i.test(key)
  return [
    ...texts.map((ref) => ({ what: 'message' as const, ref })),
    ...calls.flatMap(({ callKey }) => (isTwilioCall(callKey) ? [{ what: 'call' as const, ref: callKey }] : [])),
    ...calls.flatMap(({ callKey, recordingUrl }) => {
      const sid = isTwilioCall(callKey) ? null : recordingOf(recordingUrl)
      return sid === null ? [] : [{ what: 'recording' as const, ref: sid }]
    }),
  ]
}

export function recordingOf(url: string | null): string | null {
  return /\/Recordings\/(RE[0-9a-f]{32})/i.exec(url ?? '')?.[1] ?? null
}

/** What no interface deletes, said so that the technician can. */
function listByHand(
  { tenant }: Context,
  { emailCount, calls }: ProviderRefs,
  { contactRef }: Customer,
  inFlight: readonly InFlight[],
): StepView[] {
  const inDoubt = inFlight.filter(({ lane, status }) => lane === 'twilio' && status === 'in_doubt').length
  const isInCrm = calls.some(({ via }) => via !== 'twilio') && contactRef === null && tenant.profile.ghlLocationId
  return [
    ...(emailCount > 0 ? [stepOf('resend_by_hand', 'by_hand', emailCount)] : []),
    ...(inDoubt > 0 ? [stepOf('texts_in_doubt_by_hand', 'by_hand', inDoubt)] : []),
    ...(isInCrm ? [stepOf('crm_by_hand', 'by_hand', 1)] : []),
  ]
}

function readTraces(db: TenantDb, customer: Customer): Traces {
  const addresses = [customer.phone, customer.email].filter((address) => address !== null)
  return tracesOf(
    customer,
    addresses.map((address) => addressKey(db, address)),
  )
}

/** A number as people write it. Its digits alone count from ten on: fewer may be anything. */
function spellingsOf({ phone, email }: Customer): string[] {
  return [...(phone === null ? [] : spellPhone(phone)), ...(email === null ? [] : [email])]
}

function spellPhone(phone: Phone): string[] {
  const digits = phone.slice(1)
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
  const parts = [national.slice(0, 3), national.slice(3, 6), national.slice(6)]
  return [phone, describePhone(phone), parts.join('-'), parts.join('.'), parts.join(' '), national]
}

export function stepOf(what: StepView['what'], state: StepView['state'], total: number): StepView {
  return { what, state, total, done: state === 'done' ? total : 0, failed: 0, detail: null }
}

function sum(removed: ErasurePlan['removed']): number {
  return removed.filter(({ what }) => what !== 'at_providers').reduce((total, { count }) => total + count, 0)
}
