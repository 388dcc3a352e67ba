import { runInDurableObject } from 'cloudflare:test'
import { recordOrder } from '../../tenants/record-order.ts'
import type { Effect } from '../../tenants/journey/effect.ts'
import type { Context } from '../../tenants/storage/tenant-rows.ts'
import type { Shop } from './open-shop.ts'

type Text = Extract<Effect, { type: 'send_sms' }>
type Wiring = { transact(work: (context: Context) => void): void; pump(): void }

/** Orders a text to each of these customers that no journey asked for, as a fault in one would. */
export async function orderText(
  shop: Pick<Shop, 'tenant' | 'watch'>,
  customerIds: readonly string[],
  change: Partial<Text>,
): Promise<void> {
  const { now } = shop.watch
  const text: Text = {
    type: 'send_sms',
    template: 'question_received',
    class: 'response',
    services: [],
    wishedAt: null,
    emergency: null,
    text: null,
    occasionedAt: now,
    usefulUntil: now + 86_400_000,
    unprompted: false,
    ...change,
  }
  await runInDurableObject(shop.tenant.stub(), (object) => {
    const { wiring } = object as unknown as { wiring: Wiring }
    for (const id of customerIds) {
      wiring.transact((context) => recordOrder(context, id as `cus_${string}`, null, text, now))
    }
    wiring.pump()
  })
  await shop.tenant.settle()
}
