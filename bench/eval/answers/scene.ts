import * as v from 'valibot'
import { shareModelSettings } from '../../../sandbox/models/settings.ts'
import { receiveText } from '../../../sandbox/twilio-inbound.ts'
import { NewTenant } from '../../../tenants/contract.ts'
import type { ModelPort } from '../../../tenants/providers/model-port.ts'
import { randomAt } from '../../fuzz/random.ts'
import { simulatedBucket } from '../../simulate/bucket.ts'
import { settle } from '../../simulate/business.ts'
import { runOn } from '../../simulate/machine.ts'
import { Network } from '../../simulate/network.ts'
import { PROFILE, TENANT_ID } from '../../simulate/profile.ts'
import { SimulatedRouter } from '../../simulate/router.ts'
import { TenantHost } from '../../simulate/tenant-host.ts'
import { Truth } from '../../simulate/truth.ts'
import { VirtualTime } from '../../simulate/virtual-time.ts'
import { openWorld } from '../../simulate/world.ts'

/** Noon of a Monday in Austin. */
const BEGINS_AT = Date.parse('2027-01-04T18:00:00Z')
export const { smsNumber: SMS_NUMBER } = PROFILE

export type Scene = {
  time: VirtualTime
  truth: Truth
  /** A customer's text, as the carrier hands it over. */
  writes(from: string, body: string): void
  rows<T>(query: string, ...values: (string | number)[]): T[]
  faults: unknown[]
}

/** A business in the real object on virtual time, with the sandbox's providers and the given models. */
export async function openScene(seed: number, models: (time: VirtualTime) => ModelPort | null): Promise<Scene> {
  const time = new VirtualTime(BEGINS_AT)
  runOn(time, seed)
  const network = new Network(time, randomAt(seed, 3))
  network.install()
  const faults: unknown[] = []
  const onFault = (error: unknown) => void faults.push(error)
  const world = openWorld(time, randomAt(seed, 4), network, onFault)
  const truth = new Truth(world)
  network.onAct = (act) => void truth.read(act)
  const {
    VAPID_PUBLIC_KEY: _public,
    VAPID_PRIVATE_KEY: _private,
    VAPID_SUBJECT: _subject,
    ...settings
  } = shareModelSettings(world.settings)
  const env = { ...settings, FILES: simulatedBucket(), DIRECTORY: {} as D1Database }
  const host = new TenantHost(time, env as never, TENANT_ID)
  const business = { tenantId: TENANT_ID, businessName: PROFILE.businessName }
  const router = new SimulatedRouter(host, settings as never, business, () => undefined)
  network.deliverTo = (call) => router.take(call)
  const tenant = await host.object()
  const { wiring } = tenant as unknown as { wiring: { models: ModelPort } }
  const port = models(time)
  if (port !== null) wiring.models = port
  await tenant.open(TENANT_ID, v.parse(NewTenant, PROFILE))
  await settle(tenant)
  return {
    time,
    truth,
    faults,
    writes: (from, body) => {
      void receiveText({ from, to: SMS_NUMBER, body, media: [] }, { advancedOptOut: false }, world).catch(onFault)
    },
    rows: <T>(query: string, ...values: (string | number)[]) => host.storage.db.prepare(query).all(...values) as T[],
  }
}
