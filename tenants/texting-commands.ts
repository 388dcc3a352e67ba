import { orderSetUp } from './apply-connection.ts'
import { endTexting } from './apply-texting.ts'
import { clock, type Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { TextingChoice, TextingObstacle, TextingView } from './contract/texting.ts'
import type { CrmNumbers } from './providers/crm-port.ts'
import { missingForTexts } from './providers/gohighlevel/scopes.ts'
import { loadConnection, type CrmConnection } from './storage/crm-connection.ts'
import { countTextsWaiting, releaseTexts } from './storage/crm-text-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { saveTexting, textingOf } from './storage/texting.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { refuse } from './tenant-core.ts'
import type { Wiring } from './wiring.ts'

/** By which provider texts leave, and what stands in the way of another. */

type Found = Pick<TextingView, 'obstacle' | 'missingScopes' | 'numbers'>

/** What can be chosen is asked of GoHighLevel each time: numbers are bought and given up there. */
export async function viewTexting(wiring: Wiring): Promise<Outcome<TextingView>> {
  const found = await findNumbers(wiring)
  const { tenant } = wiring
  return tenant ? { ok: true, value: describe({ db: wiring.db, tenant }, found) } : refuse('tenant_missing')
}

export async function chooseTexting(wiring: Wiring, choice: TextingChoice): Promise<Outcome<TextingView>> {
  const found = await findNumbers(wiring)
  if (choice.smsVia === 'gohighlevel') {
    if (found.obstacle !== null) return refuse('crm_refused', WHY_NOT[found.obstacle])
    if (!found.numbers.some(({ number }) => number === choice.number)) {
      return refuse('crm_refused', 'The location has no such number that can text. Choose one of the list.')
    }
  }
  const view = wiring.transact((context) => {
    move(context, choice, clock.now())
    return describe(context, found)
  })
  wiring.pump()
  return view ? { ok: true, value: view } : refuse('tenant_missing')
}

/**
 * What has not left takes the new way when it is claimed; what may have left is looked for where it was sent, and the
 * conversation goes on from the new number.
 */
function move(context: Context, choice: TextingChoice, now: Instant): void {
  const { db, tenant } = context
  const locationId = tenant.profile.ghlLocationId
  if (choice.smsVia === 'twilio' || locationId === null) return endTexting(context, now)
  const { number, coversOffers } = choice
  const before = textingOf(tenant)
  saveTexting(context, { locationId, number, coversOffers, since: now })
  releaseTexts(db, now)
  // Workflows there may say where texts come from.
  orderSetUp(context, now)
  if (before.via === 'gohighlevel' && before.number === number) return
  const fact = { type: 'texting_moved', via: 'gohighlevel', number } as const
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}

function describe({ db, tenant }: Context, found: Found): TextingView {
  const { via: smsVia, number, coversOffers } = textingOf(tenant)
  const since = smsVia === 'gohighlevel' ? (tenant.texting?.since ?? null) : null
  return { smsVia, number, coversOffers, since, waiting: countTextsWaiting(db), ...found }
}

async function findNumbers({ tenant, db, crm }: Wiring): Promise<Found> {
  const connection = tenant && loadConnection(db, tenant)
  const port = tenant && crm.open({ db, tenant })
  if (!connection || !port) return hindered('not_connected')
  if (connection.lost !== null) return hindered('connection_lost')
  const missing = missingIn(connection)
  if (missing.length > 0) return hindered('scope_missing', missing)
  const answer = await port.fetchNumbers()
  if (answer.kind === 'answered') return judgeNumbers(answer.value)
  if (answer.kind !== 'refused') return hindered('unreachable')
  return answer.code === 'scope_missing' ? hindered('scope_missing', ['phonenumbers.read']) : hindered('no_number')
}

/** Where nobody has said what was granted, the first call will. */
function missingIn({ scopes }: CrmConnection): string[] {
  return scopes.length > 0 ? missingForTexts(scopes) : []
}

function judgeNumbers({ isActive, numbers }: CrmNumbers): Found {
  if (!isActive) return hindered('account_suspended')
  return numbers.length === 0 ? hindered('no_number') : { obstacle: null, missingScopes: [], numbers }
}

function hindered(obstacle: TextingObstacle, missingScopes: string[] = []): Found {
  return { obstacle, missingScopes, numbers: [] }
}

const WHY_NOT: Record<TextingObstacle, string> = {
  not_connected: 'No GoHighLevel account is connected. Connect one first.',
  connection_lost: 'GoHighLevel is disconnected. Connect it again first.',
  scope_missing:
    'GoHighLevel was not asked for a permission that texting needs. Connect it again and grant all of them.',
  no_number: 'The location has no number that can text. Get one in GoHighLevel under Settings, Phone System.',
  account_suspended: 'GoHighLevel has suspended the telephony of this location. Mend that there first.',
  unreachable: 'GoHighLevel does not answer. Nothing was changed; try again in a moment.',
}
