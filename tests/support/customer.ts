import type { SandboxEmail, SandboxText } from './sandbox-rows.ts'

/** As much of a shop as a customer deals with. */
type Dealings = {
  smsNumber: string
  ghlLocationId: string | null
  watch: { now: number }
  settings: Record<string, string>
  control<T>(path: string, body?: unknown): Promise<T>
  twilio(path: string, params: Record<string, string>): Promise<Response>
  ghl(event: Record<string, unknown>): Promise<Response>
  tenant: { settle(): Promise<unknown> }
}

const hex = () => crypto.randomUUID().replaceAll('-', '')

/** A person with a phone. What they do arrives as the provider would tell it, signed. */
export class Customer {
  readonly #shop: Dealings
  readonly phone: string
  readonly name: string | undefined
  readonly email: string | undefined

  constructor(shop: Dealings, phone: string, name?: string, email?: string) {
    this.#shop = shop
    this.phone = phone
    this.name = name
    this.email = email
  }

  /** Calls the number that forwards to Twilio; nobody picks up, and the caller hangs up. */
  async callsAndHangsUp({ callSid = `CA${hex()}`, from = this.phone } = {}): Promise<Response> {
    const call = {
      CallSid: callSid,
      AccountSid: 'AC1',
      From: from,
      To: this.#shop.smsNumber,
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
    }
    await this.#shop.twilio('/voice', { ...call, CallStatus: 'ringing' })
    const ended = await this.#shop.twilio('/voice/status', {
      ...call,
      CallStatus: 'completed',
      CallDuration: '3',
      Duration: '1',
    })
    await this.#shop.tenant.settle()
    return ended
  }

  /** Our number rings the technician, who picks up and talks for a minute. */
  async callsAndIsAnswered({ callSid = `CA${hex()}`, endedAt = this.#shop.watch.now } = {}): Promise<void> {
    await this.#shop.twilio('/voice/status', {
      CallSid: callSid,
      AccountSid: 'AC1',
      From: this.phone,
      To: this.#shop.smsNumber,
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
      CallStatus: 'completed',
      DialCallStatus: 'completed',
      DialCallDuration: '61',
      Timestamp: new Date(endedAt).toUTCString(),
    })
    await this.#shop.tenant.settle()
  }

  /** Calls GoHighLevel's tracking number: the event names a contact, and no phone. */
  async callsTracked(
    callStatus: 'no-answer' | 'busy' | 'voicemail' | 'completed' = 'no-answer',
    webhookId: string = crypto.randomUUID(),
    endedAt: number = this.#shop.watch.now,
  ): Promise<Response> {
    const contactId = await this.#contact()
    const answer = await this.#shop.ghl({
      type: 'InboundMessage',
      locationId: this.#shop.ghlLocationId,
      contactId,
      conversationId: `cnv_${contactId}`,
      messageId: `msg_${hex()}`,
      messageType: 'CALL',
      direction: 'inbound',
      status: callStatus,
      callStatus,
      callDuration: callStatus === 'completed' ? 40 : 0,
      attachments: [],
      dateAdded: new Date(endedAt).toISOString(),
      webhookId,
    })
    await this.#shop.tenant.settle()
    return answer
  }

  /** Leaves word on GoHighLevel's own voicemail, which tells where the recording lies. */
  async leavesVoicemailTracked(transcript?: string): Promise<Response> {
    const locationId = this.#shop.ghlLocationId ?? ''
    const order = { to: this.#shop.smsNumber, from: this.phone, outcome: 'voicemail', via: 'ghl', locationId }
    const { contactId, messageId } = await this.#shop.control<{ contactId: string; messageId: string }>('/calls', order)
    const place = `/conversations/messages/${messageId}/locations/${locationId}/recording`
    const answer = await this.#shop.ghl({
      ...{ type: 'InboundMessage', locationId, contactId, messageId, messageType: 'CALL', direction: 'inbound' },
      ...{ status: 'voicemail', callStatus: 'voicemail', callDuration: 20 },
      ...(transcript === undefined ? {} : { body: transcript }),
      attachments: [`${this.#shop.settings['GHL_API_URL']}${place}`],
      dateAdded: new Date(this.#shop.watch.now - 20_000).toISOString(),
    })
    await this.#shop.tenant.settle()
    return answer
  }

  async texts(body: string, extra: Record<string, string> = {}): Promise<Response> {
    const sid = `SM${hex()}`
    const answer = await this.#shop.twilio('/sms', {
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: 'AC1',
      From: this.phone,
      To: this.#shop.smsNumber,
      Body: body,
      NumMedia: '0',
      NumSegments: '1',
      SmsStatus: 'received',
      ApiVersion: '2010-04-01',
      ...extra,
    })
    await this.#shop.tenant.settle()
    return answer
  }

  /** The texts on this phone from the business, oldest first. */
  async received(): Promise<string[]> {
    return (await this.messages()).map((message) => message.body)
  }

  async messages(): Promise<SandboxText[]> {
    const to = encodeURIComponent(this.phone)
    const from = encodeURIComponent(this.#shop.smsNumber)
    return this.#shop.control<SandboxText[]>(`/messages?to=${to}&from=${from}`)
  }

  async mail(): Promise<SandboxEmail[]> {
    return this.#shop.control<SandboxEmail[]>(`/emails?to=${encodeURIComponent(this.email ?? '')}`)
  }

  /** The contact as GoHighLevel has it, made on the first call. */
  async #contact(): Promise<string> {
    const locationId = this.#shop.ghlLocationId ?? ''
    const call = { to: this.#shop.smsNumber, from: this.phone, outcome: 'answered', via: 'ghl', locationId }
    const named = { ...call, ...(this.name ? { name: this.name } : {}), ...(this.email ? { email: this.email } : {}) }
    // The sandbox's own webhook about this goes nowhere; what counts is the contact it leaves behind.
    await this.#shop.control('/calls', named)
    const query = `/ghl/contacts?locationId=${locationId}&phone=${encodeURIComponent(this.phone)}`
    const contacts = await this.#shop.control<{ id: string }[]>(query)
    const id = contacts[0]?.id
    if (!id) throw new Error(`GoHighLevel has no contact for ${this.phone}.`)
    return id
  }
}
