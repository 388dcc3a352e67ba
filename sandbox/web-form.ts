import { setTimeout as sleep } from 'node:timers/promises'
import { businessesKnown } from './businesses.ts'
import { BadOrder, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { readOrder } from './order.ts'

/**
 * The business's own web site, where the form of Shoulder stands: `GET /sandbox/web-form?businessId=` says what the
 * form shows, and `POST` fills it in and sends it, no faster than people do.
 */

/** Nobody types a name and a number in less. */
const FILL_MS = 2_500

type Form = { token: string; consent: { request: string; offers: string }; businessName: string }

export async function controlWebForm(request: EmulatorRequest, world: World): Promise<EmulatorResponse | undefined> {
  if (request.path !== '/sandbox/web-form') return undefined
  if (request.method === 'GET') {
    const url = addressOf(request.query.get('businessId') ?? undefined, world)
    const { status, body } = await openForm(url)
    return { status: 200, json: { url, isThere: status === 200, ...(status === 200 ? body : {}) } }
  }
  return request.method === 'POST' ? fillIn(request, world) : undefined
}

async function fillIn(request: EmulatorRequest, world: World): Promise<EmulatorResponse> {
  const order = readOrder(request)
  const fields = {
    name: order.optionalText('name') ?? '',
    phone: order.optionalText('phone') ?? '',
    email: order.optionalText('email') ?? '',
    words: order.optionalText('words') ?? '',
    offers: order.optionalFlag('offers') ?? false,
  }
  const url = addressOf(order.optionalText('businessId'), world)
  const shown = await openForm(url)
  if (shown.status !== 200) return { status: 200, json: { ok: false, status: shown.status, detail: NO_FORM } }
  await sleep(FILL_MS)
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ...fields, token: shown.body.token }),
  })
  const { detail = '' } = (await answer.json().catch(() => ({}))) as { detail?: string }
  world.log('web_form_sent', { status: answer.status })
  return { status: 200, json: { ok: answer.ok, status: answer.status, detail } }
}

const NO_FORM = 'This business shows no form. It is switched on under Settings, Web leads.'

async function openForm(url: string): Promise<{ status: number; body: Form }> {
  const answer = await fetch(url, { headers: { accept: 'application/json' } }).catch(() => undefined)
  if (!answer) throw new BadOrder('Shoulder could not be reached')
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Form }
}

function addressOf(businessId: string | undefined, world: World): string {
  const known = businessesKnown(world)
  const business = businessId === undefined ? known[0] : known.find(({ id }) => id === businessId)
  if (!business) throw new BadOrder('businessId must be one of a business that is known here')
  return `${world.settings.APP_URL}/f/${encodeURIComponent(business.id)}`
}
