import * as v from 'valibot'
import { isStatePhone } from '../../tenants/base/area-code.ts'
import { clock } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import {
  BusinessStep,
  ConsentStep,
  CrmStep,
  PhoneStep,
  ServicesStep,
  Trade,
  type JoinDraft,
  type JoinStep,
} from '../../tenants/contract/join.ts'
import type { Route, SignedInContext } from '../context.ts'
import { keepTenantId, loadJoining, recordLive, saveStep, type Joining } from '../directory/join-drafts.ts'
import { obtainNumber } from '../join/buy-number.ts'
import { openBusiness, updateBusiness } from '../join/open-business.ts'
import { starterPriceBook } from '../join/starter.ts'
import { nextStep, viewJoining } from '../join/view.ts'
import { invalid, readJson } from '../read-body.ts'
import { refuse, respondJson, type Refusal } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'
import { checkOwnPhone } from './own-phone.ts'

/** Joining in six steps. Anybody who is signed in may join, once; every step is kept as soon as it is sent. */

/** `GET /api/v1/join` */
export const readJoining: Route<SignedInContext> = async (_request, context) =>
  show(context, await loadJoining(context.env.DIRECTORY, context.person.email))

/** `GET /api/v1/join/starter/:trade` */
export const readStarter: Route<SignedInContext> = async (request) => {
  const trade = v.safeParse(Trade, request.params['trade'])
  if (!trade.success) return refuse({ code: 'not_found', detail: 'There is no price book for this trade.' })
  return respondJson({ priceBook: starterPriceBook(trade.output) })
}

/** `PUT /api/v1/join/business` */
export const doBusiness = step('business', BusinessStep)
/** `PUT /api/v1/join/services` */
export const doServices = step('services', ServicesStep)
/** `PUT /api/v1/join/consent` */
export const doConsent = step('consent', ConsentStep)

/** `PUT /api/v1/join/gohighlevel`: with GoHighLevel, or without it for now. */
export const doCrm = step('gohighlevel', CrmStep)

/** `PUT /api/v1/join/phone`: gets a number for the business and opens it, paused. */
export const doPhone: Route<SignedInContext> = async (request, context) => {
  const phone = await readJson(request, PhoneStep)
  if (!phone.ok) return refuse(phone.error)
  const checked = await checkPhone(context, phone.value.primaryPhone)
  if (!checked.ok) return refuse(checked.error)
  const { env, person } = context
  const { email } = person
  const open = await openTo(context, 'phone')
  if (!open.ok) return refuse(open.error)
  const saved = await saveStep(env.DIRECTORY, email, { step: 'phone', value: phone.value }, clock.now())
  const tenantId = await keepTenantId(env.DIRECTORY, email, newId('ten'))
  const number = await obtainNumber(context, { email, tenantId, near: phone.value.primaryPhone })
  if (!number.ok) return refuse(number.error)
  const opened = await openBusiness(context, { tenantId, email, smsNumber: number.value, draft: saved.draft })
  if (!opened.ok) return refuse(opened.error)
  return show(context, await loadJoining(env.DIRECTORY, email))
}

/** `POST /api/v1/join/live`: from now on customers are texted. */
export const goLive: Route<SignedInContext> = async (_request, context) => {
  const { env, person } = context
  const joining = await loadJoining(env.DIRECTORY, person.email)
  if (joining && joining.liveAt !== null) return show(context, joining)
  const open = await openTo(context, 'review')
  if (!open.ok) return refuse(open.error)
  const tenantId = joining?.tenantId ?? ''
  // Once more, in case a step was kept and could not be carried over.
  const updated = await updateBusiness(context, tenantId, joining?.draft ?? {})
  if (!updated.ok) return refuse(updated.error)
  const started = await askOutcome(context, () => env.TENANT.getByName(tenantId).changePolicy({ paused: false }, null))
  if (!started.ok) return refuse(started.error)
  await recordLive(env.DIRECTORY, person.email, clock.now())
  return show(context, await loadJoining(env.DIRECTORY, person.email))
}

/** Keeps a step, and carries it over to the business where that is open already. */
function step<S extends Exclude<keyof JoinDraft, 'phone'>>(
  name: S,
  schema: v.GenericSchema<unknown, NonNullable<JoinDraft[S]>>,
): Route<SignedInContext> {
  return async (request, context) => {
    const value = await readJson(request, schema)
    if (!value.ok) return refuse(value.error)
    const open = await openTo(context, name)
    if (!open.ok) return refuse(open.error)
    const { env, person } = context
    const saved = await saveStep(env.DIRECTORY, person.email, { step: name, value: value.value }, clock.now())
    const isOpened = saved.tenantId !== null && saved.smsNumber !== null
    const carried = isOpened ? await updateBusiness(context, saved.tenantId ?? '', saved.draft) : null
    // The phone step opens what was bought and not opened.
    if (carried && !carried.ok && carried.error.code !== 'tenant_missing') return refuse(carried.error)
    return show(context, saved)
  }
}

/** Nobody has to work with GoHighLevel, nor to say that they do not. */
const ORDER: JoinStep[] = ['business', 'services', 'phone', 'consent', 'review']
const rankOf = (step: JoinStep) => ORDER.indexOf(step === 'gohighlevel' ? 'review' : step)

/** A step may be done when those before it are, and done again until the business is live. */
async function openTo({ env, person }: SignedInContext, wanted: JoinStep): Promise<Result<void, Refusal>> {
  const joining = await loadJoining(env.DIRECTORY, person.email)
  const next = nextStep(joining ?? { draft: {}, smsNumber: null, liveAt: null })
  if (next === null) {
    return fail({ code: 'join_done', detail: 'Your business is live. Change this in its settings.' })
  }
  if (rankOf(wanted) <= rankOf(next)) return succeed(undefined)
  return fail({ code: 'join_incomplete', detail: `Finish the step "${next}" first.` })
}

/** Joining ends with a call to this phone, whoever joins. An admin may enter others, which are not rung. */
async function checkPhone(context: SignedInContext, phone: PhoneStep['primaryPhone']): Promise<Result<void, Refusal>> {
  if (isStatePhone(phone)) return checkOwnPhone(context, phone)
  const message = 'a phone with the area code of a US state, such as +15125550147'
  return invalid([{ path: 'primaryPhone', message }])
}

async function show(context: SignedInContext, joining: Joining | null): Promise<Response> {
  const view = await viewJoining(context, context.person.email, joining)
  return view.ok ? respondJson(view.value) : refuse(view.error)
}
