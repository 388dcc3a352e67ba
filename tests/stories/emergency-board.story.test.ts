import { describe, expect, test } from 'vitest'
import type { BoardView, ConversationSummary } from '../../tenants/contract/board.ts'
import type { OnCallView } from '../../tenants/contract/on-call.ts'
import { putOnCall } from '../support/on-call.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { watchBoard } from '../support/watch-board.ts'

const summaries = async (shop: Shop): Promise<ConversationSummary[]> =>
  (await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)).conversations
const phones = async (shop: Shop) =>
  (await shop.tenant.query<{ phone: string }>('select phone from customers')).map(({ phone }) => phone)

describe('the list of conversations', () => {
  test('shows an emergency until somebody has taken it, live as well', async () => {
    const shop = await openShop()
    const [ana] = await putOnCall(shop, [{ name: 'Ana' }])
    const [pat, kim] = [shop.customer(), shop.customer()]
    await kim.texts('can someone come tomorrow at 9am?')
    const board = await watchBoard(shop)
    await pat.texts('I smell gas')
    const shown = (await summaries(shop)).map(({ phone, isEmergency }) => ({ phone, isEmergency }))
    expect(shown).toEqual([
      { phone: pat.phone, isEmergency: true },
      { phone: kim.phone, isEmergency: false },
    ])
    await ana?.texts('ok')
    expect((await summaries(shop)).map(({ isEmergency }) => isEmergency)).toEqual([false, false])
    const seen = async () =>
      board.messages
        .flatMap((message) => (message.type === 'event' && message.conversation ? [message.conversation] : []))
        .filter(({ phone }) => phone === pat.phone)
        .map(({ isEmergency }) => isEmergency)
    await expect.poll(seen).toContain(true)
    await expect.poll(async () => (await seen()).at(-1)).toBe(false)
    board.socket?.close()
  })
})

describe('somebody who is taken off the list while a ladder goes on', () => {
  test('answers the alert, and is no customer until it is over', async () => {
    const shop = await openShop()
    const [ana, ben] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }])
    const pat = shop.customer()
    await pat.texts('I smell gas')
    const [cam] = await putOnCall(shop, [{ name: 'Cam' }])
    // Changed once more: who left before has not been forgotten by that.
    await putOnCall(shop, [{ name: 'Cam', phone: cam?.phone ?? '' }])
    await shop.tenant.evict()
    const view = await shop.api<OnCallView>('GET', `/tenants/${shop.id}/on-call`)
    expect(view.contacts.map(({ name }) => name)).toEqual(['Cam'])
    expect(view).not.toHaveProperty('leaving')
    await ben?.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    await ana?.texts('OK')
    expect((await pat.received()).at(-1)).toMatch(/^Ana has seen your message/)
    await ana?.texts('on my way')
    expect(await phones(shop)).toEqual([pat.phone])
    expect(await ben?.received()).toEqual([])
    await shop.tenant.passHours(13)
    await ana?.texts('how much to fix a water heater?')
    expect(await phones(shop)).toEqual([pat.phone, ana?.phone])
  })
})
