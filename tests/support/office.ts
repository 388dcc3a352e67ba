import type { Shop } from './open-shop.ts'

export type Card = {
  id: string
  contactId: string
  locationId: string
  pipelineId: string
  pipelineStageId: string
  stage: string
  status: string
  monetaryValue: number
  name: string
  createdAt: string
}
export type Slot = {
  id: string
  locationId: string
  calendarId: string
  contactId: string
  title: string
  appointmentStatus: string
  startTime: string
  endTime: string
}
export type Person = {
  id: string
  phone?: string
  name?: string
  email?: string
  dnd: boolean
  dndSettings?: Record<string, { status: string }>
  tags: string[]
}
export type Message = {
  id: string
  contactId: string
  conversationId: string
  direction: 'inbound' | 'outbound'
  body?: string
  source?: string
  userId?: string
  dateAdded: string
  status?: string
  attachments?: string[]
  meta?: { callStatus?: string; callDuration?: string }
}
type Left = {
  contactId: string
  body?: string
  direction?: 'inbound' | 'outbound'
  source?: 'app' | 'workflow'
  callStatus?: string
  callDuration?: number
  at?: number
}
export type Change = { stage?: string; stageId?: string; status?: string; amount?: number }
export type Told = { times?: number; at?: number }
type Dealings = Pick<Shop, 'ghlLocationId' | 'control' | 'tenant' | 'ghl' | 'watch'>

/**
 * Somebody in the business's office, at GoHighLevel's own screen. What they do changes the emulator; whether, when and
 * how often its webhook reaches us is the story's to say, as it is GoHighLevel's to lose.
 */
export class Office {
  readonly #shop: Dealings

  constructor(shop: Dealings) {
    this.#shop = shop
  }

  async cards(): Promise<Card[]> {
    return this.#shop.control<Card[]>(`/ghl/opportunities?locationId=${this.#shop.ghlLocationId}`)
  }

  async card(): Promise<Card> {
    const [card] = (await this.cards()).slice(-1)
    if (!card) throw new Error('GoHighLevel has no opportunity.')
    return card
  }

  /** Drags the card to another column, marks it, or writes another amount on it. Nobody is told yet. */
  async moves(card: Card, change: Change): Promise<Card> {
    return this.#shop.control<Card>(`/ghl/opportunities/${card.id}/stage`, { at: this.#shop.watch.now, ...change })
  }

  /** Puts a card for somebody into a column. Nobody is told yet. */
  async makes(card: { contactId: string; stage: string; name?: string }): Promise<Card> {
    return this.#shop.control<Card>('/ghl/opportunities', { at: this.#shop.watch.now, ...card })
  }

  async tells(type: string, card: Card, { times = 1, at = this.#shop.watch.now }: Told = {}): Promise<void> {
    const { id, contactId, pipelineId, pipelineStageId, status, monetaryValue, name, createdAt } = card
    for (let time = 0; time < times; time += 1) {
      await this.#shop.ghl({
        ...{ type, locationId: this.#shop.ghlLocationId, id, contactId, pipelineId, pipelineStageId, status },
        ...{ monetaryValue, name, source: 'public api', assignedTo: null, dateAdded: createdAt },
        timestamp: new Date(at).toISOString(),
      })
    }
    await this.#shop.tenant.settle()
  }

  /** As people do it where nothing gets lost. */
  async movesAndTells(change: Change): Promise<Card> {
    const moved = await this.moves(await this.card(), change)
    await this.tells(change.stage ? 'OpportunityStageUpdate' : 'OpportunityStatusUpdate', moved)
    return moved
  }

  async appointments(): Promise<Slot[]> {
    return this.#shop.control<Slot[]>(`/ghl/appointments?locationId=${this.#shop.ghlLocationId}`)
  }

  /** Enters an appointment for somebody, moves or marks one. Nobody is told yet. */
  async enters(slot: { contactId: string; startsAt: number; endsAt: number; title?: string }): Promise<Slot> {
    const locationId = this.#shop.ghlLocationId
    return this.#shop.control<Slot>('/ghl/appointments', { locationId, at: this.#shop.watch.now, ...slot })
  }

  async reschedules(id: string, change: { startsAt?: number; endsAt?: number; status?: string }): Promise<Slot> {
    return this.#shop.control<Slot>(`/ghl/appointments/${id}`, { at: this.#shop.watch.now, ...change })
  }

  /** Blocks time in the calendar, or one user's. Nobody is ever told of it. */
  async blocks(span: { startsAt: number; endsAt: number; userId?: string }): Promise<{ id: string }> {
    const locationId = this.#shop.ghlLocationId
    return this.#shop.control<{ id: string }>('/ghl/blocked-slots', { locationId, at: this.#shop.watch.now, ...span })
  }

  async unblocks(id: string): Promise<void> {
    await this.#shop.control(`/ghl/blocked-slots/${id}`, undefined, 'DELETE')
  }

  async takesOut(id: string): Promise<Slot> {
    return this.#shop.control<Slot>(`/ghl/appointments/${id}`, undefined, 'DELETE')
  }

  async tellsOfSlot(type: string, slot: Slot): Promise<void> {
    const { locationId, ...appointment } = slot
    await this.#shop.ghl({ type, locationId, appointment })
    await this.#shop.tenant.settle()
  }

  async contact(phone: string): Promise<Person> {
    const path = `/ghl/contacts?locationId=${this.#shop.ghlLocationId}&phone=${encodeURIComponent(phone)}`
    const [contact] = await this.#shop.control<Person[]>(path)
    if (!contact) throw new Error(`GoHighLevel has no contact ${phone}.`)
    return contact
  }

  async files(person: { phone?: string; name?: string }): Promise<Person> {
    return this.#shop.control<Person>('/ghl/contacts', { locationId: this.#shop.ghlLocationId, ...person })
  }

  /** Writes another number on somebody's contact. Nobody is told yet. */
  async renumbers(id: string, phone: string): Promise<Person> {
    return this.#shop.control<Person>('/ghl/contacts', { locationId: this.#shop.ghlLocationId, id, phone })
  }

  async deletes(noun: 'contacts' | 'opportunities', id: string): Promise<void> {
    await this.#shop.control(`/ghl/${noun}/${id}`, undefined, 'DELETE')
  }

  /** A text or a call that stands in a conversation there. Nobody is told yet. */
  async leaves(message: Left): Promise<Message> {
    return this.#shop.control<Message>('/ghl/messages', { at: this.#shop.watch.now, ...message })
  }

  async tellsOfText(message: Message, extra: Record<string, unknown> = {}): Promise<void> {
    const { id, contactId, conversationId, direction, body, source, userId, dateAdded, status } = message
    await this.#shop.ghl({
      type: direction === 'inbound' ? 'InboundMessage' : 'OutboundMessage',
      ...{ locationId: this.#shop.ghlLocationId, contactId, conversationId, messageId: id, messageType: 'SMS' },
      ...{ direction, body, source, userId, dateAdded, status, attachments: [], contentType: 'text/plain', ...extra },
    })
    await this.#shop.tenant.settle()
  }

  /** `messageType` and `type` say what GoHighLevel pleases; the direction is the message's own. */
  async tellsOfCall(message: Message, extra: Record<string, unknown> = {}): Promise<void> {
    const { id, contactId, conversationId, direction, dateAdded, meta } = message
    const { callStatus = 'completed', callDuration } = meta ?? {}
    const seconds = callDuration === undefined ? {} : { callDuration: Number(callDuration) }
    await this.#shop.ghl({
      ...{ type: 'OutboundMessage', locationId: this.#shop.ghlLocationId, contactId, conversationId, messageId: id },
      ...{ messageType: 'CALL', direction, status: callStatus, callStatus, ...seconds, dateAdded, ...extra },
    })
    await this.#shop.tenant.settle()
  }

  async tellsOfPerson(type: string, person: Person, extra: Record<string, unknown> = {}): Promise<void> {
    const { id, phone, name, email, dnd, tags } = person
    const told = { id, phone, name, email, dnd, tags, customFields: [], ...extra }
    await this.#shop.ghl({ type, locationId: this.#shop.ghlLocationId, ...told })
    await this.#shop.tenant.settle()
  }

  async notes(contactId: string): Promise<string[]> {
    const path = `/ghl/notes?locationId=${this.#shop.ghlLocationId}&contactId=${contactId}`
    return (await this.#shop.control<{ body: string }[]>(path)).map(({ body }) => body)
  }
}
