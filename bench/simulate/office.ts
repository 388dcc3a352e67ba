import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { describeRequest } from '../../sandbox/exchange.ts'
import type { World } from '../../sandbox/emulator.ts'
import { pipelinesOf } from '../../sandbox/ghl-pipelines.ts'
import { makeId, openRecords, type Contact, type Opportunity } from '../../sandbox/ghl-records.ts'
import { contactEvent, deliverEventLater } from '../../sandbox/ghl-webhooks.ts'
import type { Random } from '../fuzz/random.ts'
import type { VirtualTime } from './virtual-time.ts'

type Parts = { time: VirtualTime; random: Random; world: World; locationId: string; onFault: (error: unknown) => void }
type Deed = { name: string; share: number; do: () => boolean }

const DEEDS_A_DAY_MAX = 2
const NEWEST = 12
const COLUMNS = ['Contacted', 'Quoted', 'Booked', 'Completed', 'Lost'] as const
const RENAMED = { Quoted: 'Estimate given', 'Estimate given': 'Quoted' } as const

/** People in the office who work at GoHighLevel's own screen, and never look at ours. */
export class Office {
  readonly #parts: Parts
  readonly done = new Map<string, number>()
  readonly #deeds: readonly Deed[]

  constructor(parts: Parts) {
    this.#parts = parts
    this.#deeds = [
      { name: 'moved a card', share: 30, do: () => this.#moveCard() },
      { name: 'marked a card', share: 12, do: () => this.#markCard() },
      { name: 'made a card', share: 8, do: () => this.#makeCard() },
      { name: 'renamed a contact', share: 14, do: () => this.#renameContact() },
      { name: 'merged a contact', share: 4, do: () => this.#mergeContact() },
      { name: 'switched do-not-disturb', share: 6, do: () => this.#switchDnd() },
      { name: 'moved a visit', share: 14, do: () => this.#moveVisit() },
      { name: 'called off a visit', share: 5, do: () => this.#markVisit('cancelled') },
      { name: 'noted a no-show', share: 3, do: () => this.#markVisit('noshow') },
      { name: 'renamed a stage', share: 2, do: () => this.#renameStage() },
      { name: 'deleted a card', share: 2, do: () => this.#deleteCard() },
    ]
  }

  planDay(from: number): void {
    const { time, random } = this.#parts
    const count = random.below(DEEDS_A_DAY_MAX + 1)
    for (let deed = 0; deed < count; deed += 1) {
      time.at(from + 8 * HOUR_MS + random.below(10 * HOUR_MS), () => this.#doSomething())
    }
  }

  #doSomething(): void {
    const total = this.#deeds.reduce((sum, { share }) => sum + share, 0)
    let left = this.#parts.random.next() * total
    const deed = this.#deeds.find(({ share }) => (left -= share) < 0)
    if (deed?.do()) this.done.set(deed.name, (this.done.get(deed.name) ?? 0) + 1)
  }

  #moveCard(): boolean {
    const card = this.#card(({ status }) => status === 'open')
    return card !== undefined && this.#control(`opportunities/${card.id}/stage`, { stage: this.#column() })
  }

  #markCard(): boolean {
    const { random } = this.#parts
    const card = this.#card(({ status }) => status === 'open')
    if (!card) return false
    const mark = random.chance(0.5) ? { status: 'won', amount: 100 + random.below(900) } : { status: 'lost' }
    return this.#control(`opportunities/${card.id}/stage`, mark)
  }

  #makeCard(): boolean {
    const contact = this.#contact()
    if (!contact || this.#records.opportunities.list({ contactId: contact.id }).some(({ status }) => status === 'open'))
      return false
    return this.#control('opportunities', { contactId: contact.id, stage: this.#column(), name: 'From the desk' })
  }

  #renameContact(): boolean {
    const contact = this.#contact()
    if (!contact) return false
    const firstName = this.#parts.random.pick(['Morgan', 'Robin', 'Sandy', 'Taylor'] as const)
    const names = {
      name: `${firstName} Desk`,
      firstName,
      lastName: 'Desk',
      fullNameLowerCase: `${firstName} desk`.toLowerCase(),
    }
    this.#tell('ContactUpdate', this.#records.contacts.put({ ...contact, ...names, dateUpdated: this.#iso() }))
    return true
  }

  /** The other contact keeps the number; what hung on this one goes with it. */
  #mergeContact(): boolean {
    const contact = this.#contact()
    if (!contact?.phone) return false
    const { opportunities, contacts } = this.#records
    const kept = contacts.insert({ ...contact, id: makeId(), dateAdded: this.#iso() })
    for (const card of opportunities.list({ contactId: contact.id })) opportunities.put({ ...card, contactId: kept.id })
    contacts.remove(contact.id)
    this.#tell('ContactDelete', contact)
    return true
  }

  #switchDnd(): boolean {
    const contact = this.#contact()
    return contact !== undefined && this.#control(`contacts/${contact.id}/dnd`, { active: true, channel: 'SMS' })
  }

  #moveVisit(): boolean {
    const visit = this.#visit()
    if (!visit) return false
    const shiftMs = (1 + this.#parts.random.below(6)) * 30 * MINUTE_MS
    const [startsAt, endsAt] = [Date.parse(visit.startTime) + shiftMs, Date.parse(visit.endTime) + shiftMs]
    return this.#control(`appointments/${visit.id}`, { startsAt, endsAt })
  }

  #markVisit(status: 'cancelled' | 'noshow'): boolean {
    const visit = this.#visit()
    return visit !== undefined && this.#control(`appointments/${visit.id}`, { status })
  }

  #renameStage(): boolean {
    const { world, locationId } = this.#parts
    const names = stagesOf(world, locationId)
    if (names.length === 0) return false
    const renamed = names.map((name) => RENAMED[name as keyof typeof RENAMED] ?? name)
    return this.#control(`places/${locationId}/change`, { stages: renamed })
  }

  #deleteCard(): boolean {
    const card = this.#card(() => true)
    return card !== undefined && this.#records.opportunities.remove(card.id)
  }

  get #records() {
    return openRecords(this.#parts.world.state)
  }

  #column(): string {
    const { random, world, locationId } = this.#parts
    const wanted = random.pick(COLUMNS)
    const names = stagesOf(world, locationId)
    return names.find((name) => name === wanted) ?? names.find((name) => name in RENAMED) ?? 'Contacted'
  }

  /** One of the newest, as those are what people have before them. */
  #card(isMeant: (card: Opportunity) => boolean): Opportunity | undefined {
    return this.#parts.random.pick(this.#records.opportunities.list({}, isMeant).slice(-NEWEST))
  }

  #contact(): Contact | undefined {
    return this.#parts.random.pick(this.#records.contacts.list({}).slice(-NEWEST))
  }

  #visit(): { id: string; startTime: string; endTime: string } | undefined {
    const { world, time, random } = this.#parts
    const rows = world.state.collection<{ id: string; startTime: string; endTime: string; appointmentStatus: string }>(
      'ghl_appointments',
    )
    const from = time.now + DAY_MS / 4
    return random.pick(
      rows.list({}, (row) => Date.parse(row.startTime) > from && row.appointmentStatus === 'confirmed'),
    )
  }

  #iso(): string {
    return new Date(this.#parts.time.now).toISOString()
  }

  #tell(type: 'ContactUpdate' | 'ContactDelete', contact: Contact): void {
    deliverEventLater(contactEvent(type, contact), this.#parts.world)
  }

  /** What somebody does at the screen; its webhooks take their way, and nothing here waits for them. */
  #control(path: string, body: Record<string, unknown>): boolean {
    const { world, onFault } = this.#parts
    const headers = { 'content-type': 'application/json' }
    const asked = describeRequest('POST', `/sandbox/ghl/${path}`, headers, Buffer.from(JSON.stringify(body)))
    const done = (async () => {
      const answer = await world.emulators['ghl']?.control?.(asked, world)
      if (answer?.status !== 200)
        throw new Error(`GoHighLevel's screen refused ${path}: ${JSON.stringify(answer?.json)}`)
    })()
    void done.catch(onFault)
    return true
  }
}

function stagesOf(world: World, locationId: string): string[] {
  return pipelinesOf(locationId, world.state)[0]?.stages.map(({ name }) => name) ?? []
}
