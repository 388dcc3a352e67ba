import { clock } from '../../tenants/base/clock.ts'
import { isPhone, type Phone } from '../../tenants/base/e164.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { reachOnly } from '../../tenants/providers/http.ts'
import { CODE_NUMBER_GONE, twilioNumbers, type NumberPort } from '../../tenants/providers/twilio/numbers.ts'
import { NUMBER_DOUBT_MS, NUMBERS_TRIED_MAX } from '../bounds.ts'
import type { Context } from '../context.ts'
import { claimPurchase, keepNumber, loadJoining, releasePurchase } from '../directory/join-drafts.ts'
import { findTenant } from '../directory/find-tenant.ts'
import type { Refusal } from '../respond.ts'
import { log } from '../../tenants/base/log.ts'

type Wish = { email: string; tenantId: string; near: Phone }
type Purchase =
  | { kind: 'bought'; phone: Phone }
  /** Nothing was bought. */
  | { kind: 'none'; code: string }
  /** Twilio may have sold one, or may do so yet. */
  | { kind: 'in_doubt'; code: string }

/**
 * A number of ours for this business, near the technician's: the one it already has, or one bought from Twilio. It is
 * bought under the tenant's id, and looked for under that name first, so that somebody who tries again after a lost
 * answer gets the number they have paid for.
 */
export async function obtainNumber(context: Context, wish: Wish): Promise<Result<Phone, Refusal>> {
  const { DIRECTORY } = context.env
  const kept = (await loadJoining(DIRECTORY, wish.email))?.smsNumber
  if (kept) return succeed(kept)
  const numbers = numbersOf(context)
  const found = await numbers.findByName(wish.tenantId)
  if (found.kind !== 'answered') return refuse(context, found.code)
  if (found.value !== null) return keep(context, wish, found.value)
  const now = clock.now()
  const mayBuy = await claimPurchase(DIRECTORY, wish.email, now + NUMBER_DOUBT_MS, now)
  // Another tab is at it, or an earlier attempt is in doubt: what it buys will be found under the name.
  if (!mayBuy) return refuse(context, 'being_bought')
  const purchase = await buyOne(context, numbers, wish)
  if (purchase.kind === 'bought') return keep(context, wish, purchase.phone)
  if (purchase.kind === 'none') await releasePurchase(DIRECTORY, wish.email)
  return refuse(context, purchase.code)
}

async function keep({ env }: Context, { email }: Wish, phone: Phone): Promise<Result<Phone, Refusal>> {
  await keepNumber(env.DIRECTORY, email, phone)
  return succeed(phone)
}

/** Others may be faster at a number, so several are tried, from near to far. */
async function buyOne(context: Context, numbers: NumberPort, { tenantId, near }: Wish): Promise<Purchase> {
  const { settings } = context.env
  const areaCode = /^\+1(\d{3})/.exec(near)?.[1]
  const places = [...(areaCode ? [{ areaCode }] : []), { near }, 'anywhere' as const]
  let code = 'none_for_sale'
  for (const place of places) {
    const offered = await numbers.search(place)
    if (offered.kind !== 'answered') {
      // Some searches are refused for an area that Twilio does not sell in, which is no reason to give up.
      if (offered.kind !== 'refused') return { kind: 'none', code: offered.code }
      code = offered.code
      continue
    }
    for (const phone of offered.value.slice(0, NUMBERS_TRIED_MAX)) {
      if (phone === near || !isPhone(phone) || (await belongsToSomebody(context, phone))) continue
      const bought = await numbers.buy(phone, tenantId, settings.APP_URL)
      if (bought.kind === 'answered') return { kind: 'bought', phone: bought.value }
      if (bought.kind === 'in_doubt') return { kind: 'in_doubt', code: bought.code }
      code = bought.code
      if (bought.code !== CODE_NUMBER_GONE) return { kind: 'none', code }
    }
  }
  return { kind: 'none', code }
}

/** A number that a business of ours already has was entered by an admin, and is not for sale whatever Twilio says. */
async function belongsToSomebody({ env }: Context, phone: Phone): Promise<boolean> {
  return (await findTenant(env.DIRECTORY, { kind: 'phone', phone }, clock.now())) !== null
}

function numbersOf({ env }: Context): NumberPort {
  const { TWILIO_API_URL: apiUrl, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = env.settings
  return twilioNumbers({ apiUrl, accountSid, authToken, http: reachOnly([apiUrl]) })
}

function refuse({ traceId }: Context, code: string): Result<never, Refusal> {
  log('number_not_bought', traceId, { code })
  const isBusy = code === 'being_bought'
  return fail({
    code: 'number_unavailable',
    detail: isBusy
      ? 'Your number is being set up. Try again in half a minute; nothing is bought twice.'
      : 'We could not get a number for you just now. What you entered is kept: try again in a moment.',
    headers: { 'retry-after': isBusy ? String(Math.ceil(NUMBER_DOUBT_MS / 1_000)) : '5' },
  })
}
