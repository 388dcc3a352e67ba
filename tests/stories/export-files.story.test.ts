import { runInDurableObject } from 'cloudflare:test'
import { createHash } from 'node:crypto'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ExportManifest, PersonExport } from '../../tenants/contract/export.ts'
import { MediaFiles } from '../../tenants/export/media-files.ts'
import { storedFiles } from '../../tenants/providers/files/api.ts'
import { holds, JPEG, leaveVoicemail, makeJpeg, SECRET_PLACE, sendPictures } from '../support/media.ts'
import { openOf } from '../support/inside.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { unzip } from '../support/unzip.ts'

/** The owner's copy has what customers sent and said, without the place a picture was taken at. */

const { FILES: files } = env as unknown as { FILES: R2Bucket }
const prototype = Object.getPrototypeOf(files) as R2Bucket
afterEach(() => void vi.restoreAllMocks())

async function download(shop: Shop, path = '/export?format=ndjson'): Promise<Response> {
  const given = { email: 'admin@example.com', expiresInS: 90 * 86_400 }
  const { token } = await shop.control<{ token: string }>('/access/token', given)
  return shop.send(`/api/v1/tenants/${shop.id}${path}`, { headers: { 'cf-access-jwt-assertion': token } })
}

async function openZip(shop: Shop, path?: string) {
  const archive = unzip(new Uint8Array(await (await download(shop, path)).arrayBuffer()))
  const manifest = JSON.parse(String(archive.get('manifest.json'))) as ExportManifest
  return { archive, manifest, names: [...archive.keys()].filter((name) => name.startsWith('files/')) }
}

/** Pat has sent a picture, and Robin has left a voicemail. */
async function openGallery() {
  const shop = await openShop()
  const pat = shop.customer()
  const robin = shop.customer()
  await sendPictures(shop, pat, 'This is the leak', [JPEG])
  await leaveVoicemail(shop, robin.phone)
  const rows = await shop.tenant.query<{ kind: string; id: string; key: string; customerId: string }>(
    'select kind, media_id as id, file_key as key, customer_id as customerId from media order by kind',
  )
  const [photo, recording] = rows
  if (!photo || !recording) throw new Error('Nothing was kept.')
  return { shop, photo, recording }
}

describe('the archive of everything', () => {
  test('has each picture without its place and each recording whole, as its manifest vouches', async () => {
    const { shop, photo, recording } = await openGallery()
    const { archive, manifest, names } = await openZip(shop)
    expect(names).toEqual([`files/photo-${photo.id}.jpg`, `files/recording-${recording.id}.mp3`])
    const picture = archive.get(`files/photo-${photo.id}.jpg`) ?? Buffer.alloc(0)
    expect(holds(makeJpeg(), SECRET_PLACE)).toBe(true)
    expect(holds(picture, SECRET_PLACE)).toBe(false)
    const kept = new Uint8Array(await ((await files.get(recording.key)) as R2ObjectBody).arrayBuffer())
    expect(archive.get(`files/recording-${recording.id}.mp3`)?.equals(kept)).toBe(true)
    for (const { file, bytes, sha256 } of manifest.files) {
      const content = archive.get(file) ?? Buffer.alloc(0)
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256])
    }
    expect([manifest.files.map(({ kind }) => kind), manifest.filesLeftOut]).toEqual([['photo', 'recording'], []])
  })

  test('of one customer has theirs alone, and the document says where they are', async () => {
    const { shop, photo } = await openGallery()
    const { names } = await openZip(shop, `/conversations/${photo.customerId}/export?format=ndjson`)
    expect(names).toEqual([`files/photo-${photo.id}.jpg`])
    const document = (await (await download(shop, `/conversations/${photo.customerId}/export`)).json()) as PersonExport
    expect(document.files).toEqual([{ kind: 'photo', url: `/api/v1/tenants/${shop.id}/media/${photo.id}` }])
    const { token } = await shop.control<{ token: string }>('/access/token', { email: 'admin@example.com' })
    const shown = await shop.send(document.files[0]?.url ?? '', { headers: { 'cf-access-jwt-assertion': token } })
    expect(shown.status).toBe(200)
  })

  test('as a SQLite file says how many it has no room for, and where they are', async () => {
    const { shop } = await openGallery()
    const file = new TextDecoder('latin1').decode(await (await download(shop, '/export')).arrayBuffer())
    expect(file).toMatch(/files_left_out/)
    expect(file).toMatch(/files_are_in.*format=ndjson/)
  })
})

describe('what cannot be had', () => {
  test('because it is gone, damaged or too large is left out and told, and all else is there', async () => {
    const { shop, photo, recording } = await openGallery()
    await sendPictures(shop, shop.customer(), 'And another', [JPEG])
    await files.put(photo.key, new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1]))
    await files.delete(recording.key)
    await shop.tenant.query(
      `update media set byte_count = 3000000000 where media_id = (select max(media_id) from media)`,
    )
    const { manifest, names } = await openZip(shop)
    expect(names).toEqual([])
    expect(manifest.filesLeftOut).toEqual([
      { why: 'unreadable', count: 1, mediaIds: [photo.id] },
      { why: 'not_in_store', count: 1, mediaIds: [recording.id] },
      { why: 'archive_full', count: 1, mediaIds: [expect.stringMatching(/^med_/)] },
    ])
    expect(manifest.tables.find(({ table }) => table === 'media')?.rows).toBe(3)
  })

  test('because the store is down does not end the copy', async () => {
    const { shop, photo, recording } = await openGallery()
    vi.spyOn(prototype, 'get').mockRejectedValue(new Error('get: We encountered an internal error. (10001)'))
    const { manifest } = await openZip(shop)
    expect(manifest.filesLeftOut).toEqual([
      { why: 'store_unavailable', count: 2, mediaIds: expect.arrayContaining([photo.id, recording.id]) },
    ])
    expect(manifest.tables.length).toBeGreaterThan(10)
  })

  test('because there are more than an archive names is counted', async () => {
    const { shop, photo } = await openGallery()
    await sendPictures(shop, shop.customer(), 'And more', [JPEG, JPEG])
    const told = await runInDurableObject(shop.tenant.stub(), async (_, state) => {
      const { db } = await openOf(shop, state)
      const media = new MediaFiles(db, storedFiles(files), null, { filesMax: 2 })
      const written: string[] = []
      for await (const { name, content } of media.entries(async () => undefined)) {
        for await (const part of content) expect(part.byteLength).toBeGreaterThan(0)
        written.push(name)
      }
      return { written, leftOut: media.leftOut }
    })
    expect(told.written).toHaveLength(2)
    expect(told.leftOut).toEqual([{ why: 'archive_full', count: 2, mediaIds: [expect.not.stringContaining(photo.id)] }])
  })
})

test('nothing is read from the store faster than it is taken', async () => {
  const { shop, recording } = await openGallery()
  const size = 1_000_000
  const noise = new Uint8Array(size)
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536))
  await files.put(recording.key, noise)
  await shop.tenant.query(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 40)
    insert into media (media_id, customer_id, kind, status, file_key, content_type, byte_count, created_at, updated_at)
    select 'med_z' || (100 + i), customer_id, kind, status, file_key, content_type, ${size}, 1, 1 from media, n
    where media_id = '${recording.id}'`)
  const get = vi.spyOn(prototype, 'get')
  const reader = (await download(shop)).body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
  let taken = 0
  while (taken < 5 * size) {
    const { value, done } = await reader.read()
    if (done) break
    taken += value.byteLength
  }
  expect(taken).toBeGreaterThanOrEqual(5 * size)
  expect(get.mock.calls.length).toBeLessThan(12)
  await reader.cancel()
})
