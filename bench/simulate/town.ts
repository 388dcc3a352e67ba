import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../tenants/base/clock.ts'
import { readLocalTime, startOfDay } from '../../tenants/base/local-time.ts'
import type { CallOrder, World } from '../../sandbox/emulator.ts'
import { receiveText } from '../../sandbox/twilio-inbound.ts'
import type { Random } from '../fuzz/random.ts'
import { AREAS, NAMES, PERSONAS, type Line, type Persona } from './personas.ts'
import type { VirtualTime } from './virtual-time.ts'

export type Person = {
  phone: string
  name: string
  email: string | null
  via: 'twilio' | 'ghl'
  persona: Persona
  /** How far they are in what they have to say. */
  said: number
  isReplying: boolean
}

export type Shop = { smsNumber: string; ghlLocationId: string; timeZone: string }

type Parts = { time: VirtualTime; random: Random; world: World; shop: Shop; onFault: (error: unknown) => void }

/** Weights of the hours of a day at which people call. */
const HOURS = [1, 1, 1, 1, 1, 2, 4, 8, 12, 14, 13, 12, 9, 10, 11, 12, 12, 11, 9, 7, 5, 4, 3, 2]
const RETURNING_SHARE = 0.3
const NUMBERS_EACH_AREA = 90

/** Everybody who calls and texts the business, for a year. */
export class Town {
  readonly people = new Map<string, Person>()
  readonly #parts: Parts
  readonly #callsADay: number
  /** Told when somebody has written, before it is on its way. */
  onSays: (person: Person, line: Line) => void = () => undefined

  constructor(parts: Parts, callsADay: number) {
    this.#parts = parts
    this.#callsADay = callsADay
  }

  /** Lays out one local day's calls, from its midnight on. */
  planDay(from: number): void {
    const { random, time, shop } = this.#parts
    const { weekday } = readLocalTime(shop.timeZone, from + 12 * HOUR_MS)
    const usual = weekday === 0 || weekday === 6 ? this.#callsADay / 2 : this.#callsADay
    const count = Math.floor(usual / 2 + random.next() * usual)
    for (let call = 0; call < count; call += 1) {
      const at = from + this.#hour() * HOUR_MS + random.below(HOUR_MS)
      time.at(at, () => this.#call(this.#somebody()))
    }
  }

  nextMidnight(now: number): number {
    const { timeZone } = this.#parts.shop
    return startOfDay(timeZone, readLocalTime(timeZone, now + 1).day + 1)
  }

  /** A text is on their phone. */
  hears(phone: string, body: string): void {
    const person = this.people.get(phone)
    const line = person?.persona.lines[person.said]
    if (!person || !line || person.isReplying) return
    person.isReplying = true
    this.#parts.time.later(this.#thinkingMs(), () => {
      person.isReplying = false
      // Whoever is not offered a choice does not choose from one.
      const isChoice = /^\d$/.test(line.says)
      if (isChoice && !/\b1\b/.test(body)) return this.#next(person)
      this.#says(person, line)
    })
  }

  #next(person: Person): void {
    person.said += 1
    const line = person.persona.lines[person.said]
    if (line) this.#says(person, line)
  }

  #says(person: Person, line: Line): void {
    const { world, shop, onFault } = this.#parts
    person.said += 1
    this.onSays(person, line)
    const text = { from: person.phone, to: shop.smsNumber, body: line.says, media: [] }
    void receiveText(text, { advancedOptOut: false }, world).catch(onFault)
  }

  #call(person: Person): void {
    const { random, world, shop, time, onFault } = this.#parts
    if (person.said >= person.persona.lines.length) person.said = 0
    const emulator = world.emulators[person.via]
    const outcome = random.pick(['no-answer', 'no-answer', 'no-answer', 'busy', 'voicemail', 'answered'] as const)
    const order: CallOrder = {
      to: shop.smsNumber,
      from: random.chance(0.02) ? 'anonymous' : person.phone,
      outcome,
      via: person.via,
      locationId: shop.ghlLocationId,
      name: person.name,
      ...(person.email === null ? {} : { email: person.email }),
    }
    void Promise.resolve(emulator?.call?.(order, world)).catch(onFault)
    if (random.chance(0.12)) time.later(random.below(10 * MINUTE_MS), () => this.#call(person))
  }

  #somebody(): Person {
    const { random } = this.#parts
    const known = [...this.people.values()]
    if (known.length > 0 && random.chance(RETURNING_SHARE)) return random.pick(known as [Person, ...Person[]])
    const place = this.people.size
    const area = AREAS[Math.floor(place / NUMBERS_EACH_AREA)]
    // Numbers of fiction are few; once all are taken, nobody is new any more.
    if (area === undefined) return random.pick(known as [Person, ...Person[]])
    // The sandbox has plans for those that end in 90 and above, and some of those belong to a town as well.
    const last = random.chance(0.04) ? random.pick([90, 91, 92, 94, 97] as const) : place % NUMBERS_EACH_AREA
    const phone = `+1${area}55501${String(last).padStart(2, '0')}`
    const existing = this.people.get(phone)
    if (existing) return existing
    const name = random.pick(NAMES) ?? 'Alex'
    const email = random.chance(0.6) ? `${name.toLowerCase()}${place}@example.com` : null
    const via = random.chance(0.5) ? 'ghl' : 'twilio'
    const person: Person = { phone, name, email, via, persona: this.#persona(), said: 0, isReplying: false }
    this.people.set(phone, person)
    return person
  }

  #persona(): Persona {
    const total = PERSONAS.reduce((sum, { share }) => sum + share, 0)
    let left = this.#parts.random.next() * total
    return PERSONAS.find(({ share }) => (left -= share) < 0) ?? (PERSONAS[0] as Persona)
  }

  #hour(): number {
    const total = HOURS.reduce((sum, weight) => sum + weight, 0)
    let left = this.#parts.random.next() * total
    return HOURS.findIndex((weight) => (left -= weight) < 0)
  }

  /** Most answer within minutes, some the next day. */
  #thinkingMs(): number {
    const { random } = this.#parts
    const share = random.next()
    if (share < 0.7) return 10 * SECOND_MS + random.below(4 * MINUTE_MS)
    return share < 0.95 ? random.below(3 * HOUR_MS) : random.below(DAY_MS)
  }
}
