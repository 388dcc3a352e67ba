import { personOf, submissionId } from './ads/forms.ts'
import { TRADES } from './ads/trades.ts'
import { BadOrder, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { advertiserOf, type AdsAccounts } from './google-ads-accounts.ts'
import { postLead, tellLead } from './google-ads.ts'
import { revokeLeave } from './google-ads-oauth.ts'
import type { Quota } from './google-ads-quota.ts'
import { readOrder } from './order.ts'

const DAYS_MAX = 400
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
type Parts = { accounts: AdsAccounts; quota: Quota }

/** What a test may order of Google Ads. */
export function controlAds(
  request: EmulatorRequest,
  world: World,
  parts: Parts,
): EmulatorResponse | Promise<EmulatorResponse> | undefined {
  const { accounts, quota } = parts
  switch (`${request.method} ${request.path}`) {
    case 'GET /sandbox/google-ads/accounts':
      return { status: 200, json: accounts.list(world) }
    case 'POST /sandbox/google-ads/accounts':
      return openAccount(request, world, accounts)
    case 'POST /sandbox/google-ads/lead':
      return postLead(request, world, accounts)
    case 'POST /sandbox/google-ads/days':
      return passDays(request, world, accounts)
    case 'POST /sandbox/google-ads/revoke':
      return { status: 200, json: { revoked: revokeLeave(readOrder(request).text('login'), world) } }
    case 'GET /sandbox/google-ads/changes':
      return { status: 200, json: listChanges(request, world, accounts) }
    case 'GET /sandbox/google-ads/clicks':
      return { status: 200, json: listClicks(request, world, accounts) }
    case 'GET /sandbox/google-ads/quota':
      return { status: 200, json: quota.stand() }
    case 'POST /sandbox/google-ads/quota':
      quota.setMax(readOrder(request).number('max', { min: 0, max: 1_000_000 }))
      return { status: 200, json: quota.stand() }
    default:
      return undefined
  }
}

/** An account with `days` of a past up to yesterday, reached by a login of its own unless one is given. */
function openAccount(request: EmulatorRequest, world: World, accounts: AdsAccounts): EmulatorResponse {
  const order = readOrder(request)
  const seed = order.number('seed', { min: 0, max: 2_147_483_647, preset: 1 })
  const name = order.optionalText('name') ?? `Account of seed ${seed}`
  const login = order.optionalText('login') ?? `ads-${accounts.list(world).length}@example.com`
  if (!EMAIL.test(login)) throw new BadOrder('login must be an e-mail address')
  const managerId = order.optionalText('managerId')
  const timeZone = order.optionalText('timeZone')
  const isTraded = order.optionalText('trade') !== undefined
  const opening = {
    ...{ seed, name, login },
    days: order.number('days', { min: 0, max: DAYS_MAX, preset: 30 }),
    isManager: order.optionalFlag('isManager') ?? false,
    deniesForms: order.optionalFlag('deniesForms') ?? false,
    status: order.choice('status', ['ENABLED', 'CANCELED', 'SUSPENDED'] as const, 'ENABLED'),
    ...(managerId === undefined ? {} : { managerId }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(isTraded ? { trade: order.choice('trade', TRADES) } : {}),
  }
  const account = accounts.open(opening, world)
  const today = account.isManager ? null : accounts.marketOf(account, world).today()
  return { status: 201, json: { customerId: account.id, name, login, today } }
}

/**
 * Passes whole days and tells what came of them, people included. With a `googleKey`, who filled in a form is told to
 * Shoulder as well, one after another; who calls is for the test to call.
 */
async function passDays(request: EmulatorRequest, world: World, accounts: AdsAccounts): Promise<EmulatorResponse> {
  const order = readOrder(request)
  const account = advertiserOf(order.text('customerId'), world, accounts)
  const googleKey = order.optionalText('googleKey')
  const count = order.number('days', { min: 1, max: DAYS_MAX, preset: 1 })
  const days = accounts.passDays(account, count, world)
  const forms = googleKey === undefined ? [] : days.flatMap(({ leads }) => leads.filter(({ viaCall }) => !viaCall))
  const told: { leadId: string; gclid: string; status: number }[] = []
  for (const { gclid, campaignRef, adGroupRef, searchTerm } of forms) {
    const leadId = submissionId(gclid)
    const where = { gclid, campaignId: campaignRef, adGroupId: adGroupRef }
    const filled = { ...personOf(gclid), words: searchTerm, isTest: false, submittedAt: world.now() }
    const lead = { googleKey: googleKey ?? '', leadId, ...where, ...filled }
    told.push({ leadId, gclid, status: await tellLead(lead, world) })
  }
  return { status: 200, json: { days, told } }
}

/** Every change that was carried out, in order, each with the request that brought it. */
function listChanges({ query }: EmulatorRequest, world: World, accounts: AdsAccounts) {
  const account = advertiserOf(query.get('customerId') ?? '', world, accounts)
  return accounts.history(account, world).flatMap((row) => {
    if (row.kind !== 'mutate') return []
    const { requestId, at, login } = row
    return row.applied.map(({ command: _command, ...applied }) => ({ requestId, at, login, ...applied }))
  })
}

/** Everybody who clicked since then, the newest first: whoever plays one of them comes by that click. */
function listClicks({ query }: EmulatorRequest, world: World, accounts: AdsAccounts): { clicks: string[] } {
  const account = advertiserOf(query.get('customerId') ?? '', world, accounts)
  const since = query.get('since') ?? ''
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since)) throw new BadOrder('since must be a day such as 2026-11-26')
  const clicks = accounts.marketOf(account, world).clicks(since, '2100-01-01')
  return { clicks: clicks.map(({ gclid }) => gclid).toReversed() }
}
