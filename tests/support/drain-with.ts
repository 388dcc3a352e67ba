import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { clock } from '../../tenants/base/clock.ts'
import { chance, newToken } from '../../tenants/base/ids.ts'
import { takeTranscript } from '../../tenants/inbox/take-transcript.ts'
import { openProviders } from '../../tenants/open-providers.ts'
import type { ProviderPorts } from '../../tenants/outbox/dispatch.ts'
import { Drain } from '../../tenants/outbox/drain.ts'
import { NO_MODELS } from '../../tenants/providers/model-port.ts'
import type { TranscriptPort } from '../../tenants/providers/port.ts'
import type { TenantEnv } from '../../tenants/tenant-env.ts'
import { openOf } from './inside.ts'
import type { Shop } from './open-shop.ts'

/** Empties the outbox of what is due as the object does, with a model that writes recordings down. */
export async function drainWith(shop: Shop, transcript: TranscriptPort): Promise<void> {
  const settings = env as unknown as TenantEnv
  await runInDurableObject(shop.tenant.stub(), async (_, state) => {
    const context = await openOf(shop, state)
    const ports = {
      ...openProviders(settings, () => null),
      push: null,
      crm: null,
      ads: null,
      webhooks: null,
      transcript,
      models: NO_MODELS,
    }
    const drain = new Drain({
      providers: () => ports satisfies ProviderPorts,
      transact: (work) => state.storage.transactionSync(() => work(context)),
      isDue: () => true,
      now: () => clock.now(),
      chance,
      incarnation: newToken(),
      origin: { appUrl: settings.APP_URL, emailFrom: settings.EMAIL_FROM },
      hear: takeTranscript,
      compare: () => undefined,
      called: () => undefined,
      report: (error) => {
        throw error
      },
    })
    drain.pump()
    while (drain.isBusy) await new Promise((resolve) => setTimeout(resolve, 5))
  })
  await shop.tenant.settle()
}
