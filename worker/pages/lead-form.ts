import type { IRequestStrict } from 'itty-router'
import * as v from 'valibot'
import { clock } from '../../tenants/base/clock.ts'
import { emailOrNull } from '../../tenants/base/email-address.ts'
import { LEAD_FORM_BYTES_MAX } from '../../tenants/base/limits.ts'
import { log } from '../../tenants/base/log.ts'
import { parsePhone } from '../../tenants/base/phone.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { ClickIds, leadConsent, LeadSubmission, type LeadFormView } from '../../tenants/contract/web-leads.ts'
import type { Signal } from '../../tenants/providers/inbound.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import { RECEIVE_TIMEOUT_MS } from '../bounds.ts'
import { within, type Context, type Route } from '../context.ts'
import { findTenant } from '../directory/find-tenant.ts'
import { checkUtf8, parseJson, readBytes } from '../read-body.ts'
import { statusOf } from '../refusal-codes.ts'
import { refuse, respondJson } from '../respond.ts'
import type { Language } from './layout.ts'
import { layOutForm, layOutGone, layOutThanks, respondForm, type Typed } from './lead-form-page.ts'
import { issueToken, readToken, type ShownForm } from './lead-form-token.ts'
import { LEAD_FORM_WORDS, type LeadFault } from './lead-form-words.ts'

/**
 * `/f/:tenantId`: the form that a business puts on its site. As a page it works in a frame and without a script; a
 * site that would rather show its own fields asks for JSON and shows the words that are agreed to.
 */

const TENANT_ID = /^ten_[0-9a-z]{24}$/
const NOTHING: Typed = {
  ...{ name: '', phone: '', email: '', words: '', offers: false, gclid: '', gbraid: '', wbraid: '' },
}

type Visit = {
  context: Context
  tenantId: string
  form: LeadFormView
  language: Language
  consent: ReturnType<typeof leadConsent>
  /** What a browser may read of the answer, and who may show it. */
  headers: Record<string, string>
  wantsJson: boolean
}

export const showLeadForm: Route = async (request, context) => {
  const visit = await open(request, context)
  if (!visit.ok) return visit.error
  const clicked = v.parse(ClickIds, Object.fromEntries(new URL(request.url).searchParams))
  return show(visit.value, null, { ...NOTHING, ...clicked })
}

/** What browsers ask before a page of the business posts to us. */
export const allowLeadForm: Route = async (request, context) => {
  const visit = await open(request, context)
  if (!visit.ok) return visit.error
  const allowed = { 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': 'content-type' }
  return new Response(null, { status: 204, headers: { ...visit.value.headers, ...allowed } })
}

export const submitLeadForm: Route = async (request, context) => {
  const visit = await open(request, context)
  if (!visit.ok) return visit.error
  const given = await readSubmission(request)
  if (!given.ok) return given.error === 'too_large' ? tooLarge() : show(visit.value, given.error, NOTHING)
  const submission = given.value
  const typed = { ...submission, offers: Boolean(submission.offers) }
  // A machine is thanked like anybody else, so that it learns nothing; the business sees how many there were.
  if (submission.website !== '') return thankTrapped(visit.value)
  const id = readToken(context.env.settings, shownTo(visit.value), submission.token, clock.now())
  if (!id.ok) return show(visit.value, 'again', typed)
  const reached = readReach(submission)
  if (!reached.ok) return show(visit.value, reached.error, typed)
  return handOver(visit.value, typed, { ...reached.value, leadKey: id.value })
}

/** Asks the directory first: an object comes into being by being asked, and anybody can make up an address. */
async function open(request: IRequestStrict, context: Context): Promise<Result<Visit, Response>> {
  const tenantId = request.params['id'] ?? ''
  const url = new URL(request.url)
  const asked = url.searchParams.get('lang')
  const wanted = asked === 'en' || asked === 'es' ? asked : null
  const gone = (status: number) => fail(respondForm(layOutGone(wanted ?? 'en', status !== 404), status, null))
  const { env } = context
  const address = { kind: 'tenant' as const, tenantId }
  const known = TENANT_ID.test(tenantId) ? await findTenant(env.DIRECTORY, address, clock.now()) : null
  if (!known) return gone(404)
  const form = await askOutcome(context, () => env.TENANT.getByName(tenantId).readLeadForm())
  if (!form.ok) return gone(statusOf(form.error.code))
  if (!form.value.isOn) return gone(404)
  const origin = request.headers.get('origin')
  const isForeign = origin !== null && origin !== new URL(env.settings.APP_URL).origin
  if (isForeign && !form.value.origins.includes(origin)) {
    const detail = 'This site may not use the form. The business can name it under Settings, Website form.'
    return fail(refuse({ code: 'origin_foreign', detail }))
  }
  const language = wanted ?? form.value.language
  return succeed({
    context,
    tenantId,
    form: form.value,
    language,
    consent: leadConsent(form.value.businessName, language),
    headers: { vary: 'accept, origin', ...(isForeign ? { 'access-control-allow-origin': origin } : {}) },
    wantsJson: isJson(request.headers.get('accept')) || isJson(request.headers.get('content-type')),
  })
}

function isJson(type: string | null): boolean {
  return /^application\/json\b/i.test(type?.trim() ?? '')
}

function shownTo({ tenantId, language, consent }: Visit): ShownForm {
  return { tenantId, language, words: `${consent.request}\n${consent.offers}` }
}

function show(visit: Visit, fault: LeadFault | null, typed: Typed): Response {
  const { context, tenantId, form, language, consent, headers } = visit
  const token = issueToken(context.env.settings, shownTo(visit), clock.now())
  const status = fault === null ? 200 : 400
  const { businessName } = form
  if (visit.wantsJson) {
    const shown = { token, businessName, language, consent, termsPath: `/t/${tenantId}` }
    const mended = fault === null ? shown : { token, fault, detail: LEAD_FORM_WORDS[language].faults[fault] }
    return respondJson(mended, status, headers)
  }
  const page = { tenantId, language, businessName, consent, token, fault, typed }
  return respondForm(layOutForm(page), status, form)
}

async function readSubmission(request: Request): Promise<Result<LeadSubmission, LeadFault | 'too_large'>> {
  const bytes = await readBytes(request, LEAD_FORM_BYTES_MAX)
  if (!bytes.ok) return fail('too_large')
  const text = checkUtf8(request, bytes.value)
  if (!text.ok) return fail('again')
  const isSentAsJson = isJson(request.headers.get('content-type'))
  const input = isSentAsJson ? parseJson(text.value) : Object.fromEntries(new URLSearchParams(text.value))
  const parsed = v.safeParse(LeadSubmission, input)
  if (parsed.success) return succeed(parsed.output)
  return fail(parsed.issues.some(({ type }) => type === 'max_length') ? 'too_long' : 'again')
}

type Reach = Pick<Lead, 'phone' | 'phoneFault' | 'email' | 'name' | 'words'>
type Lead = Extract<Signal['event'], { type: 'lead_submitted' }>

/** A person is there to mend what cannot be read, so nothing is guessed. */
function readReach({ name, phone, email, words }: LeadSubmission): Result<Reach, LeadFault> {
  const number = parsePhone(phone)
  if (!number.ok && number.error.code !== 'phone_missing') return fail('phone')
  const address = emailOrNull(email)
  if (email !== '' && address === null) return fail('email')
  if (!number.ok && address === null) return fail('no_way_to_answer')
  return succeed({
    phone: number.ok ? number.value : null,
    phoneFault: number.ok ? null : 'phone_missing',
    email: address,
    name: name === '' ? null : name,
    words,
  })
}

/** Thanks are said once the business has it on disk. */
async function handOver(visit: Visit, typed: Typed, reach: Reach & { leadKey: string }): Promise<Response> {
  const { context, tenantId, language, consent } = visit
  const now = clock.now()
  const event: Lead = {
    type: 'lead_submitted',
    source: 'web',
    ...reach,
    zip: null,
    language,
    consent: consent.request,
    offers: typed.offers ? consent.offers : null,
    attribution: attributionOf(typed),
    isTest: false,
    submittedAt: now,
  }
  const deliveryKey = `${tenantId}:${reach.leadKey}`
  const signal: Signal = { provider: 'web', deliveryKey, receivedAt: now, traceId: context.traceId, event }
  try {
    const receipt = await within(context.env.TENANT.getByName(tenantId).receive(signal), RECEIVE_TIMEOUT_MS)
    log(`lead_${receipt}`, context.traceId, { tenantId })
    return receipt === 'tenant_missing' ? show(visit, 'not_taken', typed) : thank(visit)
  } catch {
    log('lead_not_stored', context.traceId, { tenantId })
    // The same form is shown anew: where the first was stored after all, the repeat is known by its words.
    return show(visit, 'not_taken', typed)
  }
}

function attributionOf({ gclid, gbraid, wbraid }: ClickIds): Lead['attribution'] {
  return {
    ...(gclid === '' ? {} : { clickId: gclid }),
    ...(gbraid === '' ? {} : { gbraid }),
    ...(wbraid === '' ? {} : { wbraid }),
  }
}

async function thankTrapped(visit: Visit): Promise<Response> {
  const { context, tenantId } = visit
  log('lead_trapped', context.traceId, { tenantId })
  await askOutcome(context, () => context.env.TENANT.getByName(tenantId).noteTrapped())
  return thank(visit)
}

function thank({ form, language, headers, wantsJson }: Visit): Response {
  if (!wantsJson) return respondForm(layOutThanks(language, form.businessName), 200, form)
  const detail = LEAD_FORM_WORDS[language].received(form.businessName)
  return respondJson({ received: true, detail }, 201, headers)
}

function tooLarge(): Response {
  return refuse({ code: 'body_too_large', detail: `The body is larger than ${LEAD_FORM_BYTES_MAX / 1024} KiB.` })
}
