import { describe, expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest } from '../http.ts'
import { gohighlevelCrm } from './api.ts'

const TEXT = { contactRef: 'con_1', from: '+19015550142', to: '+15125550111', body: 'Sorry we missed you' } as const

function answered(status: number, body: unknown): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { kind: 'answered', status, headers: new Headers(), text }
}

const no = (status: number, message: string | string[]) => answered(status, { statusCode: status, message })

/** A location whose tokens are good, and that gives one answer to everything. */
function open(answer: HttpAnswer) {
  const asked: HttpRequest[] = []
  const http = async (request: HttpRequest) => {
    asked.push(request)
    return answer
  }
  const token = { kind: 'answered', value: 'tok' } as const
  const tokens = { current: async () => token, renew: async () => token }
  const losses: string[] = []
  const noteLoss = (loss: string) => void losses.push(loss)
  const crm = gohighlevelCrm({ apiUrl: 'https://ghl.example.com', locationId: 'loc_1', tokens, http, noteLoss })
  return { crm, asked, losses }
}

describe('a text through GoHighLevel', () => {
  test('names contact and both numbers', async () => {
    const { crm, asked } = open(answered(200, { conversationId: 'cnv_1', messageId: 'msg_1', status: 'pending' }))
    expect(await crm.sendText(TEXT)).toEqual({ kind: 'sent', providerRef: 'msg_1' })
    expect(asked[0]).toMatchObject({ method: 'POST', url: 'https://ghl.example.com/conversations/messages' })
    expect(asked[0]?.headers).toMatchObject({ Version: '2021-04-15', Authorization: 'Bearer tok' })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      ...{ type: 'SMS', contactId: 'con_1', message: TEXT.body },
      ...{ fromNumber: TEXT.from, toNumber: TEXT.to },
    })
  })

  test.each<[string, HttpAnswer, Record<string, unknown>]>([
    ['taken, in words nobody can read', answered(200, '<html>ok</html>'), { kind: 'in_doubt' }],
    ['taken, without an id', answered(200, { msg: 'queued' }), { kind: 'in_doubt' }],
    ['failed there', no(500, 'Internal server error'), { kind: 'in_doubt' }],
    ['not answered', { kind: 'no_answer', code: 'timeout' }, { kind: 'in_doubt', code: 'timeout' }],
    ['stopped by somebody between us', answered(403, '<html>no</html>'), { kind: 'in_doubt', code: 'http_403' }],
    ['redirected', answered(302, ''), { kind: 'in_doubt', code: 'http_302' }],
    ['never sent', { kind: 'never_sent', code: 'origin_unreachable' }, { kind: 'unavailable' }],
    ['too many', no(429, 'Too Many Requests'), { kind: 'unavailable', retryAfterMs: 10_000 }],
    ['marked', no(400, 'Cannot send message as DND is active for SMS.'), { kind: 'refused', code: 'do_not_disturb' }],
    ['marked, as a list', no(422, ['Contact has unsubscribed']), { kind: 'refused', code: 'do_not_disturb' }],
    ['to nobody', no(400, 'Missing phone number'), { kind: 'refused', code: 'destination_invalid' }],
    ['from nowhere', no(400, 'There is no phone number for this location.'), { code: 'sender_number_gone' }],
    ['to a contact that is gone', no(404, 'Contact not found'), { kind: 'refused', code: 'http_404' }],
    ['wrong', no(422, ['property x should not exist']), { kind: 'refused', code: 'http_422' }],
  ])('that is %s', async (_name, answer, outcome) => {
    expect(await open(answer).crm.sendText(TEXT)).toMatchObject(outcome)
  })

  test('without the permission is refused, and the connection stays', async () => {
    const { crm, losses } = open(no(401, 'The token is not authorized for this scope.'))
    expect(await crm.sendText(TEXT)).toMatchObject({ kind: 'refused', code: 'scope_missing' })
    expect(losses).toEqual([])
  })
})

describe('the texts of a conversation', () => {
  const text = {
    ...{ id: 'msg_1', messageType: 'TYPE_SMS', contactId: 'con_1', dateAdded: '2026-11-23T15:02:11.000Z' },
    ...{ direction: 'outbound', status: 'delivered', body: TEXT.body, source: 'api' },
  }

  test('are asked for by contact and time', async () => {
    const { crm, asked } = open(answered(200, { messages: [text], total: 1 }))
    const since = Date.parse('2026-11-23T15:00:00.000Z')
    expect(await crm.listTexts('con_1', since)).toMatchObject({ kind: 'answered', value: [{ messageRef: 'msg_1' }] })
    const query = new URL(asked[0]?.url ?? '').searchParams
    expect(Object.fromEntries(query)).toMatchObject({
      ...{ locationId: 'loc_1', contactId: 'con_1', channel: 'SMS', startDate: '2026-11-23T15:00:00.000Z' },
    })
  })

  test('that go on beyond a page say nothing of what is not on it', async () => {
    const { crm } = open(answered(200, { messages: [text], total: 200, nextCursor: 'c' }))
    expect(await crm.listTexts('con_1', 0)).toMatchObject({ kind: 'unavailable', code: 'list_too_long' })
  })
})

describe('the numbers of a location', () => {
  const number = { phoneNumber: TEXT.from, friendlyName: 'Main', isDefaultNumber: true }

  test('are those that can text', async () => {
    const numbers = [
      { ...number, capabilities: { voice: true, sms: true } },
      { ...number, phoneNumber: '+19015550143', capabilities: { voice: true, sms: false } },
    ]
    const { crm } = open(answered(200, { numbers, accountStatus: 'active' }))
    expect(await crm.fetchNumbers()).toEqual({
      kind: 'answered',
      value: { isActive: true, numbers: [{ number: TEXT.from, name: 'Main', isDefault: true }] },
    })
  })

  test('are of no use while the telephony is suspended', async () => {
    const { crm } = open(answered(200, { numbers: [], accountStatus: 'suspended' }))
    expect(await crm.fetchNumbers()).toMatchObject({ value: { isActive: false } })
  })
})
