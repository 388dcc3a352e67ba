import { blankAddresses } from '../base/blank-addresses.ts'
import type { Instant } from '../base/clock.ts'
import { emailOrNull } from '../base/email-address.ts'
import { isTwilioText } from '../base/text-refs.ts'
import type { ErasurePlan, StepView } from '../contract/rights.ts'
import type { ForgetOrder, Forgettable } from '../journey/effect.ts'
import { addressKey } from '../storage/address-key.ts'
import type { Customer } from '../storage/customer-rows.ts'
import {
  countTraces,
  emptyRows,
  hasTriedCrm,
  loadInFlight,
  loadProviderRefs,
  type InFlight,
  type ProviderRefs,
  type Traces,
} from '../storage/erase-rows.ts'
import { dropLedgerSalts } from '../storage/ledger-rows.ts'
import { unnameRequests } from '../storage/privacy-rows.ts'
import { sweepWords } from '../storage/sweep-words.ts'
import { isStaff, type Context } from '../storage/tenant-rows.ts'
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
  const traces = readTraces(context, customer)
  const refs = loadProviderRefs(db, traces)
  const inFlight = loadInFlight(db, customer.customerId)
  const { removed } = planErasure(context, customer)
  const isMadeUnseen = customer.contactRef === null && hasTriedCrm(db, customer.customerId)
  // First, so that no later event takes the number of one that is deleted now.
  const fact = { type: 'customer_erased' as const, requestId }
  recordEvent(db, { customerId: customer.customerId, journeyId: null, fact }, now)
  const emptyOrder: ForgetOrder = { type: 'forget', what: 'message', ref: '', requestId }
  emptyRows(db, traces, { emptyOrder: JSON.stringify(emptyOrder), code }, now)
  unnameRequests(db, customer.customerId)
  for (const key of traces.keys) dropLedgerSalts(db, key)
  const sweep = blankAddresses(withoutOwn(context, traces))
  if (sweep) sweepWords(db, sweep)
  const folder = `tenants/${tenant.tenantId}/customers/${customer.customerId}/`
  // What came while they were kept under another row lies elsewhere.
  const places = [folder, ...refs.files.filter((key) => !key.startsWith(folder))]
  const files = places.map((ref) => ({ what: 'files' as const, ref }))
  return {
    forget: [...listForgettable(refs, customer), ...files],
    steps: [
      stepOf('rows', 'done', sum(removed)),
      ...listByHand(context, refs, { ...customer, isMadeUnseen, isStaff: traces.isStaff }, inFlight),
    ],
    hasCrmInFlight: inFlight.some(({ lane }) => lane === 'gohighlevel'),
    keys: traces.keys,
  }
}

/** What would be taken away and what would stay, before anything happens. */
export function planErasure(context: Context, customer: Customer): ErasurePlan {
  const { db } = context
  const traces = readTraces(context, customer)
  const counts = countTraces(db, traces)
  const refs = loadProviderRefs(db, traces)
  const removed: ErasurePlan['removed'] = [
    { what: 'customer', count: 1 },
    { what: 'words', count: counts.messages },
    { what: 'recordings', count: counts.recordings },
    { what: 'pictures', count: counts.pictures },
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
    ...texts.filter(isTwilioText).map((ref) => ({ what: 'message' as const, ref })),
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
  { contactRef, isMadeUnseen, isStaff }: { contactRef: string | null; isMadeUnseen: boolean; isStaff: boolean },
  inFlight: readonly InFlight[],
): StepView[] {
  const inDoubt = inFlight.filter(({ lane, status }) => lane === 'twilio' && status === 'in_doubt').length
  const mayBeInCrm = isMadeUnseen || (calls.some(({ via }) => via !== 'twilio') && contactRef === null)
  const isInCrm = mayBeInCrm && tenant.profile.ghlLocationId !== null
  return [
    ...(emailCount > 0 ? [stepOf('resend_by_hand', 'by_hand', emailCount)] : []),
    ...(inDoubt > 0 ? [stepOf('texts_in_doubt_by_hand', 'by_hand', inDoubt)] : []),
    ...(isInCrm ? [stepOf('crm_by_hand', 'by_hand', 1)] : []),
    ...(isStaff ? [stepOf('staff_by_hand', 'by_hand', 1)] : []),
  ]
}

function readTraces(context: Context, { customerId, phone, email: stored }: Customer): Traces {
  // Rows of an earlier version may hold any word in the place of an address.
  const email = emailOrNull(stored)
  const addresses = [phone, email].filter((address) => address !== null)
  const keys = addresses.map((address) => addressKey(context.db, address))
  const own = withoutOwn(context, { phone, email })
  return { customerId, phone, email, keys, isStaff: own.phone !== phone || own.email !== email }
}

type Addresses = Pick<Customer, 'phone' | 'email'>

/** Where the business itself is reached stays: it stands in what every customer was told. */
function withoutOwn(context: Context, { phone, email }: Addresses): Addresses {
  const { profile, onCall } = context.tenant
  const emails = [profile.email, ...onCall.contacts.map((contact) => contact.email)].map((each) => each?.toLowerCase())
  return {
    phone: phone === profile.smsNumber || isStaff(context, phone) ? null : phone,
    email: email !== null && emails.includes(email.toLowerCase()) ? null : email,
  }
}

export function stepOf(what: StepView['what'], state: StepView['state'], total: number): StepView {
  return { what, state, total, done: state === 'done' ? total : 0, failed: 0, detail: null }
}

function sum(removed: ErasurePlan['removed']): number {
  return removed.filter(({ what }) => what !== 'at_providers').reduce((total, { count }) => total + count, 0)
}
