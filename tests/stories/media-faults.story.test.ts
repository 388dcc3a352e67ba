import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { BoardView, ConversationView } from '../../tenants/contract/board.ts'
import type { MediaView } from '../../tenants/contract/media.ts'
import { JPEG, leaveVoicemail, sendPictures, takePictures } from '../support/media.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

/** What a customer sent is not lost because a store or a line fails, and where it is lost somebody is told. */

const { FILES: files } = env as unknown as { FILES: R2Bucket }
let shop: Shop
afterEach(async () => {
  vi.restoreAllMocks()
  await shop.control('/faults', undefined, 'DELETE')
})

async function mediaOf(): Promise<MediaView[]> {
  const [{ id } = { id: '' }] = await shop.tenant.list<{ id: string }>('customers')
  const talk = await shop.api<ConversationView>('GET', `/tenants/${shop.id}/conversations/${id}`)
  return talk.items.flatMap(({ media = [] }) => media)
}
const attention = async () => (await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)).attention

/** The bucket as the platform gives it refuses to keep anything. */
function breakStore() {
  const prototype = Object.getPrototypeOf(files) as R2Bucket
  return vi.spyOn(prototype, 'put').mockRejectedValue(new Error('put: We encountered an internal error. (10001)'))
}

const WAYS: [string, (at: Shop) => Promise<unknown>, string][] = [
  ['a picture', (at) => sendPictures(at, at.customer(), 'Look', [JPEG]), 'photo'],
  ['a recording', (at) => leaveVoicemail(at, at.customer().phone), 'recording'],
]

describe.each(WAYS)('%s that arrives while our store is down', (_what, sends, kind) => {
  test('is tried again until it is kept, and stays at the provider until then', async () => {
    shop = await openShop()
    const put = breakStore()
    await sends(shop)
    expect(put).toHaveBeenCalled()
    expect(await mediaOf()).toEqual([expect.objectContaining({ kind, status: 'wanted' })])
    expect(await shop.tenant.query(`select 1 from outbox where payload ->> 'type' = 'forget'`)).toEqual([])
    put.mockRestore()
    await shop.tenant.passMinutes(3)
    expect(await mediaOf()).toEqual([expect.objectContaining({ kind, status: 'kept' })])
    expect((await files.list({ prefix: `tenants/${shop.id}/` })).objects).toHaveLength(1)
  })

  test('for long is shown as missing, told on the board, and comes when somebody asks again', async () => {
    shop = await openShop()
    const put = breakStore()
    await sends(shop)
    await shop.tenant.passHours(2)
    const why = 'our store of files did not answer'
    expect(await mediaOf()).toEqual([expect.objectContaining({ kind, status: 'failed', why })])
    expect(await shop.tenant.timeline()).toContain('media_failed')
    const [card] = (await attention()).filter((one) => one.kind === 'dead_letter')
    put.mockRestore()
    await shop.api('POST', `/tenants/${shop.id}/outbox/${card?.entryId}/retry`)
    await shop.tenant.settle()
    expect(await mediaOf()).toEqual([expect.objectContaining({ kind, status: 'kept' })])
    expect((await attention()).filter((one) => one.kind === 'dead_letter')).toEqual([])
  })
})

describe('on the way', () => {
  test('a voicemail that breaks off comes whole', async () => {
    shop = await openShop()
    await shop.control('/faults', { provider: 'twilio', path: '/Recordings/', kind: 'reset' })
    await leaveVoicemail(shop, shop.customer().phone)
    expect(await mediaOf()).toEqual([expect.objectContaining({ status: 'wanted' })])
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(2)
    expect(await mediaOf()).toEqual([expect.objectContaining({ status: 'kept', contentType: 'audio/mpeg' })])
  })

  test('a voicemail in whose place a page comes is not kept, and the conversation says so', async () => {
    shop = await openShop()
    await shop.control('/faults', { provider: 'twilio', path: '/Recordings/', kind: 'malformed' })
    await leaveVoicemail(shop, shop.customer().phone)
    expect(await mediaOf()).toEqual([
      expect.objectContaining({ status: 'refused', why: expect.stringMatching(/no picture or recording/) }),
    ])
    expect(await shop.tenant.timeline()).toContain('media_failed')
  })

  test('a picture that never comes to its end holds up no text, and outlives a restart', async () => {
    shop = await openShop()
    const pat = shop.customer()
    const question = 'how much for a water heater?'
    const { params } = await takePictures(shop, pat, question, [JPEG])
    await shop.control('/faults', { provider: 'twilio', path: '/Media/', kind: 'timeout' })
    await shop.twilio('/sms', params)
    await vi.waitFor(async () => expect((await pat.received()).at(-1)).toContain('$179'), { timeout: 10_000 })
    expect(await shop.tenant.query(`select status from outbox where lane = 'media'`)).toEqual([{ status: 'claimed' }])
    await shop.tenant.evict()
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(3)
    expect(await mediaOf()).toEqual([expect.objectContaining({ status: 'kept' })])
  })
})
