import type { Emulator, World } from '../../sandbox/emulator.ts'
import { createFaults } from '../../sandbox/faults.ts'
import { ghl } from '../../sandbox/ghl.ts'
import { resend } from '../../sandbox/resend.ts'
import { defaultSettings } from '../../sandbox/settings.ts'
import { openState } from '../../sandbox/state.ts'
import { twilio } from '../../sandbox/twilio.ts'
import type { Random } from '../fuzz/random.ts'
import { PROVIDERS_URL, type Network } from './network.ts'
import type { VirtualTime } from './virtual-time.ts'

export const APP_URL = 'https://app.example.com'

/** The sandbox's own emulators, joined to virtual time and to the simulated network. */
export function openWorld(
  time: VirtualTime,
  random: Random,
  network: Network,
  onFault: (error: unknown) => void,
): World {
  const state = openState(null)
  const emulators: Emulator[] = [twilio(), ghl(), resend()]
  const world: World = {
    settings: defaultSettings(PROVIDERS_URL, { APP_URL }, state),
    state,
    faults: createFaults(
      () => time.now,
      () => random.next(),
    ),
    emulators: Object.fromEntries(emulators.map((emulator) => [emulator.name, emulator])),
    now: () => time.now,
    deliver: (webhook) => network.deliver(webhook),
    // It may itself wait for virtual time to pass, so nothing waits for it.
    later: (delayMs, task) => void time.later(delayMs, () => void (async () => task())().catch(onFault)),
    log: () => undefined,
  }
  network.world = world
  return world
}
