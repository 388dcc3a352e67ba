import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../tenants/base/clock.ts'
import { readLocalTime, startOfDay } from '../../tenants/base/local-time.ts'
import type { CallOrder, World } from '../../sandbox/emulator.ts'
import { receiveText } from '../../sandbox/twilio-inbound.ts'
import { JPEG } from '../../tests/support/media.ts'
import type { Random } from '../fuzz/random.ts'
import type { LeadSubmitted } from '../../tenants/providers/inbound.ts'
import { SUPPLIER } from './business.ts'
import { AREAS, NAMES, PERSONAS, type Line, type Persona } from './personas.ts'
import { reactTo } from './reactions.ts'
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
const FORMS_A_DAY = 0.2
const ROBOTS_A_DAY = 0.05

/** Everybody who calls and texts the business, for a year. */
export class Town {
  readonly people = new Map<string, Person>()
  readonly #parts: Parts
  readonly #callsADay: number
  /** Told when somebody has written, before it is on its way. */
  onSays: (person: Person, line: Line) => void = () => undefined
  /** Told when somebody has sent a form. */
  onFillsIn: (lead: LeadSubmitted) => void = () => undefined
  forms = 0

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
    if (random.chance(FORMS_A_DAY)) time.at(from + random.below(DAY_MS), () => this.#fillsIn(this.#somebody()))
    this.#planOthers(from)
  }

  /** Robots that ring day after day and never say a word, numbers that are dear to call back, and a supplier. */
  #planOthers(from: number): void {
    const { random, time } = this.#parts
    const ring = (person: Person, day: number) =>
      time.at(from + day * DAY_MS + 9 * HOUR_MS + random.below(8 * HOUR_MS), () => this.#rings(person, 'no-answer'))
    if (random.chance(ROBOTS_A_DAY)) {
      const robot = silent(`+1${random.pick(AREAS)}55501${90 + random.below(10)}`)
      for (let day = 0; day < 6; day += 1) ring(robot, day)
    }
    if (random.chance(ROBOTS_A_DAY)) ring(silent(`+1876555010${random.below(10)}`), 0)
    if (random.chance(0.1)) ring(silent(SUPPLIER), 0)
  }

  #fillsIn(person: Person): void {
    const { random, time } = this.#parts
    this.forms += 1
    const words = random.pick(['How much is a water heater repair?', 'Please call me back', ''] as const)
    const source = random.chance(0.4) ? ('google_ads' as const) : ('web' as const)
    const { phone, email, name } = person
    person.said = 0
    const lead: LeadSubmitted = {
      ...{
        type: 'lead_submitted',
        source,
        leadKey: `form-${this.forms}`,
        phone: phone as `+${string}`,
        phoneFault: null,
      },
      ...{ email, name, zip: null, words, language: person.persona.language, isTest: false, submittedAt: time.now },
      ...{ consent: 'By sending this you agree that we may answer your request by text.', attribution: {} },
      offers: random.chance(0.4) ? 'Yes, you may also send me offers by automated text to this number.' : null,
    }
    this.onFillsIn(lead)
  }

  nextMidnight(now: number): number {
    const { timeZone } = this.#parts.shop
    return startOfDay(timeZone, readLocalTime(timeZone, now + 1).day + 1)
  }

  /** A text is on their phone. */
  hears(phone: string, body: string): void {
    const person = this.people.get(phone)
    if (!person || person.isReplying) return
    const reaction = reactTo(body, this.#parts.random)
    const line = reaction ?? person.persona.lines[person.said]
    if (!line) return
    person.isReplying = true
    this.#parts.time.later(this.#thinkingMs(), () => {
      person.isReplying = false
      if (reaction) return this.#writes(person, line)
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
    person.said += 1
    this.#writes(person, line)
  }

  #writes(person: Person, line: Line): void {
    const { world, shop, onFault } = this.#parts
    this.onSays(person, line)
    const media = line.shows ? [JPEG] : []
    const text = { from: person.phone, to: shop.smsNumber, body: line.says, media }
    void receiveText(text, { advancedOptOut: false }, world).catch(onFault)
  }

  #call(person: Person): void {
    const { random, time } = this.#parts
    if (person.said >= person.persona.lines.length) person.said = 0
    this.#rings(person, random.pick(['no-answer', 'no-answer', 'no-answer', 'busy', 'voicemail', 'answered'] as const))
    if (random.chance(0.12)) time.later(random.below(10 * MINUTE_MS), () => this.#call(person))
  }

  #rings(person: Person, outcome: CallOrder['outcome']): void {
    const { random, world, shop, onFault } = this.#parts
    const emulator = world.emulators[person.via]
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

/** Somebody of whom nothing is ever heard. */
function silent(phone: string): Person {
  const persona: Persona = { name: 'never says a word', share: 0, language: 'en', lines: [] }
  return { phone, name: 'Unknown', email: null, via: 'twilio', persona, said: 0, isReplying: false }
}
