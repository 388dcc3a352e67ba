import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { LeadFormView, WebLeadsPatch, WebLeadsView } from './contract/web-leads.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { formsWantedSince, loadWebLeads, saveWebLeads } from './storage/web-lead-rows.ts'

/** How requests from forms come in. The caller holds the transaction. */

export function readLeadForm({ db, tenant }: Context): LeadFormView {
  const { isOn, origins } = loadWebLeads(db)
  const { businessName, language } = tenant.profile
  return { isOn: isOn && !tenant.closing, origins, businessName, language }
}

export function readWebLeads({ db, tenant }: Context, appUrl: string): WebLeadsView {
  const formUrl = `${appUrl}/f/${tenant.tenantId}`
  const { keySince: _since, ...leads } = loadWebLeads(db)
  return { ...leads, formUrl, hookUrl: `${appUrl}/hooks/google-ads/lead` }
}

export function changeWebLeads(
  context: Context,
  patch: WebLeadsPatch,
  appUrl: string,
  now: Instant,
): Outcome<WebLeadsView> {
  if (patch.version !== loadWebLeads(context.db).version)
    return { ok: false, error: { code: 'edited_meanwhile', detail: 'Somebody else has changed the form.' } }
  saveWebLeads(context.db, { ...patch, version: patch.version + 1 })
  noteChange(context, now)
  return { ok: true, value: readWebLeads(context, appUrl) }
}

/** `lastFour` null: the key was revoked. */
export function noteLeadKey(
  context: Context,
  lastFour: string | null,
  appUrl: string,
  now: Instant,
): Outcome<WebLeadsView> {
  const since = formsWantedSince(loadWebLeads(context.db)) ?? now
  const isRevoked = lastFour === null
  saveWebLeads(context.db, {
    googleKey: isRevoked ? null : { lastFour, setAt: now },
    keySince: isRevoked ? null : since,
  })
  noteChange(context, now)
  return { ok: true, value: readWebLeads(context, appUrl) }
}

export function noteTrapped({ db }: Context, now: Instant): Outcome<null> {
  const { count } = loadWebLeads(db).trapped
  saveWebLeads(db, { trapped: { count: count + 1, lastAt: now } })
  return { ok: true, value: null }
}

function noteChange({ db }: Context, now: Instant): void {
  const fact = { type: 'settings_changed' as const, fields: ['web_leads'] }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}
