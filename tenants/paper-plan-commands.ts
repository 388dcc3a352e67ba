import { judgePlan } from './after-job-commands.ts'
import { applyAmc } from './apply-amc.ts'
import { redactCardNumbers } from './base/card-numbers.ts'
import { DAY_MS, type Instant } from './base/clock.ts'
import { startOfDay } from './base/local-time.ts'
import type { Outcome } from './contract.ts'
import type { ContractView } from './contract/after-job.ts'
import type { NewContract } from './contract/paper-plan.ts'
import { matchCustomer } from './inbox/match-customer.ts'
import { addMonths, localDay, noticeWindow } from './journey/amc/terms.ts'
import type { PlanTerms } from './journey/offer-types.ts'
import { loadAfterJob } from './storage/after-job-rows.ts'
import { recordConsent } from './storage/consent-rows.ts'
import { listContracts, viewOfContract } from './storage/contract-rows.ts'
import { loadCustomer, saveCustomer, type Customer } from './storage/customer-rows.ts'
import { isStaff, type Context } from './storage/tenant-rows.ts'

/** A plan that was agreed to elsewhere stands as one that came of our texts. The caller holds the transaction. */

/** No plan of the settings has such an id: its price is its own, and renews as it is. */
const ON_PAPER = 'on-paper'

export function noteContract(
  context: Context,
  told: NewContract,
  notedBy: string,
  now: Instant,
): Outcome<ContractView> {
  const { db, tenant } = context
  const zone = tenant.profile.timeZone
  const issues = [...judgeDays(told, localDay(zone, now)), ...judgeWords(context, told)]
  if (issues.length > 0) {
    const detail = 'This cannot be kept as a plan. Nothing was saved.'
    return { ok: false, error: { code: 'settings_refused', detail, issues } }
  }
  const customer = findCustomer(context, told, now)
  if (!customer) return { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
  const proof = proofOf(told, notedBy)
  const term = { plan: planOf(context, told, now), startsOn: told.startsOn, renewsOn: told.endsOn }
  const acceptedAt = startOfDay(zone, Date.parse(`${told.agreedOn}T00:00:00Z`) / DAY_MS)
  const input = { type: 'noted_by_hand' as const, term, acceptedAt, how: told.how }
  const noted = applyAmc(context, customer.customerId, input, now, proof)
  if (noted.kind === 'ignored')
    return { ok: false, error: { code: 'offer_refused', detail: 'They have a plan already. End it first.' } }
  if (told.mayBeTexted && customer.phone !== null) {
    const given = {
      basis: 'contract',
      purpose: 'this_contract',
      evidence: proof.evidence,
      wording: proof.terms,
    } as const
    recordConsent(db, { ...given, customerId: customer.customerId, address: customer.phone }, now)
  }
  const newest = { after: null, limit: 1, customerId: customer.customerId, state: 'active' as const }
  const [row] = listContracts(db, newest, now)
  if (!row) throw new Error('A contract that was just noted is there.')
  return { ok: true, value: viewOfContract(row) }
}

type Issue = { path: string; message: string }

/** The term that runs now, or is about to begin. */
function judgeDays({ startsOn, endsOn, agreedOn, termMonths }: NewContract, today: string): Issue[] {
  const issues: Issue[] = []
  if (agreedOn > today) issues.push({ path: 'agreedOn', message: 'a day that has been' })
  if (endsOn <= today) issues.push({ path: 'endsOn', message: 'a day to come: what is over is no plan that runs' })
  const latest = addMonths(startsOn > today ? startsOn : today, termMonths)
  if (endsOn > latest) issues.push({ path: 'endsOn', message: `no later than ${latest}, when a term would be over` })
  return issues
}

/** Its name and what it holds stand in texts to its customer. */
function judgeWords(context: Context, { plan: name, holds, priceMinor }: NewContract): Issue[] {
  return judgePlan(context, { name, holds, priceMinor }, 'plan').map(({ path, message }) => ({
    path: path === 'plan.name' ? 'plan' : 'holds',
    message,
  }))
}

function findCustomer(context: Context, { customerId, phone, name }: NewContract, now: Instant): Customer | null {
  if (customerId !== undefined) return loadCustomer(context.db, customerId)
  if (phone === undefined || isStaff(context, phone) || phone === context.tenant.profile.smsNumber) return null
  const customer = matchCustomer(context, { phone, withheld: false, contactRef: null }, now)
  if (name === undefined || customer.name !== null) return customer
  saveCustomer(context.db, customer.customerId, { name }, now)
  return { ...customer, name }
}

function proofOf({ how, kept, agreedOn, agreedToRenewal, wording }: NewContract, notedBy: string) {
  const renewal = agreedToRenewal ? ', with the renewal agreed to apart' : ''
  return {
    terms: redactCardNumbers(wording).text,
    evidence: `${how}:${redactCardNumbers(kept).text}, agreed ${agreedOn}${renewal}, noted by ${notedBy}`,
  }
}

/**
 * One that stands in the settings just so follows their price as any other does. One that ends too soon for a reminder
 * to count does not renew by itself: its customer is asked instead.
 */
function planOf({ db, tenant }: Context, told: NewContract, now: Instant): PlanTerms {
  const { plan: name, holds, priceMinor, termMonths } = told
  const same = loadAfterJob(db).amc.plans.find(
    (plan) => plan.name === name && plan.priceMinor === priceMinor && plan.termMonths === termMonths,
  )
  const isInTime = now <= noticeWindow(told.endsOn, tenant.profile.timeZone).until
  const renewsByItself = told.renewsByItself && isInTime
  return { planId: same?.id ?? ON_PAPER, name, priceMinor, termMonths, holds, renewsByItself }
}
