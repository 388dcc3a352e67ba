import { spokenNotice } from '../../tenants/base/greeting.ts'
import type { World } from '../../sandbox/emulator.ts'
import type { TenantObject } from '../../tenants/tenant-object.ts'
import type { TenantHost } from '../simulate/tenant-host.ts'
import type { Watch } from '../simulate/watch.ts'
import { ACTS, type Actor, type ScreenKind } from './acts.ts'
import type { Copy } from './copy.ts'
import type { Deed, DeedOf } from './deed.ts'
import { actInCrm, isCrmDeed } from './in-crm.ts'
import { becomeKnown } from './known-since.ts'
import type { There } from './there.ts'

export type Scene = {
  host: TenantHost
  watch: Watch
  world: World
  copy: Copy
  there: There
  onFault: (error: unknown) => void
}

/** What a person could do then and cannot now, because things went another way, is left undone. Answers whether. */
export async function perform(deed: Deed, scene: Scene): Promise<boolean> {
  const tenant = await scene.host.object()
  if (deed.kind === 'told') return tell(deed, tenant, scene)
  const { customerId } = deed
  if (customerId === null) return false
  if (deed.kind === 'became_known') return becomeKnown(customerId, scene)
  if (isCrmDeed(deed)) return actInCrm(deed, customerId, scene)
  const act = ACTS[deed.kind] as (deed: DeedOf<ScreenKind>, actor: Actor) => Promise<{ ok: boolean } | null>
  return (await act(deed, { tenant, there: scene.there, customerId }))?.ok ?? false
}

/** Labels of replies that are owed an answer within the minute. */
const PROMISED = new Set(['price_question', 'booking', 'question_other'])

async function tell(deed: DeedOf<'told'>, tenant: TenantObject, { watch, copy }: Scene): Promise<boolean> {
  const { provider, key, event } = deed
  const isAsking = PROMISED.has(deed.label ?? '')
  if (event.type === 'sms_received') watch.expect(event.from, isAsking ? { asks: true } : {})
  const { businessName, language } = copy.profile
  const isHeard = event.type === 'call_ended' && event.via === 'twilio'
  const notice = isHeard ? { notice: spokenNotice(businessName, language) } : {}
  const told = { ...event, ...notice }
  const signal = { provider, deliveryKey: key, receivedAt: deed.at, traceId: 'replay', event: told }
  const receipt = await tenant.receive(signal)
  watch.taken({ signal, receipt })
  return receipt !== 'tenant_missing'
}
