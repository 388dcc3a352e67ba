import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { readOrder } from './order.ts'
import type { Collection } from './collection.ts'

/** What a technician's carrier does with calls to their phone. Off until somebody switches it on. */

const CONDITIONS = ['no_answer', 'busy', 'all'] as const
const LINES = ['voicemail', 'nobody', 'person', 'busy'] as const

/** `id` is the phone. `on` says which missed calls go to `to`; `line` what becomes of a call that stays. */
export type PhoneLine = {
  id: string
  to: string | null
  isOn: boolean
  on: (typeof CONDITIONS)[number]
  line: (typeof LINES)[number]
}

/** A new phone has its carrier's mailbox, as most have. */
export function lineOf(phone: string, world: World): PhoneLine {
  return phoneLines(world).find(phone) ?? { id: phone, to: null, isOn: false, on: 'all', line: 'voicemail' }
}

/** Where the carrier sends a call that nobody takes; null where it stays. */
export function forwardedTo({ to, isOn, on, line }: PhoneLine): string | null {
  if (!isOn || to === null || line === 'person') return null
  const condition = line === 'busy' ? 'busy' : 'no_answer'
  return on === 'all' || on === condition ? to : null
}

/** `GET /sandbox/forwarding?phone=` and `POST /sandbox/forwarding {phone, to, isOn, on?, line?}`. */
export function controlForwarding(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  if (request.path !== '/sandbox/forwarding') return undefined
  if (request.method === 'GET') {
    // A "+" that was not escaped arrives as a blank.
    const phone = request.query.get('phone')?.replace(/^ /, '+')
    const lines = phone ? [lineOf(phone, world)] : phoneLines(world).list()
    return { status: 200, json: lines.map(describeLine) }
  }
  if (request.method !== 'POST') return undefined
  const order = readOrder(request)
  const known = lineOf(order.phone('phone'), world)
  const changed = phoneLines(world).put({
    id: known.id,
    to: order.optionalPhone('to') ?? known.to,
    isOn: order.optionalFlag('isOn') ?? known.isOn,
    on: order.choice('on', CONDITIONS, known.on),
    line: order.choice('line', LINES, known.line),
  })
  return { status: 200, json: describeLine(changed) }
}

function describeLine({ id, ...rest }: PhoneLine) {
  return { phone: id, ...rest }
}

function phoneLines(world: World): Collection<PhoneLine> {
  return world.state.collection<PhoneLine>('phone_lines')
}
