import type { Instant } from '../base/clock.ts'
import { isSealedUnderOldKey, seal, unseal, Unsealable, type Keyring } from '../base/sealing.ts'
import type { Outcome } from '../contract.ts'
import type {
  RegistrationFields,
  RegistrationOutcome,
  RegistrationPatch,
  RegistrationView,
  Rejection,
  TextingTerms,
} from '../contract/registration.ts'
import { tellBusiness } from '../record-order.ts'
import { loadRegistration, saveRegistration, type KeptRegistration } from '../storage/registration-rows.ts'
import { amendTenant, type Context } from '../storage/tenant-rows.ts'
import { textingOf } from '../storage/texting.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { decideRegistration, isOpenFor, type RegistrationInput, type RegistrationRefusal } from './decide.ts'
import { findIssues, hasHelpContact } from './find-issues.ts'

/** What lies outside the rows: the keys that seal, and where our public pages are. */
export type Desk = { keyring: Keyring; appUrl: string }

const NOTHING_TYPED: RegistrationFields = {
  brandType: 'low_volume_standard',
  useCase: 'customer_care',
  legalName: '',
  legalAddress: '',
  website: '',
  privacyUrl: '',
  smsTermsUrl: '',
  optInDescription: '',
  sampleTexts: [],
  helpPhone: null,
  helpEmail: null,
}
const NOTHING_KEPT: KeptRegistration = {
  fields: NOTHING_TYPED,
  sealedEin: null,
  submittedAt: null,
  rejection: null,
  suspension: null,
}

const TOLD: ReadonlySet<RegistrationInput> = new Set([
  'brand_rejected',
  'campaign_approved',
  'campaign_rejected',
  'suspended',
  'reinstated',
])

export function viewRegistration(context: Context, desk: Desk): RegistrationView {
  const kept = loadRegistration(context.db) ?? NOTHING_KEPT
  const { tenantId, profile } = context.tenant
  const ein = openEin(context, kept, desk.keyring)
  const { fields, submittedAt } = kept
  return {
    state: profile.a2p,
    fields,
    einMasked: ein === null ? null : `••-•••${ein.slice(-4)}`,
    submittedAt,
    rejection: kept.rejection !== null && isOpenFor(stateOf(context, kept)) ? kept.rejection : null,
    suspension: profile.a2p === 'suspended' ? kept.suspension : null,
    issues: findIssues(fields, ein !== null, profile.businessName),
    isOpen: isOpenFor(stateOf(context, kept)),
    textsElsewhere: textingOf(context.tenant).via === 'gohighlevel',
    pageUrl: `${desk.appUrl}/t/${tenantId}`,
  }
}

/** Takes the place of the whole draft. What is approved already may be mended, and not be emptied. */
export function changeRegistration(
  context: Context,
  { ein, ...fields }: RegistrationPatch,
  desk: Desk,
): Outcome<RegistrationView> {
  const kept = loadRegistration(context.db) ?? NOTHING_KEPT
  if (!isOpenFor(stateOf(context, kept))) return refuse('under_review')
  const { a2p, businessName } = context.tenant.profile
  const known = ein === undefined ? openEin(context, kept, desk.keyring) : ein
  const isApproved = kept.submittedAt !== null && (a2p === 'live' || a2p === 'suspended')
  const issues = isApproved ? findIssues(fields, known !== null, businessName) : []
  if (issues.length > 0) return refuse('incomplete', issues)
  const sealedEin = keepEin(context, kept, ein, desk.keyring)
  saveRegistration(context.db, { ...kept, fields, sealedEin })
  return { ok: true, value: viewRegistration(context, desk) }
}

export function submitRegistration(context: Context, desk: Desk, now: Instant): Outcome<RegistrationView> {
  return move(context, 'submitted', desk, now, (kept) => ({ ...kept, submittedAt: now, rejection: null }))
}

export function takeOutcome(
  context: Context,
  { kind, reason }: RegistrationOutcome,
  desk: Desk,
  now: Instant,
): Outcome<RegistrationView> {
  return move(context, kind, desk, now, (kept, rejected) => ({
    ...kept,
    rejection: rejected === null ? null : { of: rejected, reason, at: now },
    suspension: kind === 'suspended' ? { reason, at: now } : null,
  }))
}

/** What the public page says, for whoever opens it. */
export function readTerms({ db, tenant }: Context): TextingTerms {
  const { profile } = tenant
  const { fields } = loadRegistration(db) ?? NOTHING_KEPT
  return {
    businessName: profile.businessName,
    consentMode: profile.consentMode,
    smsNumber: profile.smsNumber,
    helpPhone: fields.helpPhone ?? profile.smsNumber,
    helpEmail: fields.helpEmail ?? profile.email,
    postalAddress: profile.postalAddress,
    website: fields.website === '' ? null : fields.website,
    language: profile.language,
  }
}

function move(
  context: Context,
  input: RegistrationInput,
  desk: Desk,
  now: Instant,
  change: (kept: KeptRegistration, rejected: Rejection['of'] | null) => KeptRegistration,
): Outcome<RegistrationView> {
  const kept = loadRegistration(context.db) ?? NOTHING_KEPT
  const { issues } = viewRegistration(context, desk)
  const decision = decideRegistration(stateOf(context, kept), input, {
    isComplete: issues.length === 0,
    hasHelpContact: hasHelpContact(kept.fields),
    isSubmitted: kept.submittedAt !== null,
  })
  if (decision.kind === 'refused') return refuse(decision.reason, issues)
  const { a2p, rejected } = decision.state
  saveRegistration(context.db, change(kept, rejected))
  amendTenant(context, { profile: { ...context.tenant.profile, a2p } })
  const fact = { type: 'registration_moved' as const, by: input }
  recordEvent(context.db, { customerId: null, journeyId: null, fact }, now)
  if (TOLD.has(input)) tellBusiness(context, 'registration_moved', input, now)
  return { ok: true, value: viewRegistration(context, desk) }
}

/** An admin who sets the state by hand overtakes what was rejected before. */
function stateOf({ tenant }: Context, { rejection }: KeptRegistration) {
  const { a2p } = tenant.profile
  const isStale = a2p !== 'no_number' && a2p !== 'campaign_pending'
  return { a2p, rejected: isStale ? null : (rejection?.of ?? null) }
}

function einOwner({ tenant }: Context): string {
  return `${tenant.tenantId}/registration_ein`
}

/** Null also where the key it was sealed under is gone: it must then be typed again. */
function openEin(context: Context, { sealedEin }: KeptRegistration, keyring: Keyring): string | null {
  if (sealedEin === null) return null
  try {
    return unseal(keyring, einOwner(context), sealedEin)
  } catch (error) {
    if (error instanceof Unsealable) return null
    throw error
  }
}

/** Seals what was typed, and what an older key had sealed. */
function keepEin(
  context: Context,
  kept: KeptRegistration,
  typed: string | null | undefined,
  keyring: Keyring,
): string | null {
  if (typed === null) return null
  const { sealedEin } = kept
  if (typed === undefined && (sealedEin === null || !isSealedUnderOldKey(keyring, sealedEin))) return sealedEin
  const ein = typed ?? openEin(context, kept, keyring)
  return ein === null ? sealedEin : seal(keyring, einOwner(context), ein)
}

const REFUSALS: Record<RegistrationRefusal, string> = {
  incomplete: 'The registration is not complete, so it was not submitted. Mend the fields named here.',
  under_review: 'The carriers are looking at the registration, so nothing was changed. Wait for their answer.',
  already_approved: 'The registration is approved already. There is nothing to submit.',
  nothing_submitted: 'Nothing was submitted that could be decided about.',
  not_awaited: 'The registration is not at the point where this could be decided. Read it again.',
  help_contact_missing:
    'Texts may not start while nobody knows where HELP leads. Enter a phone number or an e-mail for help first.',
}

function refuse(reason: RegistrationRefusal, issues: RegistrationView['issues'] = []): Outcome<never> {
  const detail = REFUSALS[reason]
  if (reason === 'incomplete') return { ok: false, error: { code: 'registration_incomplete', detail, issues } }
  if (reason !== 'help_contact_missing') return { ok: false, error: { code: 'registration_not_open', detail } }
  const missing = issues.filter(({ path }) => path === 'helpPhone')
  return { ok: false, error: { code: 'registration_not_open', detail, issues: missing } }
}
