import { describe, expect, test } from 'vitest'
import type { CrmMessage, CrmRecords } from '../providers/crm-port.ts'
import type { Answer, CrmContact, CrmPort, SendOutcome } from '../providers/port.ts'
import { lookUpCrmText, sendCrmText, type CrmTextPlan } from './crm-texts.ts'

const TO = '+15125550111'
const SENT_AT = Date.parse('2026-11-23T15:02:11.700Z')
const text = { to: TO, from: '+19015550142', body: 'Sorry we missed you', notBefore: SENT_AT, knownRefs: new Set() }
const plan = { contactRef: null, name: 'Pat', source: 'Shoulder', isCustomer: true, text } as CrmTextPlan

const is = <T>(value: T): Answer<T> => ({ kind: 'answered', value })
const SENT: SendOutcome = { kind: 'sent', providerRef: 'msg_1' }
const refused = (code: string) => ({ kind: 'refused' as const, code, detail: '' })

function contact(change: Partial<CrmContact> = {}): CrmContact {
  return { contactRef: 'con_1', phone: TO, email: null, name: null, doNotDisturbSms: false, ...change }
}

function message(change: Partial<CrmMessage> = {}): CrmMessage {
  return {
    ...{ messageRef: 'msg_1', contactRef: 'con_1', kind: 'sms', direction: 'outbound', status: 'delivered' },
    ...{ body: text.body, mediaUrls: [], callStatus: null, callSeconds: null, source: 'api', userRef: null },
    ...{ addedAt: SENT_AT + 500, from: null, to: null, ...change },
  }
}

type Told = {
  found?: Answer<CrmContact | null>
  made?: Answer<CrmContact>
  sent?: SendOutcome[]
  listed?: Answer<CrmMessage[]>
}

/** A location that answers as told, and says what it was asked. */
function open({ found = is(null), made = is(contact()), sent = [SENT], listed = is([]) }: Told) {
  const asked: string[] = []
  const left = [...sent]
  const crm = {
    async findContact() {
      asked.push('find')
      return found
    },
    async upsertContact({ email }: { email: string | null }) {
      asked.push(`make ${email}`)
      return made
    },
    async sendText({ contactRef }: { contactRef: string }) {
      asked.push(`text ${contactRef}`)
      return left.shift() ?? SENT
    },
    async listTexts(contactRef: string) {
      asked.push(`look ${contactRef}`)
      return listed
    },
  } as unknown as CrmPort & CrmRecords
  return { crm, asked }
}

describe('a text to somebody', () => {
  test('whose contact is known is sent at once', async () => {
    const { crm, asked } = open({})
    expect(await sendCrmText(crm, { ...plan, contactRef: 'con_9' })).toEqual({ outcome: SENT })
    expect(asked).toEqual(['text con_9'])
  })

  test('who is a contact there is sent to that, and the contact kept', async () => {
    const { crm, asked } = open({ found: is(contact({ contactRef: 'con_2' })) })
    expect(await sendCrmText(crm, plan)).toEqual({ outcome: SENT, contactRef: 'con_2' })
    expect(asked).toEqual(['find', 'text con_2'])
  })

  test('who is none is made one first, by the number alone', async () => {
    const { crm, asked } = open({})
    expect(await sendCrmText(crm, plan)).toEqual({ outcome: SENT, contactRef: 'con_1' })
    expect(asked).toEqual(['find', 'make null', 'text con_1'])
  })

  test('of the business leaves no contact with the customer it is about', async () => {
    expect(await sendCrmText(open({}).crm, { ...plan, isCustomer: false })).toEqual({ outcome: SENT })
  })

  test('whose contact was deleted there is looked for by number', async () => {
    const { crm, asked } = open({ sent: [refused('http_404'), SENT] })
    expect(await sendCrmText(crm, { ...plan, contactRef: 'con_9' })).toEqual({ outcome: SENT, contactRef: 'con_1' })
    expect(asked).toEqual(['text con_9', 'find', 'make null', 'text con_1'])
  })

  test.each<[string, Told, Record<string, unknown>]>([
    ['marked to get none', { found: is(contact({ doNotDisturbSms: true })) }, { code: 'do_not_disturb' }],
    ['with another number', { found: is(contact({ phone: '+15125550112' })) }, { code: 'contact_differs' }],
    [
      'whom nobody answers for',
      { found: { kind: 'unavailable', code: 'http_429', retryAfterMs: 5 } },
      { retryAfterMs: 5 },
    ],
    // Whether the contact was made is unknown; that nobody was texted is certain.
    ['whose making is in doubt', { made: { kind: 'in_doubt', code: 'timeout' } }, { kind: 'unavailable' }],
  ])('%s is not sent', async (_, told, outcome) => {
    const { crm, asked } = open(told)
    expect((await sendCrmText(crm, plan)).outcome).toMatchObject(outcome)
    expect(asked.some((what) => what.startsWith('text'))).toBe(false)
  })

  test('that is called wrong and stands there all the same was sent', async () => {
    const { crm } = open({ sent: [refused('http_422')], listed: is([message({ messageRef: 'msg_7' })]) })
    expect((await sendCrmText(crm, plan)).outcome).toEqual({ kind: 'sent', providerRef: 'msg_7' })
    const { crm: other } = open({ sent: [refused('http_422')] })
    expect((await sendCrmText(other, plan)).outcome).toMatchObject({ kind: 'refused', code: 'http_422' })
  })
})

describe('a text in doubt', () => {
  const known = { ...plan, contactRef: 'con_1' }

  test.each([
    ['as it was', {}],
    ['with a line that the location adds', { body: `Larkspur: ${text.body}\n\nReply STOP to opt out` }],
    ['named with its number', { to: TO }],
  ])('is found %s', async (_, change) => {
    const { crm } = open({ listed: is([message(change as Partial<CrmMessage>)]) })
    expect(await lookUpCrmText(crm, known)).toEqual({ kind: 'found', providerRef: 'msg_1' })
  })

  test.each<[string, Partial<CrmMessage>]>([
    ['other words', { body: 'Hello' }],
    ['a reply', { direction: 'inbound' }],
    ['an earlier one in the same words', { addedAt: SENT_AT - 3_000 }],
    ['one to somebody else', { to: '+15125550112' }],
  ])('is not %s', async (_, change) => {
    expect(await lookUpCrmText(open({ listed: is([message(change)]) }).crm, known)).toEqual({ kind: 'absent' })
  })

  test('is not one that belongs to another entry', async () => {
    const { crm } = open({ listed: is([message()]) })
    const own = { ...known, text: { ...known.text, knownRefs: new Set(['msg_1']) } }
    expect(await lookUpCrmText(crm, own)).toEqual({ kind: 'absent' })
  })

  test('cannot have left to a number that is no contact’s', async () => {
    expect(await lookUpCrmText(open({}).crm, plan)).toEqual({ kind: 'absent' })
  })

  test('stays unknown while nobody answers', async () => {
    const down = { kind: 'unavailable', code: 'http_500', retryAfterMs: null } as const
    expect(await lookUpCrmText(open({ listed: down }).crm, known)).toEqual({ kind: 'unknown', code: 'http_500' })
    expect(await lookUpCrmText(open({ found: down }).crm, plan)).toEqual({ kind: 'unknown', code: 'http_500' })
  })
})
