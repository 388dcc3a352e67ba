import { clock } from '../../tenants/base/clock.ts'
import { VisitChange, type VisitPage } from '../../tenants/contract/booking.ts'
import type { Result } from '../../tenants/base/result.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import { VISIT_FORM_BYTES_MAX } from '../bounds.ts'
import type { Context, Route } from '../context.ts'
import { findTenant, type FoundTenant } from '../directory/find-tenant.ts'
import { checkUtf8, parseInput, readBytes } from '../read-body.ts'
import { statusOf, type RefusalCode } from '../refusal-codes.ts'
import { respondHtml, type Refusal } from '../respond.ts'
import { CALENDAR_TYPE, writeCalendar } from './calendar-file.ts'
import { layOut, type Language } from './layout.ts'
import { layOutVisit, spellPhone, toCalendarVisit, type VisitNotice } from './visit-page.ts'
import { VISIT_WORDS } from './visit-words.ts'

/**
 * The page about a visit that was agreed by text. Whoever has the link may move or cancel the visit: the token is the
 * authority, no cookie is, so no other page can press the button in somebody's name. Looking changes nothing.
 */

/** The tenant's id without its prefix, then what only the tenant can tell. */
const TOKEN = /^([0-9a-z]{24})\.[\w-]{8,100}$/

type Tenant = FoundTenant & { rpc: ReturnType<Context['env']['TENANT']['getByName']> }

/** `GET /b/:token`, and after a change `?done=moved` or `?done=cancelled`. */
export const showVisit: Route = (request, context) =>
  within(request.params['token'] ?? '', context, async (tenant, token) => {
    const done = new URL(request.url).searchParams.get('done')
    const found = await askOutcome(context, () => tenant.rpc.readVisit(token))
    if (!found.ok) return apologise(tenant, context, found.error.code)
    return respondHtml(layOutVisit(found.value, token, noticeOf(found.value, done), clock.now()))
  })

/** `POST /b/:token`: a form with `move`, and `startsAt` where the visit is to be moved. */
export const changeVisit: Route = (request, context) =>
  within(request.params['token'] ?? '', context, async (tenant, token) => {
    const change = await readForm(request)
    if (!change.ok) return showAgain(tenant, token, context, { notice: 'choose', status: statusOf(change.error.code) })
    if (change.value.move === 'reschedule' && change.value.startsAt <= clock.now())
      return showAgain(tenant, token, context, { notice: 'past', status: 409 })
    const changed = await askOutcome(context, () => tenant.rpc.changeVisit(token, change.value))
    if (changed.ok) {
      // Seen by GET, so that reloading the page does not send the form again.
      const done = change.value.move === 'cancel' ? 'cancelled' : 'moved'
      return new Response(null, { status: 303, headers: { location: `/b/${token}?done=${done}` } })
    }
    const { code } = changed.error
    if (code === 'slot_taken') return showAgain(tenant, token, context, { notice: 'taken', status: 409 })
    if (code === 'appointment_over') return showAgain(tenant, token, context, { notice: 'tooLate', status: 409 })
    return apologise(tenant, context, code)
  })

/** `GET /b/:token/visit.ics`: the visit for a calendar. */
export const downloadVisit: Route = (request, context) =>
  within(request.params['token'] ?? '', context, async (tenant, token) => {
    const found = await askOutcome(context, () => tenant.rpc.readVisit(token))
    if (!found.ok) return apologise(tenant, context, found.error.code)
    const link = `${context.env.settings.APP_URL}/b/${token}`
    return new Response(writeCalendar(toCalendarVisit(found.value, link)), {
      headers: {
        'content-type': CALENDAR_TYPE,
        'content-disposition': 'attachment; filename="visit.ics"',
        'x-robots-tag': 'noindex',
      },
    })
  })

/** Asks the directory first: an object comes into being by being asked, and anybody can make up a link. */
async function within(
  token: string,
  context: Context,
  visit: (tenant: Tenant, token: string) => Promise<Response>,
): Promise<Response> {
  const id = TOKEN.exec(token)?.[1]
  const { DIRECTORY, TENANT } = context.env
  const found = id && (await findTenant(DIRECTORY, { kind: 'tenant', tenantId: `ten_${id}` }, clock.now()))
  if (!found) return layOutApology('en', null, 404)
  return visit({ ...found, rpc: TENANT.getByName(found.tenantId) }, token)
}

/** Whoever follows a link of old would be told of a change that another has undone since. */
function noticeOf({ status }: VisitPage, done: string | null): VisitNotice | null {
  if (done === 'cancelled' && status === 'cancelled') return 'cancelled'
  return done === 'moved' && status === 'confirmed' ? 'moved' : null
}

async function readForm(request: Request): Promise<Result<VisitChange, Refusal>> {
  const bytes = await readBytes(request, VISIT_FORM_BYTES_MAX)
  if (!bytes.ok) return bytes
  const text = checkUtf8(request, bytes.value)
  if (!text.ok) return text
  const form = new URLSearchParams(text.value)
  const startsAt = form.get('startsAt')
  const fields = { move: form.get('move'), ...(startsAt === null ? {} : { startsAt: Number(startsAt) }) }
  return parseInput(fields, VisitChange)
}

/** The visit as it stands now, with what became of the wish. */
async function showAgain(
  tenant: Tenant,
  token: string,
  context: Context,
  { notice, status }: { notice: VisitNotice; status: number },
): Promise<Response> {
  const found = await askOutcome(context, () => tenant.rpc.readVisit(token))
  if (!found.ok) return apologise(tenant, context, found.error.code)
  return respondHtml(layOutVisit(found.value, token, notice, clock.now()), status)
}

/** Names the business, so that whoever meant to move a visit knows whom to call. */
async function apologise(tenant: Tenant, context: Context, code: RefusalCode): Promise<Response> {
  const status = statusOf(code)
  if (status !== 404) return layOutApology(tenant.language, null, status)
  const terms = await askOutcome(context, () => tenant.rpc.readTerms())
  // Where no other number was given it is ours, which nobody answers.
  const phone = terms.ok && terms.value.helpPhone !== terms.value.smsNumber ? terms.value.helpPhone : null
  const business = phone === null ? null : { businessName: tenant.businessName, phone: spellPhone(phone) }
  return layOutApology(tenant.language, business, status)
}

function layOutApology(
  language: Language,
  business: { businessName: string; phone: string } | null,
  status: number,
): Response {
  const words = VISIT_WORDS[language]
  const sentence = status === 404 ? words.gone(business) : words.later
  return respondHtml(layOut({ language, title: words.goneTitle, sentence, below: '' }), status)
}
