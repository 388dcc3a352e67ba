import type { TextingView } from '../../tenants/contract/texting.ts'
import type { Message } from './office.ts'
import type { Shop } from './open-shop.ts'

type PhoneText = { sid: string; from: string; to: string; body: string; status: string; by: string }

const path = (shop: Pick<Shop, 'id'>) => `/tenants/${shop.id}/gohighlevel/texting`

export const textingOf = (shop: Pick<Shop, 'id' | 'api'>) => shop.api<TextingView>('GET', path(shop))

/** Has the business text by the first number of its location, as somebody does in the settings. */
export async function textByCrm(shop: Pick<Shop, 'id' | 'api'>, coversOffers = false): Promise<string> {
  const number = (await textingOf(shop)).numbers[0]?.number
  if (number === undefined) throw new Error('The location has no number that can text.')
  await shop.api('PUT', path(shop), { smsVia: 'gohighlevel', number, isRegistered: true, coversOffers })
  return number
}

export const textByTwilio = (shop: Pick<Shop, 'id' | 'api'>) => shop.api('PUT', path(shop), { smsVia: 'twilio' })

/** The phone of somebody who texts with a number of a GoHighLevel location. */
export class CrmPhone {
  readonly #shop: Shop
  readonly number: string
  readonly phone: string

  constructor(shop: Shop, number: string, phone: string) {
    this.#shop = shop
    this.number = number
    this.phone = phone
  }

  async received(): Promise<string[]> {
    return (await this.texted()).map(({ body }) => body)
  }

  async texted(): Promise<PhoneText[]> {
    const pair = new URLSearchParams({ to: this.phone, from: this.number })
    return this.#shop.control<PhoneText[]>(`/ghl/texts?${pair.toString()}`)
  }

  /** As GoHighLevel tells of it: the sandbox's own webhook cannot reach us here. */
  async texts(body: string, extra: Record<string, unknown> = {}): Promise<Response> {
    const order = { from: this.phone, to: this.number, body }
    const { sid } = await this.#shop.control<{ sid: string }>('/sms', order)
    const message = (await this.messages()).find(({ id }) => id === sid)
    if (!message) throw new Error('GoHighLevel has no such text.')
    return this.tells('InboundMessage', message, { from: this.phone, to: this.number, ...extra })
  }

  /** Pictures as `data:`, which lie at GoHighLevel then, or addresses; answers where they are told to lie. */
  async sends(body: string, media: readonly string[]): Promise<string[]> {
    const order = { from: this.phone, to: this.number, media, ...(body === '' ? {} : { body }) }
    const { sid } = await this.#shop.control<{ sid: string }>('/sms', order)
    const message = (await this.messages()).find(({ id }) => id === sid)
    if (!message) throw new Error('GoHighLevel has no such text.')
    const { attachments = [] } = message
    await this.tells('InboundMessage', message, { from: this.phone, to: this.number, attachments })
    return attachments
  }

  async messages(): Promise<Message[]> {
    const where = new URLSearchParams({ locationId: this.#shop.ghlLocationId, phone: this.phone })
    return this.#shop.control<Message[]>(`/ghl/messages?${where.toString()}`)
  }

  async tells(type: string, message: Message, extra: Record<string, unknown> = {}): Promise<Response> {
    const { id: messageId, contactId, conversationId, direction, body, status, source } = message
    const answer = await this.#shop.ghl({
      ...{ type, locationId: this.#shop.ghlLocationId, contactId, conversationId, messageId, messageType: 'SMS' },
      ...{ direction, body, status, source, attachments: [], contentType: 'text/plain' },
      dateAdded: new Date(this.#shop.watch.now).toISOString(),
      ...extra,
    })
    await this.#shop.tenant.settle()
    return answer
  }

  /** GoHighLevel's own account of the texts that left to this phone. */
  async hearsOfSent(extra: Record<string, unknown> = {}): Promise<void> {
    const sent = (await this.messages()).filter(({ direction }) => direction === 'outbound')
    for (const message of sent) await this.tells('OutboundMessage', message, extra)
  }
}
