import type { CallOrder, TechnicianTakes, World } from './emulator.ts'
import { waitForChoice, type Moment } from './live-moments.ts'
import { callShoulder } from './twilio-hooks.ts'
import { followTwiml } from './twilio-ivr.ts'
import type { DialEnd, Line } from './twilio-line.ts'
import { newSid } from './twilio-message.ts'
import { childVerbs, ownText } from './twiml.ts'

/**
 * A phone that Shoulder has Twilio ring for a caller. Whoever takes it hears the document of its `<Number url>` first,
 * and is connected only if that comes to its end; the caller hears it ring all the while.
 */

const RING_S = 30
const SCRIPTED_RING_S = 4
const SCRIPTED_TALK_S = 42
const TALK_S_MAX = 120
/** As long as somebody is given to hear what it is about, and to press the key. */
const WHISPER_S = 15

type Rung = { order: CallOrder; from: string; world: World }

export function dialFor(call: Rung): NonNullable<Line['dial']> {
  return async (verb, base) => {
    const [number] = childVerbs(verb)
    const ring = {
      phone: number ? ownText(number) : ownText(verb),
      shown: verb.attributes['callerId'] ?? call.from,
      seconds: Number(verb.attributes['timeout'] ?? RING_S) || RING_S,
      url: number?.attributes['url'],
      base,
      legSid: newSid('CA'),
    }
    return call.order.isLive ? ringLive(call, ring) : ringScripted(call, ring, takesOf(call.order))
  }
}

type Ring = { phone: string; shown: string; seconds: number; url: string | undefined; base: string; legSid: string }

function takesOf({ technician, outcome }: CallOrder): TechnicianTakes {
  return technician ?? (outcome === 'busy' ? 'busy' : 'no_answer')
}

async function ringScripted(call: Rung, ring: Ring, takes: TechnicianTakes): Promise<DialEnd> {
  if (takes === 'busy') return ended(ring, 'busy', { seconds: 2 })
  if (takes === 'no_answer') return ended(ring, 'no-answer', { seconds: ring.seconds })
  const { isTaken, seconds } = await whisper(call, ring, async () => (takes === 'press_1' ? '1' : undefined))
  const talkedS = isTaken ? SCRIPTED_TALK_S : seconds
  return ended(ring, 'completed', { seconds: SCRIPTED_RING_S + talkedS, talkedS, isBridged: isTaken })
}

async function ringLive(call: Rung, ring: Ring): Promise<DialEnd> {
  const { world } = call
  const beganAt = world.now()
  const sinceS = (at: number) => Math.ceil((world.now() - at) / 1_000)
  const about = describe(call, ring, [])
  const first = await waitForChoice('ring', about, ring.seconds, world)
  if (first === 'caller_hangs_up') return ended(ring, 'no-answer', { seconds: sinceS(beganAt), isGivenUp: true })
  if (first === 'decline') return ended(ring, 'busy', { seconds: sinceS(beganAt) })
  if (first === null) return ended(ring, 'no-answer', { seconds: sinceS(beganAt) })
  let isGivenUp = false
  const takenAt = world.now()
  const { isTaken } = await whisper(call, ring, async (heard, withinS) => {
    const pressed = await waitForChoice('whisper', describe(call, ring, heard), withinS, world)
    isGivenUp = pressed === 'caller_hangs_up'
    return pressed === 'press_1' ? '1' : undefined
  })
  if (isGivenUp) return ended(ring, 'no-answer', { seconds: sinceS(beganAt), isGivenUp })
  if (!isTaken) return ended(ring, 'completed', { seconds: sinceS(beganAt), talkedS: sinceS(takenAt) })
  const talkingAt = world.now()
  await waitForChoice('talk', about, TALK_S_MAX, world)
  const talkedS = sinceS(talkingAt)
  return ended(ring, 'completed', { seconds: sinceS(beganAt), talkedS, isBridged: true })
}

type Presses = (heard: readonly string[], withinS: number) => Promise<string | undefined>

/** What the leg hears before it is connected. Its document ends with a hang-up for whoever presses nothing. */
async function whisper({ world }: Rung, ring: Ring, presses: Presses): Promise<{ isTaken: boolean; seconds: number }> {
  if (ring.url === undefined) return { isTaken: true, seconds: 0 }
  const leg = { CallSid: ring.legSid, From: ring.shown, Caller: ring.shown, To: ring.phone, Called: ring.phone }
  const tell: Line['tell'] = (event, url, params) =>
    callShoulder(world, { event, url, params: { ...leg, Direction: 'outbound-dial', ...params } })
  const url = new URL(ring.url, ring.base).href
  const order = { to: ring.phone, from: ring.shown, outcome: 'no-answer', via: 'twilio' } as const
  const first = await tell('call.whisper', url, { CallStatus: 'in-progress' })
  const talk = await followTwiml(first, url, {
    ...{ order, from: ring.shown, world, tell },
    press: (heard) => presses(heard, WHISPER_S),
  })
  return { isTaken: talk.isHungUp !== true && talk.problem === undefined, seconds: talk.seconds }
}

function describe({ order, from }: Rung, { phone, shown }: Ring, heard: readonly string[]): About {
  return { from, name: order.name ?? '', to: order.to, phone, shown, heard: [...heard] }
}
type About = Omit<Moment, 'id' | 'kind' | 'since' | 'endsAt'>

function ended(
  { legSid }: Ring,
  status: DialEnd['status'],
  { seconds, talkedS = 0, isBridged = false, isGivenUp = false }: Partial<DialEnd> & { seconds: number },
): DialEnd {
  return { status, legSid, isBridged, talkedS, seconds, isGivenUp }
}
