import { randomBytes } from 'node:crypto'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { agencyLocations } from './ghl-locations.ts'
import { changePlace } from './ghl-places.ts'
import { COMPANY_ID, USER_ID, makeId } from './ghl-records.ts'
import { GhlRefusal } from './ghl-route.ts'
import type { TokenScope } from './ghl-tokens.ts'
import { deliverEventLater } from './ghl-webhooks.ts'

const CODE_LIFE_MS = 600_000

type Code = { id: string; scope: TokenScope; endsAt: number }

export function codesOf(world: World) {
  return world.state.collection<Code>('ghl_codes')
}

/**
 * Where a person chooses which account the app may enter. With `locationId` or `agency=1` in the address it sends them
 * back at once, as the links of the page do; without, it shows the page.
 */
export function chooseAccount(request: EmulatorRequest, world: World): EmulatorResponse {
  const { query } = request
  const redirect = URL.parse(query.get('redirect_uri') ?? '')
  if (!redirect) throw new GhlRefusal(400, 'redirect_uri is invalid')
  if (query.get('client_id') !== world.settings.GHL_CLIENT_ID) throw new GhlRefusal(400, 'client_id is invalid')
  if ((query.get('scope') ?? '').trim() === '') throw new GhlRefusal(400, 'scope is missing')
  const locationId = query.get('locationId')
  if (query.get('agency') === '1') return sendBack(redirect, query, { kind: 'Company', companyId: COMPANY_ID }, world)
  if (locationId === null) return showPage(request, world)
  const chosen = locationId === 'new' ? makeId() : locationId
  return sendBack(redirect, query, { kind: 'Location', companyId: COMPANY_ID, locationId: chosen }, world)
}

function sendBack(redirect: URL, query: URLSearchParams, scope: TokenScope, world: World): EmulatorResponse {
  const id = randomBytes(20).toString('hex')
  codesOf(world).insert({ id, scope, endsAt: world.now() + CODE_LIFE_MS })
  const place = scope.kind === 'Location' ? scope.locationId : COMPANY_ID
  changePlace(place, { isInstalled: true }, world)
  const appId = world.settings.GHL_CLIENT_ID.split('-')[0]
  const whose = scope.kind === 'Location' ? { locationId: scope.locationId } : {}
  const install = { installType: scope.kind, companyId: COMPANY_ID, ...whose, userId: USER_ID, planId: 'pln_sandbox' }
  deliverEventLater({ type: 'INSTALL', appId, ...install, companyName: 'Sandbox agency' }, world)
  redirect.searchParams.set('code', id)
  const state = query.get('state')
  if (state !== null) redirect.searchParams.set('state', state)
  return { status: 302, text: '', headers: { location: redirect.href } }
}

function showPage({ query }: EmulatorRequest, world: World): EmulatorResponse {
  const link = (extra: Record<string, string>, words: string) => {
    const address = new URLSearchParams([...query, ...Object.entries(extra)])
    return `<li><a href="?${escapeHtml(address.toString())}">${escapeHtml(words)}</a></li>`
  }
  const rows = agencyLocations(world).map(({ id, name }) => link({ locationId: id }, name))
  const scopes = (query.get('scope') ?? '').split(' ').map((scope) => `<li>${escapeHtml(scope)}</li>`)
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Choose an account</title><h1>Choose an account</h1>
<p>Shoulder asks to enter one of your sub-accounts, or all of your agency.</p>
<ul>${rows.join('')}${link({ locationId: 'new' }, 'A sub-account of its own')}${link({ agency: '1' }, 'The whole agency')}</ul>
<details><summary>What it may do there</summary><ul>${scopes.join('')}</ul></details></html>`
  return { status: 200, text: html, headers: { 'content-type': 'text/html; charset=utf-8' } }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '')
}
