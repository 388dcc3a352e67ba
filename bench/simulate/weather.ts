import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { FAULT_KINDS } from '../../sandbox/faults.ts'
import type { World } from '../../sandbox/emulator.ts'
import type { Random } from '../fuzz/random.ts'
import type { TenantHost } from './tenant-host.ts'
import type { VirtualTime } from './virtual-time.ts'

const PROVIDERS = ['twilio', 'ghl', 'resend'] as const
const BAD_DAY_SHARE = 0.45
const WINDOWS_MAX = 3
const KILLS_MAX = 3

/** What goes wrong on one day: providers that fail in every way they can, and an object that dies. */
export function planWeather(
  { time, random, world, host }: { time: VirtualTime; random: Random; world: World; host: TenantHost },
  from: number,
): void {
  const kills = random.below(KILLS_MAX + 1)
  for (let kill = 0; kill < kills; kill += 1) time.at(from + random.below(DAY_MS), () => host.kill())
  if (!random.chance(BAD_DAY_SHARE)) return
  const windows = 1 + random.below(WINDOWS_MAX)
  for (let window = 0; window < windows; window += 1) {
    const startsAt = from + 7 * HOUR_MS + random.below(13 * HOUR_MS)
    const lastsMs = 5 * MINUTE_MS + random.below(random.chance(0.3) ? 6 * HOUR_MS : 2 * HOUR_MS)
    const fault = {
      provider: random.pick(PROVIDERS),
      kind: random.pick(FAULT_KINDS) ?? 'status',
      status: random.pick([429, 500, 502, 503] as const),
      rate: 0.3 + random.next() * 0.7,
      endsAt: startsAt + lastsMs,
      slowMs: 1_000 + random.below(12_000),
    }
    time.at(startsAt, () => void world.faults.add(fault))
  }
}
