import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { seal, openKeyring } from '../../tenants/base/sealing.ts'
import {
  DIRECTORY,
  dumpDirectory,
  GSTIN,
  LEGAL_NAME,
  openReseller,
  PAN,
  PRIVATE_WORDS,
  STREET,
  type Reseller,
} from '../../tests/support/kyc.ts'
import { ADMIN } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

const ONE = btoa('0123456789abcdef0123456789abcdef')
const TWO = btoa('fedcba9876543210fedcba9876543210')

let reseller: Reseller

beforeAll(() => void standInAccess())
beforeEach(async () => {
  reseller = await openReseller()
})

async function accessLogOf(email: string): Promise<string[]> {
  const { results } = await DIRECTORY.prepare(
    'SELECT email, action, detail FROM access_log WHERE detail LIKE ? ORDER BY log_id',
  )
    .bind(`${email}%`)
    .all<{ email: string; action: string; detail: string }>()
  return results.map((row) => `${row.email === email ? 'self' : row.email} ${row.action}`)
}

async function sealedOf(email: string): Promise<string> {
  return (await DIRECTORY.prepare('SELECT sealed FROM kyc WHERE email = ?').bind(email).first<string>('sealed')) ?? ''
}

describe('the papers of a reseller', () => {
  test('are kept, and shown with what is nobody else’s business hidden', async () => {
    const saved = await reseller.save({ pan: ' abcpe1234f ', gstin: GSTIN.toLowerCase() })
    expect(saved.status).toBe(200)
    expect(saved.json).toMatchObject({
      standing: 'incomplete',
      isMasked: true,
      legalName: LEGAL_NAME,
      pan: 'ABCPE****F',
      gstin: '29ABCPE****F1Z7',
      address: { city: 'Bengaluru', state: 'KA' },
      missing: ['pan_card', 'gst_certificate', 'authorised_signatory', 'identity'],
      consent: { noticeVersion: reseller.notice['version'] },
    })
    for (const path of ['/resellers/me/kyc', reseller.path]) {
      const shown = await reseller.api(path === reseller.path ? ADMIN : reseller.email, 'GET', path)
      expect(shown.text).toBe(saved.text)
      for (const word of [PAN, GSTIN, STREET]) expect(shown.text).not.toContain(word)
    }
  })

  test('are shown whole when asked for, and every such look is written down first', async () => {
    await reseller.save()
    expect((await reseller.api(ADMIN, 'GET', `${reseller.path}?view=masked`)).json['isMasked']).toBe(true)
    expect(await accessLogOf(reseller.email)).toEqual(['self kyc_changed'])
    const whole = await reseller.api(ADMIN, 'GET', `${reseller.path}?view=full`)
    expect(whole.json).toMatchObject({ isMasked: false, pan: PAN, gstin: GSTIN, address: { street: STREET } })
    expect((await reseller.api(reseller.email, 'GET', '/resellers/me/kyc?view=full')).json['pan']).toBe(PAN)
    expect(await accessLogOf(reseller.email)).toEqual(['self kyc_changed', `${ADMIN} kyc_viewed`, 'self kyc_viewed'])
    expect((await reseller.api(ADMIN, 'GET', `${reseller.path}?view=raw`)).status).toBe(400)
  })

  test('lie in the directory sealed, and their words stand in no other table, log or refusal', async () => {
    const printed = vi.spyOn(console, 'log')
    const answers = [
      await reseller.save(),
      await reseller.save({ gstin: '27AAPFU0939F1ZV' }),
      await reseller.save({ pan: 'AAPFU0939F' }),
      await reseller.save({ address: { street: STREET, city: '', state: 'KA', postalCode: '560001' } }),
      await reseller.save({ unknown: PAN }),
    ]
    await reseller.api(ADMIN, 'GET', `${reseller.path}?view=full`)
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 400, 400])
    const places = [await dumpDirectory(), JSON.stringify(printed.mock.calls)]
    for (const word of PRIVATE_WORDS) for (const place of places) expect(place).not.toContain(word)
    for (const { text } of answers.slice(1)) {
      for (const word of [...PRIVATE_WORDS, '27AAPFU0939F1ZV', 'AAPFU0939F']) expect(text).not.toContain(word)
    }
    printed.mockRestore()
  })

  test.each([
    ['a PAN of another shape', { pan: 'ABCP1234F', gstin: null }, 'pan'],
    ['a kind of holder there is not', { pan: 'ABCDE1234F', gstin: null }, 'pan'],
    ['a GSTIN of another holder', { gstin: '29AAGCB7383J1Z4' }, 'gstin'],
    ['a GSTIN with one sign wrong', { gstin: '29ABCPE1234F1Z8' }, 'gstin'],
    [
      'a GSTIN of another state',
      { address: { street: STREET, city: 'Mumbai', state: 'MH', postalCode: '400001' } },
      'gstin',
    ],
    [
      'a PIN code too short',
      { address: { street: STREET, city: 'Mysuru', state: 'KA', postalCode: '5600' } },
      'address.postalCode',
    ],
    [
      'no state of India',
      { address: { street: STREET, city: 'Austin', state: 'TX', postalCode: '560001' } },
      'address.state',
    ],
  ])('are not taken with %s', async (_what, change, path) => {
    const refused = await reseller.save(change)
    expect([refused.status, refused.json.code]).toEqual([400, 'body_invalid'])
    expect(refused.json.issues?.map((issue) => issue.path)).toEqual([path])
    expect((await reseller.api(reseller.email, 'GET', '/resellers/me/kyc')).json.code).toBe('papers_missing')
  })

  test('never claim that an office was asked', async () => {
    const shown = [await reseller.save(), await reseller.api(reseller.email, 'GET', '/resellers/me/kyc/notice')]
    for (const { text } of shown) expect(text).not.toMatch(/verif/i)
  })

  test('are one reseller’s own: others learn nothing, and technicians are turned away', async () => {
    await reseller.save()
    const other = await openReseller()
    const shop = await other.openShop()
    for (const email of [other.email, shop.email, 'stranger@example.com']) {
      const answers = [
        await other.api(email, 'GET', reseller.path),
        await other.api(email, 'GET', `${reseller.path}/documents/pan_card`),
        await other.api(email, 'PATCH', `${reseller.path}/documents/pan_card`, { status: 'accepted' }),
      ]
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
    }
    expect((await other.api(other.email, 'GET', '/resellers/me/kyc')).status).toBe(404)
    expect((await other.api(shop.email, 'GET', '/resellers/me/kyc')).status).toBe(403)
    expect((await other.api(ADMIN, 'PUT', '/resellers/me/kyc', reseller.papers())).status).toBe(403)
    expect((await other.api(null, 'GET', '/resellers/me/kyc')).status).toBe(401)
    for (const odd of ['nobody%40example.com', '%E0%A4%A', "x'%20OR%201%3D1"]) {
      expect((await other.api(ADMIN, 'GET', `/resellers/${odd}/kyc`)).status).toBe(404)
    }
  })
})

describe('consent', () => {
  test('comes after a notice that names each thing, what it is for and how to take consent back', async () => {
    const { items, withdrawal, complaint, contact, rights } = reseller.notice as unknown as {
      items: { what: string; why: string; kept: string }[]
      rights: string[]
      withdrawal: string
      complaint: string
      contact: string
    }
    for (const item of items) expect([item.what, item.why, item.kept].every((text) => text.length > 20)).toBe(true)
    const all = items.map(({ what }) => what).join()
    for (const thing of ['PAN', 'GSTIN', 'address', 'identity', 'name', 'authorisation']) expect(all).toContain(thing)
    expect(withdrawal).toContain('Withdraw')
    expect(complaint).toContain('Data Protection Board')
    expect(contact).toBe('hello@mail.example.com')
    expect(rights.length).toBeGreaterThan(2)
  })

  test('is to today’s notice and no other', async () => {
    const refused = await reseller.save({ consentNoticeVersion: '2020-01-01' })
    expect([refused.status, refused.json.code]).toEqual([409, 'notice_outdated'])
    expect(await sealedOf(reseller.email)).toBe('')
    expect((await reseller.api(reseller.email, 'PUT', '/resellers/me/kyc', { legalName: LEGAL_NAME })).status).toBe(400)
  })

  test('is recorded once however often papers change, and withdrawn in one request that leaves no data', async () => {
    await reseller.save()
    await reseller.save({ legalName: 'Meera B. Example' })
    expect((await reseller.api(reseller.email, 'DELETE', '/resellers/me/kyc')).status).toBe(204)
    expect((await reseller.api(reseller.email, 'DELETE', '/resellers/me/kyc')).status).toBe(204)
    expect((await reseller.api(reseller.email, 'GET', '/resellers/me/kyc')).status).toBe(404)
    expect(await sealedOf(reseller.email)).toBe('')
    const { results } = await DIRECTORY.prepare('SELECT * FROM kyc_consent WHERE email = ?').bind(reseller.email).all()
    expect(results).toHaveLength(1)
    expect(results[0]).toMatchObject({ notice_version: reseller.notice['version'], withdrawn_at: expect.any(Number) })
    expect(await accessLogOf(reseller.email)).toContain('self kyc_withdrawn')
    await reseller.save()
    expect(
      await DIRECTORY.prepare('SELECT count(*) AS n FROM kyc_consent WHERE email = ?').bind(reseller.email).first('n'),
    ).toBe(2)
  })
})

describe('sealing', () => {
  test('opens what an older key sealed, and seals it anew by the way', async () => {
    await reseller.save()
    const before = await sealedOf(reseller.email)
    const rotated = await openReseller({ SEALING_KEY: `${TWO},${ONE}` })
    expect((await rotated.api(ADMIN, 'GET', `${reseller.path}?view=full`)).json['pan']).toBe(PAN)
    const after = await sealedOf(reseller.email)
    expect(after.split('.')[1]).not.toBe(before.split('.')[1])
    const later = await openReseller({ SEALING_KEY: TWO })
    expect((await later.api(ADMIN, 'GET', `${reseller.path}?view=full`)).json['pan']).toBe(PAN)
    const lost = await openReseller({ SEALING_KEY: ONE })
    const refused = await lost.api(ADMIN, 'GET', reseller.path)
    expect([refused.status, refused.json.code]).toEqual([503, 'papers_unreadable'])
    expect(refused.text).not.toContain(ONE)
  })

  test('binds papers to their row: another’s do not open in their place', async () => {
    await reseller.save()
    const other = await openReseller()
    await other.save({ legalName: 'Ravi Example' })
    await DIRECTORY.prepare('UPDATE kyc SET sealed = ? WHERE email = ?')
      .bind(await sealedOf(reseller.email), other.email)
      .run()
    expect((await other.api(ADMIN, 'GET', other.path)).json.code).toBe('papers_unreadable')
    const forged = seal(openKeyring(ONE), `kyc/${other.email}`, '{}')
    await DIRECTORY.prepare('UPDATE kyc SET sealed = ? WHERE email = ?').bind(forged, other.email).run()
    expect((await other.api(ADMIN, 'GET', other.path)).json.code).toBe('papers_unreadable')
  })
})
