import { applyScript } from '../../tenants/agents/cx/apply.ts'
import { LIBRARY } from '../../tenants/agents/cx/library.ts'
import type { Action } from '../../tenants/agents/decision.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { RULE } from '../../tenants/experiments/rule.ts'
import { endExperiment, startExperiment } from '../../tenants/record-experiment.ts'
import { shippedText } from '../../tenants/replies/compose.ts'
import { loadExperiment, settleExposures } from '../../tenants/storage/experiment-rows.ts'
import { atPlace, connect, newLocation, placeOf } from './connect.ts'
import { inside } from './inside.ts'
import { openShop, type Shop } from './open-shop.ts'
import { recordTexted } from './record-texted.ts'

/** A business with a location of its own, where other words for the missed-call text have won and are adopted. */

export const VALUE = 'Shoulder missed call text'
export const WINNER = LIBRARY.missed_call_text.en.shorter ?? ''
const LANGUAGE = 'en'

type Autonomy = 'observe' | 'propose' | 'act'

export async function openTried(optimizing: Autonomy = 'propose') {
  const shop = await openShop({ ghlLocationId: null, policy: { autonomy: { optimizing } } })
  const locationId = newLocation()
  await connect(shop, { locationId })
  const says = async () => (await placeOf(shop, locationId)).values.find(({ name }) => name === VALUE)?.value
  const former = await says()
  const experimentId = await winTrial(shop)
  return {
    ...{ shop, locationId, experimentId, says, former },
    winner: WINNER.replace('{business}', shop.businessName),
    /** What somebody writes on GoHighLevel's own screen; nothing empties it. */
    writesThere: (says?: string) => atPlace(shop, locationId, 'change', { customValue: VALUE, ...(says && { says }) }),
    adopt: () => adopt(shop, experimentId),
  }
}

/** Ninety callers saw the trial; whoever replied saw the new words. */
async function winTrial(shop: Shop): Promise<string> {
  return inside(shop, (context) => {
    const { db } = context
    recordTexted(context, 90, shop.watch.now)
    const arms = [
      { arm: 'current', text: shippedText('missed_call_text', LANGUAGE) },
      { arm: 'shorter', text: WINNER },
    ]
    const about = { subject: 'missed_call_text', language: LANGUAGE, metric: 'replied' as const, rule: RULE }
    const startedAt = shop.watch.now - 40 * DAY_MS
    const experimentId = startExperiment(db, { ...about, arms, decisionId: null }, startedAt) ?? 'exp_none'
    db.$client.sql.exec(
      `insert into exposures select ?, customer_id,
        iif(max(direction = 'inbound') or row_number() over (order by customer_id) % 2 = 1, 'shorter', 'current'),
        min(created_at), null from messages group by customer_id`,
      experimentId,
    )
    const experiment = loadExperiment(db, experimentId)
    if (!experiment) throw new Error('The trial was not begun.')
    settleExposures(db, experiment)
    endExperiment(db, experiment, { why: 'won', winner: 'shorter' }, shop.watch.now)
    return experimentId
  })
}

async function adopt(shop: Shop, experimentId: string): Promise<void> {
  const where = { subject: 'missed_call_text', language: LANGUAGE } as const
  const action: Extract<Action, { kind: 'set_script' }> = {
    ...{ kind: 'set_script', ...where, from: '', to: WINNER, experimentId },
  }
  const done = await inside(shop, (context) => applyScript(context, action, shop.watch.now))
  if (!done.ok) throw new Error(`It was not adopted: ${done.code}.`)
  // Wakes the object, which knows nothing of what was written beside it.
  await shop.tenant.evict()
  await shop.tenant.passMinutes(1)
}
