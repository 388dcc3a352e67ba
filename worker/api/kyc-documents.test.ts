import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { clock, MINUTE_MS } from '../../tenants/base/clock.ts'
import { DIRECTORY, dumpFiles, FILES, openReseller, PAN, pdfOf, pngOf, type Reseller } from '../../tests/support/kyc.ts'
import { ADMIN } from '../../tests/support/open-router.ts'
import { accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'
import { KYC_FILE_BYTES_MAX, KYC_UPLOAD_MS_MAX } from '../bounds.ts'
import { recordDocument } from '../directory/kyc-documents.ts'

const ONE = btoa('0123456789abcdef0123456789abcdef')
const TWO = btoa('fedcba9876543210fedcba9876543210')
const KINDS = ['pan_card', 'gst_certificate', 'authorised_signatory', 'identity']

let reseller: Reseller

beforeAll(() => void standInAccess())
beforeEach(async () => {
  reseller = await openReseller()
  await reseller.save()
})

async function folderOf(email: string): Promise<string> {
  return (await DIRECTORY.prepare('SELECT folder FROM kyc WHERE email = ?').bind(email).first<string>('folder')) ?? ''
}

async function keysIn(folder: string): Promise<string[]> {
  return (await FILES.list({ prefix: `kyc/${folder}/` })).objects.map(({ key }) => key)
}

async function download(kind: string, by = reseller): Promise<Response> {
  const { route } = await import('../router.ts')
  const { createExecutionContext } = await import('cloudflare:test')
  const headers = { 'cf-access-jwt-assertion': await accessToken({ email: ADMIN }) }
  const url = `https://shoulder.example.com/api/v1${reseller.path}/documents/${kind}`
  return route(new Request(url, { headers }), by.bindings, createExecutionContext())
}

describe('a document', () => {
  test('is kept sealed under a key that names nobody, and comes back whole for an admin to save', async () => {
    const scan = pdfOf(`Permanent account number ${PAN}`)
    const taken = await reseller.upload('pan_card', scan)
    expect([taken.status, taken.json['contentType'], taken.json['byteCount']]).toEqual([
      200,
      'application/pdf',
      scan.length,
    ])
    const stored = await dumpFiles()
    expect(stored).toContain(await folderOf(reseller.email))
    for (const word of [PAN, reseller.email, 'pan_card', '%PDF']) expect(stored).not.toContain(word)

    const answer = await download('pan_card')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(scan)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="pan_card.pdf"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    const seen = await DIRECTORY.prepare("SELECT email FROM access_log WHERE action = 'kyc_viewed' AND detail = ?")
      .bind(`${reseller.email} pan_card`)
      .all()
    expect(seen.results).toEqual([{ email: ADMIN }])
  })

  test.each([
    ['a page', new TextEncoder().encode('<html><script>alert(1)</script>')],
    ['a picture that is drawn by script', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a program', new TextEncoder().encode('MZ\u0000\u0000')],
    ['nothing', new Uint8Array()],
    ['a PDF behind something else', new TextEncoder().encode(' %PDF-1.7')],
    ['half a beginning', new Uint8Array([0x89, 0x50, 0x4e])],
  ])('is not taken where it is %s, whatever it is called', async (_what, bytes) => {
    const refused = await reseller.upload('identity', bytes)
    expect([refused.status, refused.json.code]).toEqual([415, 'content_type_unsupported'])
    expect(await keysIn(await folderOf(reseller.email))).toEqual([])
  })

  test('is a PDF, a JPEG or a PNG by its own first bytes', async () => {
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
    const types = [await reseller.upload('identity', jpeg), await reseller.upload('pan_card', pngOf())]
    expect(types.map(({ json }) => json['contentType'])).toEqual(['image/jpeg', 'image/png'])
  })

  test('may have 5 MiB and not a byte more, however the length is announced', async () => {
    expect((await reseller.upload('identity', pngOf(KYC_FILE_BYTES_MAX))).status).toBe(200)
    const refused = await reseller.upload('pan_card', pngOf(KYC_FILE_BYTES_MAX + 1))
    expect([refused.status, refused.json.code]).toEqual([413, 'body_too_large'])
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        controller.enqueue(pngOf(65_536))
      },
    })
    expect((await reseller.upload('pan_card', endless)).status).toBe(413)
    expect(sent).toBeLessThan(KYC_FILE_BYTES_MAX + 4 * 65_536)
    expect((await download('identity')).headers.get('content-length')).toBe(String(KYC_FILE_BYTES_MAX))
  })

  test('of another kind is refused, and so is one without papers and consent', async () => {
    expect((await reseller.upload('bank_statement', pngOf())).status).toBe(404)
    const other = await openReseller()
    const refused = await other.upload('identity', pngOf())
    expect([refused.status, refused.json.code]).toEqual([404, 'papers_missing'])
    expect((await other.upload('identity', pngOf(), 'stranger@example.com')).status).toBe(403)
  })

  test('that is sent anew takes the place of the old file, which is gone', async () => {
    await reseller.upload('identity', pngOf(64, 1))
    const [first] = await keysIn(await folderOf(reseller.email))
    await reseller.upload('identity', pngOf(64, 2))
    const keys = await keysIn(await folderOf(reseller.email))
    expect(keys).toHaveLength(1)
    expect(keys[0]).not.toBe(first)
    expect(new Uint8Array(await (await download('identity')).arrayBuffer())).toEqual(pngOf(64, 2))
  })

  test('two at once leave one file and one row', async () => {
    await Promise.all([1, 2, 3, 4].map((fill) => reseller.upload('identity', pngOf(64, fill))))
    expect(await keysIn(await folderOf(reseller.email))).toHaveLength(1)
    expect((await download('identity')).status).toBe(200)
  })

  test('under an old key is opened and stored anew', async () => {
    await reseller.upload('identity', pngOf())
    const rotated = await openReseller({ SEALING_KEY: `${TWO},${ONE}` })
    expect((await download('identity', rotated)).status).toBe(200)
    const later = await openReseller({ SEALING_KEY: TWO })
    const answer = await download('identity', later)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pngOf())
  })

  test('does not open in another’s place', async () => {
    await reseller.upload('identity', pngOf())
    const [key = ''] = await keysIn(await folderOf(reseller.email))
    await reseller.upload('pan_card', pngOf(64, 9))
    const other = (await keysIn(await folderOf(reseller.email))).find((known) => known !== key) ?? ''
    await FILES.put(key, (await (await FILES.get(other))?.arrayBuffer()) ?? '')
    expect((await download('identity')).status).toBe(503)
  })
})

describe('looking papers over', () => {
  const judge = (kind: string, body: object) => reseller.api(ADMIN, 'PATCH', `${reseller.path}/documents/${kind}`, body)

  test('accepts each document or says why not', async () => {
    const sums: string[] = []
    for (const [index, kind] of KINDS.entries()) {
      sums.push(String((await reseller.upload(kind, pngOf(64, index))).json['sha256']))
    }
    expect((await reseller.api(reseller.email, 'GET', '/resellers/me/kyc')).json['standing']).toBe('received')
    const rejected = await judge('identity', { status: 'rejected', sha256: sums[3], reason: 'The photo is too dark.' })
    expect(rejected.json).toMatchObject({ standing: 'rejected', missing: [] })
    const shown = await reseller.api(reseller.email, 'GET', '/resellers/me/kyc')
    expect(shown.json['documents']).toContainEqual(
      expect.objectContaining({ kind: 'identity', status: 'rejected', reason: 'The photo is too dark.' }),
    )
    sums[3] = String((await reseller.upload('identity', pngOf(64, 77))).json['sha256'])
    expect((await reseller.api(reseller.email, 'GET', '/resellers/me/kyc')).json['standing']).toBe('received')
    for (const [index, kind] of KINDS.entries()) await judge(kind, { status: 'accepted', sha256: sums[index] })
    expect((await reseller.api(reseller.email, 'GET', '/resellers/me/kyc')).json['standing']).toBe('accepted')

    // The same papers again change nothing; others have to be compared anew.
    expect((await reseller.save()).json['standing']).toBe('accepted')
    expect((await reseller.save({ legalName: 'Somebody Else' })).json['standing']).toBe('received')
  })

  test('is of the file that was seen, and a rejection needs its reason', async () => {
    const { json } = await reseller.upload('identity', pngOf(64, 1))
    await reseller.upload('identity', pngOf(64, 2))
    const late = await judge('identity', { status: 'accepted', sha256: json['sha256'] })
    expect([late.status, late.json.code]).toEqual([412, 'document_replaced'])
    expect((await judge('identity', { status: 'rejected', sha256: json['sha256'] })).status).toBe(400)
    expect((await judge('identity', { status: 'verified', sha256: json['sha256'] })).status).toBe(400)
  })
})

describe('withdrawal', () => {
  test('erases the files at once, and forgets the folder once no upload can still be running', async () => {
    await reseller.upload('identity', pngOf())
    const folder = await folderOf(reseller.email)
    await reseller.api(reseller.email, 'DELETE', '/resellers/me/kyc')
    expect(await keysIn(folder)).toEqual([])
    expect((await download('identity')).status).toBe(404)
    expect(await DIRECTORY.prepare('SELECT 1 FROM kyc_document WHERE folder = ?').bind(folder).first()).toBeNull()

    // An upload that began before it stores its file now, and its isolate dies before it can take it back.
    await FILES.put(`kyc/${folder}/late`, 'sealed')
    const other = await openReseller()
    vi.spyOn(clock, 'now').mockReturnValue(Date.now() + KYC_UPLOAD_MS_MAX + MINUTE_MS)
    await other.save()
    vi.mocked(clock.now).mockRestore()
    expect(await keysIn(folder)).toEqual([])
    const left = await DIRECTORY.prepare('SELECT count(*) AS n FROM kyc_erasure WHERE folder = ?')
      .bind(folder)
      .first('n')
    expect(left).toBe(0)
  })

  test('is done for a reseller who is dismissed, also once more where that broke off', async () => {
    await reseller.upload('identity', pngOf())
    const folder = await folderOf(reseller.email)
    const path = `/resellers/${encodeURIComponent(reseller.email)}`
    expect((await reseller.api(ADMIN, 'DELETE', path)).status).toBe(204)
    expect(await keysIn(folder)).toEqual([])
    expect((await reseller.api(ADMIN, 'GET', `${path}/kyc`)).status).toBe(404)
    expect((await reseller.api(ADMIN, 'DELETE', path)).status).toBe(204)
  })

  test('wins over an upload that is on its way', async () => {
    const folder = await folderOf(reseller.email)
    let resume = () => undefined as void
    const gate = new Promise<void>((resolve) => (resume = resolve))
    const slow = new ReadableStream<Uint8Array>({
      async pull(controller) {
        controller.enqueue(pngOf())
        await gate
        controller.close()
      },
    })
    const upload = reseller.upload('identity', slow)
    await reseller.api(reseller.email, 'DELETE', '/resellers/me/kyc')
    await reseller.save()
    resume()
    const refused = await upload
    expect([412, 404]).toContain(refused.status)
    expect(await keysIn(folder)).toEqual([])
    expect(await keysIn(await folderOf(reseller.email))).toEqual([])
    const row = { objectKey: 'x', contentType: 'image/png', byteCount: 1, sha256: 'x', receivedAt: 1 } as const
    expect(await recordDocument(DIRECTORY, folder, { ...row, kind: 'identity' })).toBe('folder_gone')
  })
})
