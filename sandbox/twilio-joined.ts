import { makeToken, TOKEN_LIFE_S } from './access-keys.ts'
import { businessesKnown, keepBusiness, type Business } from './businesses.ts'
import type { EmulatorRequest, World } from './emulator.ts'
import { ownNumbers, type OwnNumber } from './twilio-numbers.ts'

/**
 * Businesses that joined by themselves. The sandbox sees only that their number was bought, under the name of their
 * tenant, so it asks Shoulder's API as an admin who they are when somebody wants to see all businesses.
 */

const ASK_EVERY_MS = 2_000
const ASK_TIMEOUT_MS = 2_000
const TENANT_ID = /^ten_[0-9a-z]{24}$/

export function joinedBusinesses() {
  let bought: OwnNumber[] = []
  const askedAt = new Map<string, number>()
  const remember = (world: World) => {
    bought = ownNumbers(world).list()
  }
  return {
    /** Keeps in mind which numbers the account has. */
    remember,
    /** Before `GET /sandbox/businesses` is answered: learns who is new, and what those who joined have changed. */
    async learn(request: EmulatorRequest, world: World): Promise<void> {
      if (`${request.method} ${request.path}` !== 'GET /sandbox/businesses') return
      remember(world)
      const due = ownNumbers(world)
        .list()
        .filter(({ friendlyName: id }) => TENANT_ID.test(id) && (askedAt.get(id) ?? 0) <= world.now() - ASK_EVERY_MS)
      await Promise.all(
        due.map(async (own) => {
          askedAt.set(own.friendlyName, world.now())
          const business = await askShoulder(own, world)
          if (business) keepBusiness(business, world)
        }),
      )
    },
    /** A reset empties the providers, while Shoulder still has its numbers. */
    reset(world: World): void {
      for (const own of bought) ownNumbers(world).put(own)
      askedAt.clear()
    },
  }
}

type Tenant = Record<'businessName' | 'primaryPhone' | 'email' | 'timeZone', string> & { ghlLocationId: string | null }

async function askShoulder(own: OwnNumber, world: World): Promise<Business | null> {
  const { APP_URL, ADMIN_EMAILS, ACCESS_AUD: aud, ACCESS_TEAM_URL: iss } = world.settings
  const email = ADMIN_EMAILS.split(/[\s,]+/).find((name) => name !== '') ?? ''
  const headers = { 'cf-access-jwt-assertion': await makeToken(world, { email, lifeS: TOKEN_LIFE_S, aud, iss }) }
  const url = `${APP_URL}/api/v1/tenants/${own.friendlyName}`
  try {
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(ASK_TIMEOUT_MS) })
    if (!answer.ok) return knownAs(own, world)
    const { businessName, primaryPhone, email: theirs, timeZone, ghlLocationId } = (await answer.json()) as Tenant
    const location = ghlLocationId === null ? {} : { ghlLocationId }
    const { friendlyName: id, phoneNumber: smsNumber } = own
    return { id, businessName, smsNumber, primaryPhone, email: theirs, timeZone, ...location }
  } catch {
    return knownAs(own, world)
  }
}

function knownAs(own: OwnNumber, world: World): Business | null {
  return businessesKnown(world).find(({ id }) => id === own.friendlyName) ?? null
}
