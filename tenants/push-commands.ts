import type { Instant } from './base/clock.ts'
import { PUSH_SUBSCRIPTIONS_MAX, PUSH_SUBSCRIPTIONS_PER_PERSON_MAX, PUSH_TEST_TIMEOUT_MS } from './base/limits.ts'
import type { Outcome } from './contract.ts'
import type { PushSubscription } from './contract/push.ts'
import type { PushPort, SendOutcome } from './providers/port.ts'
import { areUsableKeys } from './providers/web-push/encrypt.ts'
import { isSafeEndpoint, type PushPlaces } from './providers/web-push/endpoint.ts'
import { composePushTest } from './replies/push-test.ts'
import type { TenantDb } from './storage/open.ts'
import {
  dropOwnSubscription,
  dropSubscription,
  loadSubscriptions,
  saveSubscription,
  type Subscription,
} from './storage/push-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Browsers that want to be told. A person's own are theirs alone. */

const DONE: Outcome<null> = { ok: true, value: null }

export const PUSH_OFF: Outcome<never> = {
  ok: false,
  error: { code: 'push_off', detail: 'Notifications to the phone are not set up here.' },
}

/** What is wrong with a subscription before it is kept; null where nothing is. */
export async function judgeSubscription(
  { endpoint, keys }: PushSubscription,
  places: PushPlaces,
): Promise<Outcome<never> | null> {
  if (!isSafeEndpoint(endpoint, places)) return refuseField('endpoint', 'expected the address of a push service')
  return (await areUsableKeys(keys)) ? null : refuseField('keys.p256dh', 'expected the keys of a browser')
}

function refuseField(path: string, message: string): Outcome<never> {
  const detail = 'The subscription cannot be used.'
  return { ok: false, error: { code: 'subscription_refused', detail, issues: [{ path, message }] } }
}

/** Keeps it, for one person; the browser they used longest ago gives way. */
export function subscribe({ db }: Context, subscription: PushSubscription, email: string, now: Instant): Outcome<null> {
  const { endpoint, keys } = subscription
  saveSubscription(db, { endpoint, ...keys, email, createdAt: now })
  dropBeyond(db, ofPerson(db, email), PUSH_SUBSCRIPTIONS_PER_PERSON_MAX)
  dropBeyond(db, loadSubscriptions(db), PUSH_SUBSCRIPTIONS_MAX)
  return DONE
}

export function unsubscribe({ db }: Context, endpoint: string, email: string): Outcome<null> {
  dropOwnSubscription(db, endpoint, email)
  return DONE
}

/** All of one person's, who does not work here any more. */
export function dropBrowsers({ db }: Context, email: string): Outcome<null> {
  for (const { endpoint } of ofPerson(db, email)) dropSubscription(db, endpoint)
  return DONE
}

function ofPerson(db: TenantDb, email: string): Subscription[] {
  return loadSubscriptions(db).filter((subscription) => subscription.email === email)
}

/** Oldest first, as they are loaded. */
function dropBeyond(db: TenantDb, subscriptions: Subscription[], max: number): void {
  for (const { endpoint } of subscriptions.slice(0, Math.max(0, subscriptions.length - max))) {
    dropSubscription(db, endpoint)
  }
}

/** One push to each of the person's browsers, at once and past the outbox: they hold the phone and wait for it. */
export async function testPush(
  { db, tenant }: Context,
  email: string,
  push: PushPort,
  appUrl: string,
): Promise<Outcome<null>> {
  const browsers = ofPerson(db, email)
  if (browsers.length === 0) return refuseTest('None of your browsers has asked for notifications yet.')
  const { title, body } = composePushTest(tenant.profile.businessName, tenant.profile.language)
  const payload = JSON.stringify({ title, body, url: `${appUrl}/app/${tenant.tenantId}`, tag: 'test' })
  const rest = { payload, ttlS: 60, urgency: 'high', topic: 'test' } as const
  const outcomes = await Promise.all(
    browsers.map(async ({ endpoint, p256dh, auth }) => {
      const outcome = await push.send({ endpoint, keys: { p256dh, auth }, ...rest }, PUSH_TEST_TIMEOUT_MS)
      if (isGone(outcome)) dropSubscription(db, endpoint)
      return outcome
    }),
  )
  if (outcomes.some(({ kind }) => kind === 'sent')) return DONE
  if (outcomes.every(isGone)) return refuseTest('Your browser has given its subscription up. Switch it on again.')
  return refuseTest('The push service did not take the notification. Try again in a minute.')
}

function isGone(outcome: SendOutcome): boolean {
  return outcome.kind === 'refused' && outcome.code === 'subscription_gone'
}

function refuseTest(detail: string): Outcome<never> {
  return { ok: false, error: { code: 'test_refused', detail } }
}
