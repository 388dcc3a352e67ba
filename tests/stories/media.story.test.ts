import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { ConversationView } from '../../tenants/contract/board.ts'
import type { MediaView } from '../../tenants/contract/media.ts'
import { askFor, close } from '../support/erasure.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { holds, JPEG, leaveVoicemail, makeJpeg, sendPictures, SECRET_PLACE } from '../support/media.ts'

/** Pictures and voicemails come over into our own store, are shown to those who may see them, and go again. */

const files = (env as unknown as { FILES: R2Bucket }).FILES
const DAYS_KEPT = 90

async function talk(shop: Shop): Promise<ConversationView> {
  const [{ id } = { id: '' }] = await shop.tenant.list<{ id: string }>('customers')
  return shop.api<ConversationView>('GET', `/tenants/${shop.id}/conversations/${id}`)
}
const mediaOf = async (shop: Shop): Promise<MediaView[]> => (await talk(shop)).items.flatMap(({ media = [] }) => media)
const stored = async (shop: Shop) => (await files.list({ prefix: `tenants/${shop.id}/` })).objects.map(({ key }) => key)

async function fetchMedia(shop: Shop, id: string, init: Record<string, string> = {}, query = ''): Promise<Response> {
  const email = 'admin@example.com'
  const { token } = await shop.control<{ token: string }>('/access/token', { email, expiresInS: 30 * 86_400 })
  const headers = { 'cf-access-jwt-assertion': token, ...init }
  return shop.send(`/api/v1/tenants/${shop.id}/media/${id}${query}`, { headers })
}
const statusAt = async (shop: Shop, url: string) => {
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = shop.settings
  const headers = { authorization: `Basic ${btoa(`${sid}:${token}`)}` }
  return (await fetch(url, { headers, redirect: 'manual' })).status
}

describe('a picture that a customer sends', () => {
  test('comes over, is shown without the place it was taken at, and is gone from Twilio', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    const [url = ''] = await sendPictures(shop, pat, 'This is the leak', [JPEG])
    const [photo] = await mediaOf(shop)
    expect(photo).toMatchObject({ kind: 'photo', status: 'kept', why: null, contentType: 'image/jpeg' })
    expect(photo?.byteCount).toBe(makeJpeg().length)
    const shown = await fetchMedia(shop, photo?.id ?? '')
    const bytes = new Uint8Array(await shown.arrayBuffer())
    expect([shown.status, holds(bytes, SECRET_PLACE), holds(makeJpeg(), SECRET_PLACE)]).toEqual([200, false, true])
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `inline; filename="photo-${photo?.id}.jpg"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    const saved = await fetchMedia(shop, photo?.id ?? '', {}, '?download')
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(await statusAt(shop, url)).toBe(404)
    expect(await shop.tenant.timeline()).toContain('media_kept')
    // The words that came along are answered as ever.
    expect((await talk(shop)).items.find(({ media }) => media)?.message?.body).toBe('This is the leak')
  })

  test('without words, ten at once, is ten pictures; an eleventh never was one', async () => {
    const shop = await openShop()
    await sendPictures(
      shop,
      shop.customer(),
      '',
      Array.from({ length: 10 }, () => JPEG),
    )
    expect((await mediaOf(shop)).map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'kept'))
    expect(await stored(shop)).toHaveLength(10)
  })

  test.each([
    [
      'is no picture, whatever it is called',
      `data:image/jpeg;base64,${btoa('<svg onload="alert(1)"/>')}`,
      'refused',
      /no picture/,
    ],
    ['is cut off in the middle', `data:image/jpeg;base64,${btoa('\xff\xd8\xff\xe0\0\x10JFIF')}`, 'refused', /damaged/],
    ['lies somewhere else', 'http://127.0.0.1:1/secret.jpg', 'refused', /not trusted/],
    ['lies at the cloud’s own address', 'http://169.254.169.254/latest/meta-data', 'refused', /not trusted/],
  ] as const)('that %s is not kept, and the conversation says so', async (_what, given, status, why) => {
    const shop = await openShop()
    const pat = shop.customer()
    await sendPictures(shop, pat, 'Look', [given])
    expect(await mediaOf(shop)).toEqual([expect.objectContaining({ status, why: expect.stringMatching(why) })])
    expect(await stored(shop)).toEqual([])
    expect(await shop.tenant.timeline()).toContain('media_failed')
    const [photo] = await mediaOf(shop)
    expect((await fetchMedia(shop, photo?.id ?? '')).status).toBe(404)
  })

  test('of more than five megabytes is not kept', async () => {
    const shop = await openShop()
    const large = `data:image/jpeg;base64,${'A'.repeat(7_200_000)}`
    await sendPictures(shop, shop.customer(), 'Look', [large])
    expect(await mediaOf(shop)).toEqual([expect.objectContaining({ status: 'refused', why: 'it is larger than 5 MB' })])
  })

  test.each([
    ['is not there yet', { kind: 'status', status: 404 }],
    ['does not come for want of the provider', { kind: 'status', status: 503 }],
    ['breaks off', { kind: 'reset' }],
  ] as const)('that %s comes once it is', async (_what, fault) => {
    const shop = await openShop()
    await shop.control('/faults', { provider: 'twilio', path: '/Media/', ...fault })
    await sendPictures(shop, shop.customer(), 'Look', [JPEG])
    expect(await mediaOf(shop)).toEqual([expect.objectContaining({ status: 'wanted' })])
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(2)
    expect(await mediaOf(shop)).toEqual([expect.objectContaining({ status: 'kept' })])
  })

  test('that never comes is shown, and comes when the technician asks again', async () => {
    const shop = await openShop()
    await shop.control('/faults', { provider: 'twilio', path: '/Media/', kind: 'status', status: 404, forMs: 600_000 })
    await sendPictures(shop, shop.customer(), 'Look', [JPEG])
    await shop.tenant.passHours(1)
    expect(await mediaOf(shop)).toEqual([
      expect.objectContaining({ status: 'failed', why: 'the provider does not have it' }),
    ])
    const board = await shop.api<{ attention: { kind: string; entryId: string }[] }>('GET', `/tenants/${shop.id}/board`)
    const [waiting] = board.attention.filter(({ kind }) => kind === 'dead_letter')
    await shop.control('/faults', undefined, 'DELETE')
    await shop.api('POST', `/tenants/${shop.id}/outbox/${waiting?.entryId}/retry`)
    await shop.tenant.settle()
    expect(await mediaOf(shop)).toEqual([expect.objectContaining({ status: 'kept' })])
  })

  test('goes with the customer who is erased, also what was kept under another row', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await sendPictures(shop, pat, 'Look', [JPEG, JPEG])
    const [{ id } = { id: '' }] = await shop.tenant.list<{ id: string }>('customers')
    expect(await stored(shop)).toHaveLength(2)
    const elsewhere = `tenants/${shop.id}/customers/cus_merged/med_before`
    await files.put(elsewhere, makeJpeg())
    await shop.tenant.query(`update media set file_key = '${elsewhere}' where media_id in
      (select max(media_id) from media)`)
    const { id: requestId } = await askFor(shop, { customerId: id })
    await close(shop, requestId)
    await shop.tenant.passMinutes(10)
    expect(await stored(shop)).toEqual([])
    expect(await shop.tenant.query('select * from media')).toEqual([])
  })

  test.each([DAYS_KEPT, 7])(
    'is gone after %s days, as was set, and the conversation says that one was there',
    async (days) => {
      const shop = await openShop()
      const voice = { ringFirst: 'never', ringS: 20, ...(days === DAYS_KEPT ? {} : { keepDays: days }) }
      await shop.api('PUT', `/tenants/${shop.id}/voice`, voice)
      await sendPictures(shop, shop.customer(), 'Look', [JPEG])
      await shop.tenant.passDays(days - 1)
      expect(await stored(shop)).toHaveLength(1)
      await shop.tenant.passDays(2)
      expect(await stored(shop)).toEqual([])
      const why = 'it was kept for as long as was set'
      expect(await mediaOf(shop)).toEqual([expect.objectContaining({ status: 'gone', why })])
    },
  )
})

describe('a voicemail', () => {
  test('comes over, plays in parts, and is gone from Twilio', async () => {
    const shop = await openShop()
    const { url } = await leaveVoicemail(shop, shop.customer().phone)
    const [recording] = await mediaOf(shop)
    expect(recording).toMatchObject({ kind: 'recording', status: 'kept', contentType: 'audio/mpeg', transcript: null })
    const size = recording?.byteCount ?? 0
    const part = await fetchMedia(shop, recording?.id ?? '', { range: 'bytes=10-19' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${size}`])
    expect((await part.arrayBuffer()).byteLength).toBe(10)
    const whole = await fetchMedia(shop, recording?.id ?? '')
    expect([whole.status, whole.headers.get('accept-ranges'), (await whole.arrayBuffer()).byteLength]).toEqual([
      200,
      'bytes',
      size,
    ])
    const beyond = await fetchMedia(shop, recording?.id ?? '', { range: `bytes=${size}-` })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${size}`])
    expect(await statusAt(shop, url)).toBe(404)
    const urls = await shop.tenant.query('select recording_url from call_logs where recording_url is not null')
    expect(urls).toEqual([])
  })

  test('that is told of three times is one, and stays where it is', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    const again = await leaveVoicemail(shop, pat.phone)
    await leaveVoicemail(shop, pat.phone, { again })
    expect(await mediaOf(shop)).toHaveLength(1)
    expect(await stored(shop)).toHaveLength(1)
  })

  test('that GoHighLevel took is fetched with the location’s token', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.leavesVoicemailTracked()
    expect(await mediaOf(shop)).toEqual([
      expect.objectContaining({ kind: 'recording', status: 'kept', contentType: 'audio/wav' }),
    ])
  })
})
