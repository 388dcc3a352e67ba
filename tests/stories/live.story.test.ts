import { describe, expect, test } from 'vitest'
import { openShop } from '../support/open-shop.ts'
import { watchBoard } from '../support/watch-board.ts'

describe('a board that is open', () => {
  test('shows what is there, and then each event once and in order', async () => {
    const shop = await openShop()
    const board = await watchBoard(shop)
    const [first] = await board.received(1)
    expect(first).toMatchObject({ type: 'snapshot', board: { seq: 0, conversations: [], attention: [] } })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    const types = await shop.tenant.timeline()
    const events = (await board.received(1 + types.length)).slice(1)
    expect(events.map((message) => (message.type === 'event' ? message.event.type : ''))).toEqual(types)
    expect(events.map((message) => (message.type === 'event' ? message.seq : 0))).toEqual(
      types.map((_, place) => place + 1),
    )
  })
})
