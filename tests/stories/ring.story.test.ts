import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/open-shop.ts'

/** Our number is the business's public one: the technician's phone rings first, and only the key 1 takes a call. */

const DANA = '+15125550122'
const statuses = async (shop: Shop) =>
  (await shop.tenant.query<{ status: string }>('select status from call_logs order by call_id')).map(
    ({ status }) => status,
  )
const open = async (ringFirst: 'never' | 'open' | 'always' = 'always', over: Record<string, unknown> = {}) => {
  const shop = await openShop({ primaryPhone: DANA, ...over })
  await shop.api('PUT', `/tenants/${shop.id}/voice`, { ringFirst, ringS: 20 })
  return shop
}

/** One call to our number with the leg that rings the technician, told step by step as Twilio tells it. */
class Line {
  readonly #shop: Shop
  readonly #from: string
  readonly callSid = `CA${crypto.randomUUID().replaceAll('-', '')}`
  readonly #leg = `CA${crypto.randomUUID().replaceAll('-', '')}`
  heard = ''

  constructor(shop: Shop, from: string) {
    this.#shop = shop
    this.#from = from
  }

  async rings(more: Record<string, string> = {}): Promise<this> {
    this.heard = await this.#tell('/voice', { CallStatus: 'ringing', ...more })
    return this
  }

  get rang(): boolean {
    return this.heard.includes(`>${DANA}</Number></Dial>`)
  }

  /** Whoever has the phone in the hand, or its mailbox, hears what it is about. */
  async isTaken(): Promise<string> {
    return this.#tell(this.#urlOf(/<Number url="([^"]+)"/, this.heard), {
      CallSid: this.#leg,
      CallStatus: 'in-progress',
    })
  }

  async presses(digits: string, whisper: string): Promise<string> {
    const url = this.#urlOf(/<Gather [^>]*action="([^"]+)"/, whisper)
    return this.#tell(url, { CallSid: this.#leg, CallStatus: 'in-progress', Digits: digits })
  }

  /** The leg is over: `action` of the Dial. */
  async ringEnds(DialCallStatus: string, more: Record<string, string> = {}): Promise<string> {
    const url = this.#urlOf(/<Dial [^>]*action="([^"]+)"/, this.heard)
    return this.#tell(url, { CallStatus: 'in-progress', DialCallStatus, DialCallSid: this.#leg, ...more })
  }

  async ends(seconds: number): Promise<void> {
    await this.#tell('/voice/status', { CallStatus: 'completed', CallDuration: String(seconds) })
  }

  #urlOf(pattern: RegExp, twiml: string): string {
    const url = new URL(pattern.exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? 'https://none.example.com/none')
    return `${url.pathname.replace('/hooks/twilio', '')}${url.search}`
  }

  async #tell(path: string, more: Record<string, string>): Promise<string> {
    const call = { CallSid: this.callSid, AccountSid: 'AC1', From: this.#from, To: this.#shop.smsNumber }
    const answer = await this.#shop.twilio(path, { ...call, Direction: 'inbound', ...more })
    expect(answer.status).toBe(200)
    await this.#shop.tenant.settle()
    return answer.text()
  }
}

describe('where the technician’s phone rings first', () => {
  test('who presses 1 has taken the call, and no text goes', async () => {
    const shop = await open()
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    expect(line.rang).toBe(true)
    // They see who calls, and the caller hears it ring until somebody has taken it.
    expect(line.heard).toContain(`callerId="${pat.phone}"`)
    expect(line.heard).toContain('answerOnBridge="true"')
    expect(line.heard).not.toMatch(/<Say|<Record/)
    const whisper = await line.isTaken()
    expect(whisper).toMatch(/Press 1 to take the call[^<]*<\/Say><\/Gather><Hangup\/>/)
    expect(await line.presses('1', whisper)).toContain('<Response/>')
    await shop.tenant.passMinutes(3)
    expect(await line.ringEnds('completed', { DialBridged: 'true', DialCallDuration: '180' })).toContain('<Response/>')
    await line.ends(180)
    await shop.tenant.passHours(1)
    expect([await statuses(shop), await pat.received()]).toEqual([['answered'], []])
    const calls = await shop.tenant.query<{ duration_s: number }>('select duration_s from call_logs')
    expect(calls).toEqual([{ duration_s: 180 }])
    expect(await shop.tenant.query('select * from consents')).toEqual([])
  })

  test.each([
    ['nobody takes it', 'no-answer', {}],
    ['they are talking', 'busy', {}],
    ['the phone is off', 'failed', {}],
    // A mailbox heard the whisper out; Twilio calls that leg completed.
    ['their own mailbox takes it', 'completed', { DialBridged: 'false', DialCallDuration: '9' }],
    ['their own mailbox takes it, and Twilio does not say that they were not connected', 'completed', {}],
  ])('and %s, the caller hears our greeting and gets the text like any other', async (_what, status, more) => {
    const shop = await open()
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    if (status === 'completed') expect(await line.presses('5', await line.isTaken())).toContain('<Hangup/>')
    await shop.tenant.passSeconds(15)
    expect(await pat.received()).toEqual([])
    const then = await line.ringEnds(status, more)
    expect(then).toMatch(/we may text you[^<]*<\/Say><Say[^>]*>[^<]*recorded[^<]*<\/Say><Record/)
    await line.ends(40)
    await shop.tenant.passSeconds(20)
    expect(await pat.received()).toHaveLength(1)
    expect(await statuses(shop)).toEqual([status === 'busy' ? 'busy' : 'no_answer'])
    await shop.tenant.passMinutes(20)
    expect(await pat.received()).toHaveLength(1)
  })

  test('and the caller hangs up before anybody takes it, they get the text, and heard no notice', async () => {
    const shop = await open()
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    await shop.tenant.passSeconds(8)
    await line.ends(8)
    await shop.tenant.passSeconds(20)
    expect(await pat.received()).toHaveLength(1)
    expect(await shop.tenant.query('select basis from consents')).toEqual([{ basis: 'implied_single' }])
    // Whoever takes the phone now takes nothing.
    await line.presses('1', await line.isTaken())
    expect(await statuses(shop)).toEqual(['no_answer'])
  })

  test('and it is taken and drops before a word, they get the text all the same', async () => {
    const shop = await open()
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    await line.presses('1', await line.isTaken())
    expect(await statuses(shop)).toEqual(['answered'])
    await line.ringEnds('completed', { DialBridged: 'true', DialCallDuration: '1' })
    await line.ends(2)
    await shop.tenant.passSeconds(21)
    expect(await pat.received()).toHaveLength(1)
    expect(await statuses(shop)).toEqual(['no_answer'])
  })

  test('and no report ever comes, the caller is not lost', async () => {
    const shop = await open()
    const pat = shop.customer()
    await new Line(shop, pat.phone).rings()
    await shop.tenant.evict()
    await shop.tenant.passMinutes(2)
    expect(await pat.received()).toHaveLength(1)
  })

  test('a planned text is taken back when their second call is taken', async () => {
    const shop = await open()
    const pat = shop.customer()
    const first = await new Line(shop, pat.phone).rings()
    await first.ringEnds('busy')
    await first.ends(5)
    await shop.tenant.passSeconds(5)
    const second = await new Line(shop, pat.phone).rings()
    await second.presses('1', await second.isTaken())
    await shop.tenant.passMinutes(5)
    await second.ringEnds('completed', { DialBridged: 'true', DialCallDuration: '290' })
    await shop.tenant.passHours(1)
    expect(await pat.received()).toEqual([])
  })
})

describe('where everything restarts with the call still open', () => {
  test('while it rings, and it is taken then, no text goes', async () => {
    const shop = await open()
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    const whisper = await line.isTaken()
    await shop.tenant.evict()
    await line.presses('1', whisper)
    await shop.tenant.passMinutes(4)
    await line.ringEnds('completed', { DialBridged: 'true', DialCallDuration: '230' })
    await line.ends(240)
    await shop.tenant.passHours(1)
    expect([await statuses(shop), await pat.received()]).toEqual([['answered'], []])
  })

  test('while they talk, it stays a call that was taken, and what Twilio may have taped is not fetched', async () => {
    const shop = await open()
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    await line.presses('1', await line.isTaken())
    await shop.tenant.passMinutes(1)
    await shop.tenant.evict()
    await shop.tenant.passMinutes(10)
    await line.ringEnds('completed', { DialBridged: 'true', DialCallDuration: '650' })
    // Somebody has switched recording on in Twilio's console: nobody on that call heard a notice of ours.
    const tape = `RE${crypto.randomUUID().replaceAll('-', '')}`
    const url = `${shop.settings['TWILIO_API_URL']}/2010-04-01/Accounts/AC1/Recordings/${tape}`
    const told = { CallSid: line.callSid, AccountSid: 'AC1', RecordingSid: tape, RecordingUrl: url }
    await shop.twilio(`/recording?tenant=${shop.id}`, {
      ...told,
      RecordingDuration: '640',
      RecordingStatus: 'completed',
    })
    await line.ends(660)
    await shop.tenant.passHours(1)
    expect([await statuses(shop), await pat.received()]).toEqual([['answered'], []])
    expect(await shop.tenant.query('select * from media')).toEqual([])
  })

  test('while it rings, and nobody takes it, they hear the notice and get one text', async () => {
    const shop = await open()
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    await shop.tenant.evict()
    const greeting = await line.ringEnds('no-answer')
    expect(greeting).toMatch(/You have reached.*It will be recorded.*<Record /s)
    await shop.tenant.evict()
    await line.ends(30)
    await shop.tenant.passMinutes(2)
    expect(await pat.received()).toHaveLength(1)
  })
})

describe('a phone that forwards what it does not take back to us', () => {
  test('is not rung for the call that it rings for already', async () => {
    const shop = await open()
    const pat = shop.customer()
    const line = await new Line(shop, pat.phone).rings()
    const back = await new Line(shop, pat.phone).rings({ ForwardedFrom: DANA })
    expect(back.heard).toContain('<Reject reason="busy"/>')
    await line.ringEnds('busy')
    await shop.tenant.passSeconds(21)
    // One call, and one text.
    expect([await statuses(shop), await pat.received()]).toEqual([['busy'], [expect.any(String)]])
  })

  test('shows our number where the caller hides theirs, and is turned away by it', async () => {
    const shop = await open()
    const line = await new Line(shop, 'anonymous').rings()
    expect(line.heard).toContain(`callerId="${shop.smsNumber}"`)
    expect((await statuses(shop)).length).toBe(1)
  })

  test('is rung three times in ten minutes for one caller, and then no more', async () => {
    const shop = await open()
    const pat = shop.customer()
    const rang = []
    for (let calls = 0; calls < 5; calls += 1) {
      const line = await new Line(shop, pat.phone).rings()
      rang.push(line.rang)
      if (line.rang) await line.ringEnds('no-answer')
      await line.ends(3)
      await shop.tenant.passSeconds(30)
    }
    expect(rang).toEqual([true, true, true, false, false])
  })
})

describe('a business that takes no messages', () => {
  test.each(['spoken_notice', 'press_1'])('says goodbye where the tone would come, with %s', async (consentMode) => {
    const shop = await open('always', { consentMode })
    const voice = { ringFirst: 'always', ringS: 20, recordsMessages: false }
    type View = { hears: { en: { notice: string[]; goodbye: string } }; keepDays: number }
    const view = await shop.api<View>('PUT', `/tenants/${shop.id}/voice`, voice)
    expect(view.keepDays).toBe(90)
    const line = await new Line(shop, shop.customer().phone).rings()
    const heard = await line.ringEnds('no-answer')
    expect(heard).not.toContain('<Record')
    // What the settings show is what is said, in that order.
    const said = [...heard.matchAll(/<Say[^>]*>([^<]*)</g)].map(([, words]) => words)
    expect(said).toEqual([...view.hears.en.notice, view.hears.en.goodbye])
  })
})

describe('nobody’s phone rings', () => {
  test('where the business has not asked for it', async () => {
    const shop = await open('never')
    const line = await new Line(shop, shop.customer().phone).rings()
    expect([line.rang, line.heard.includes('<Record')]).toEqual([false, true])
  })

  test('for the technician’s own call to our number', async () => {
    const shop = await open()
    const line = await new Line(shop, DANA).rings()
    expect(line.rang).toBe(false)
  })
})
