import { shareModelSettings } from '../../sandbox/models/settings.ts'
import type { TenantObject } from '../../tenants/tenant-object.ts'
import type { Random } from '../fuzz/random.ts'
import { simulatedBucket } from '../simulate/bucket.ts'
import { ask } from '../simulate/invariants.ts'
import { runOn } from '../simulate/machine.ts'
import { Network } from '../simulate/network.ts'
import { SimulatedRouter } from '../simulate/router.ts'
import { TenantHost } from '../simulate/tenant-host.ts'
import { VirtualTime } from '../simulate/virtual-time.ts'
import { Watch } from '../simulate/watch.ts'
import { openWorld } from '../simulate/world.ts'
import { ChangeRefused, type Change } from './change.ts'
import type { Copy } from './copy.ts'
import type { Deed } from './deed.ts'
import { Fates } from './fates.ts'
import { Hindrances } from './hindrances.ts'
import { perform } from './perform.ts'
import { There } from './there.ts'
import { readMessages, readRefusals, type Message, type Refusal } from './outcome.ts'
import { setStage } from './stage.ts'

export type RunThrough = {
  messages: Message[]
  refusals: Refusal[]
  /** Promises and rules that did not hold, in words. */
  broken: string[]
  lostOptOuts: number
  /** What a person did and could not do in this run, by kind. */
  undone: string[]
}

const SEED = 1
/** What is still on its way when the copy ends comes to its end. */
const AFTERMATH_MS = 3 * 86_400_000

const LOOKS_EVERY_STEPS = 64

/** Ways take the same time in every run, so that what differs between two comes from what was changed. */
const EVEN: Random = {
  next: () => 0.5,
  below: (below) => Math.floor(below / 2),
  chance: () => false,
  pick: <T>(choices: readonly T[]) => choices[0] as T,
  hex: (characters) => '0'.repeat(characters),
}

/** Rolls what came from outside through the product once more, with providers that take everything and send nothing. */
export async function runThrough(
  copy: Copy,
  deeds: readonly Deed[],
  span: { from: number; comparedFrom: number; to: number },
  change: Change,
): Promise<RunThrough> {
  const time = new VirtualTime(span.from)
  runOn(time, SEED)
  const network = new Network(time, EVEN)
  network.install()
  const faults: unknown[] = []
  const onFault = (error: unknown) => void faults.push(error)
  const world = openWorld(time, EVEN, network, onFault)
  const {
    VAPID_PUBLIC_KEY: _public,
    VAPID_PRIVATE_KEY: _private,
    VAPID_SUBJECT: _subject,
    ...settings
  } = shareModelSettings(world.settings)
  const env = { ...settings, FILES: simulatedBucket(), DIRECTORY: {} as D1Database }
  const host = new TenantHost(time, env, copy.tenantId)
  const watch = new Watch(time, host, world)
  const business = { tenantId: copy.tenantId, businessName: copy.profile.businessName }
  const router = new SimulatedRouter(host, settings as never, business, () => undefined)
  const fates = new Fates(copy, host)
  new Hindrances(copy, host).guard(world)
  network.deliverTo = async (call) => (await fates.instead(call)) ?? router.take(call)
  network.onAct = (act) => void watch.acted(act)
  const { lostOptOuts } = await setStage(copy, host, world, span)
  await apply(await host.object(), change)
  const scene = { host, watch, world, copy, there: new There(host.storage.db), onFault }
  const undone: string[] = []
  for (const deed of deeds) {
    time.at(deed.at, async () => {
      if (!(await perform(deed, scene)) && deed.at >= span.comparedFrom) undone.push(deed.kind)
    })
  }
  const until = span.to + AFTERMATH_MS
  while (await time.step(until)) {
    // What was promised is judged by what was written, whenever it is looked at.
    if (time.steps % LOOKS_EVERY_STEPS === 0) watch.stepped()
    if (faults.length > 0) throw faults[0]
  }
  watch.stepped()
  const { db } = host.storage
  const nameOf = (customerId: string) => copy.nameOf(customerId)
  return {
    messages: readMessages((sql, ...values) => ask(db, sql, ...values), nameOf, span.comparedFrom),
    refusals: readRefusals((sql, ...values) => ask(db, sql, ...values), nameOf, span.comparedFrom),
    broken: watch.broken
      .filter(({ at }) => at >= span.comparedFrom)
      .map(({ invariant, what }) => `${invariant}: ${what}`),
    lostOptOuts,
    undone,
  }
}

/** By the same doors as the API's, so that what it would refuse is refused here. */
async function apply(tenant: TenantObject, { scripts, policy, profile, schedule }: Change): Promise<void> {
  if (policy) expect('policy', await tenant.changePolicy(policy, null))
  if (profile) expect('profile', await tenant.changeProfile(profile, null))
  if (schedule) {
    const now = await tenant.readSchedule()
    const given = Object.fromEntries(Object.entries(schedule).filter(([, value]) => value !== undefined))
    if (now.ok) expect('schedule', await tenant.changeSchedule({ ...now.value, ...given }))
  }
  const views = await tenant.listScripts()
  for (const script of scripts) {
    const known = views.ok
      ? views.value.find(({ name, language }) => name === script.name && language === script.language)
      : null
    expect(`script ${script.name}`, await tenant.changeScript({ ...script, version: known?.version ?? 0 }))
  }
}

type Answered = { ok: true } | { ok: false; error: { detail: string; issues?: { path: string; message: string }[] } }

function expect(what: string, outcome: Answered): void {
  if (outcome.ok) return
  const issues = (outcome.error.issues ?? []).map(({ path, message }) => ` ${path}: ${message}`)
  throw new ChangeRefused(`The ${what} was refused. ${outcome.error.detail}${issues.join(';')}`)
}
