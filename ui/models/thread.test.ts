import { describe, expect, test } from 'vitest'
import type { ConversationItem, ConversationView } from '../../tenants/contract/board.ts'
import type { LiveMessage } from '../../tenants/contract/live.ts'
import { giveBack, settleOutgoing, type Outgoing } from './outgoing.ts'
import { addOlder, applyEvent, failureOf, mergeItems, readThread, refresh, tickOf } from './thread.ts'

const DAY = 86_400_000

function fact(seq: number, type: string, detail: Record<string, unknown> = {}, at = seq): ConversationItem {
  return {
    event: { id: `evt_${seq}`, seq, customerId: 'cus_1', at, type, detail, sentence: `${type}.` },
    message: null,
  }
}

function text(seq: number, id: string, words: string, extra: object = {}): ConversationItem {
  const message = {
    ...{ id, customerId: 'cus_1', audience: 'customer', channel: 'sms', direction: 'outbound', from: null, to: null },
    ...{ subject: null, body: words, status: 'sent', errorCode: null, template: 'human_text', label: null },
    ...{ segments: 1, createdAt: seq, why: null, ...extra },
  }
  return { ...fact(seq, 'text_sent', { messageId: id }), message } as ConversationItem
}

function view(items: ConversationItem[], before: number | null = null): ConversationView {
  const summary = { customerId: 'cus_1', takenOver: false, lastAt: 0 }
  return { seq: items.at(-1)?.event.seq ?? 0, summary, card: {}, items, before } as unknown as ConversationView
}

function live(item: ConversationItem): Extract<LiveMessage, { type: 'event' }> {
  const { event, message } = item
  const news = { type: 'event', seq: event.seq, event, conversation: null, message, lead: null, attention: [] }
  return news as unknown as Extract<LiveMessage, { type: 'event' }>
}

const ids = (items: ConversationItem[]) => items.map(({ event }) => event.seq)

describe('a conversation that is read page by page', () => {
  test('holds each fact once and in order', () => {
    expect(ids(mergeItems([fact(3, 'a'), fact(4, 'b')], [fact(4, 'b'), fact(1, 'c'), fact(2, 'd')]))).toEqual([
      1, 2, 3, 4,
    ])
  })

  test('goes on further back from the older page', () => {
    const older = addOlder(view([fact(9, 'a')], 9), view([fact(7, 'b'), fact(8, 'c')], 7))
    expect([ids(older.items), older.before]).toEqual([[7, 8, 9], 7])
  })

  test('keeps older pages when the newest is read again', () => {
    const known = view([fact(1, 'a'), fact(2, 'b'), fact(3, 'c')], 1)
    const again = refresh(known, view([fact(3, 'c'), fact(4, 'd')], 3))
    expect([ids(again.items), again.before]).toEqual([[1, 2, 3, 4], 1])
  })

  test('begins anew where so much has happened that the pages do not meet', () => {
    const again = refresh(view([fact(1, 'a')], null), view([fact(60, 'x'), fact(61, 'y')], 60))
    expect([ids(again.items), again.before]).toEqual([[60, 61], 60])
  })
})

describe('an event', () => {
  test('that is about a message on the screen moves its ticks and makes no second bubble', () => {
    const known = view([text(1, 'msg_1', 'Hello', { why: { template: 'human_text' } })])
    const delivered = { ...text(2, 'msg_1', 'Hello', { status: 'delivered' }) }
    delivered.event = fact(2, 'text_delivered', { messageId: 'msg_1' }).event
    const next = applyEvent(known, live(delivered))
    expect(next.items.map((item) => item.message?.status ?? null)).toEqual(['delivered', null])
    expect(next.items[0]?.message?.why).toEqual({ template: 'human_text' })
  })

  test('that brings a message shows it, though not one to the technician', () => {
    expect(applyEvent(view([]), live(text(1, 'msg_1', 'Hi'))).items[0]?.message?.body).toBe('Hi')
    const told = live(text(2, 'msg_2', 'Pat waits', { audience: 'technician' }))
    expect(applyEvent(view([]), told).items[0]?.message).toBeNull()
  })
})

describe('the thread', () => {
  const dayOf = (at: number) => String(Math.floor(at / DAY))

  test('has a heading for each day, bubbles, and only facts that no bubble tells', () => {
    const items = [
      fact(1, 'call_missed'),
      fact(2, 'text_planned'),
      text(3, 'msg_1', 'Sorry we missed you'),
      fact(4, 'text_delivered', { messageId: 'msg_1' }),
      fact(5, 'taken_over', {}, 5 + DAY),
    ]
    const lines = readThread(items, dayOf).map((line) => (line.kind === 'day' ? 'day' : line.item.event.type))
    expect(lines).toEqual(['day', 'call_missed', 'text_sent', 'day', 'taken_over'])
  })

  test('shows a plan while nothing has come of it', () => {
    const lines = readThread([fact(1, 'call_missed'), fact(2, 'text_planned')], dayOf)
    expect(lines.at(-1)).toMatchObject({ kind: 'fact', item: { event: { type: 'text_planned' } } })
  })

  test('says why a message failed in the words of the fact', () => {
    const items = [
      text(1, 'msg_1', 'Hi', { status: 'undelivered' }),
      fact(2, 'text_undelivered', { messageId: 'msg_1' }),
    ]
    const [first] = items
    expect(first?.message && failureOf(items, first.message)).toBe('text_undelivered.')
  })

  test.each([
    ['sending', 'sending'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['bounced', 'failed'],
    ['in_doubt', 'in_doubt'],
  ])('has ticks for %s', (status, tick) => {
    expect(tickOf(status)).toBe(tick)
  })
})

describe('a text on its way', () => {
  const waiting: Outgoing[] = [
    { key: 1, text: 'On my way.', at: 1, entryId: 'eff_1' },
    { key: 2, text: 'On my way.', at: 2, entryId: null },
    { key: 3, text: 'Here.', at: 3, entryId: 'eff_3' },
  ]
  const keys = (left: Outgoing[]) => left.map(({ key }) => key)

  test('gives way to the bubble that shows it, one for one', () => {
    expect(keys(settleOutgoing(waiting, [text(1, 'msg_1', 'On my way.')]))).toEqual([2, 3])
    expect(keys(settleOutgoing(waiting, [text(1, 'msg_1', 'On my way.'), text(2, 'msg_2', 'On my way.')]))).toEqual([3])
  })

  test('gives way to the fact that it could not go, and not to what the automation said', () => {
    expect(keys(settleOutgoing(waiting, [fact(1, 'entry_dead', { entryId: 'eff_3' })]))).toEqual([1, 2])
    expect(keys(settleOutgoing(waiting, [text(1, 'msg_1', 'Here.', { template: 'price_answer' })]))).toEqual([1, 2, 3])
  })

  test('that was refused stands before what was typed since', () => {
    expect(giveBack('', 'Here.')).toBe('Here.')
    expect(giveBack('Anybody?', 'Here.')).toBe('Here.\nAnybody?')
  })
})
