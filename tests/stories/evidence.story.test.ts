import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { verifyPack } from '../../tenants/ledger/verify-pack.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

type Line = Record<string, unknown> & { type: string }

async function packOf(shop: Shop, phone: string): Promise<string[]> {
  const { token } = await shop.control<{ token: string }>('/access/token', { email: 'admin@example.com' })
  const headers = { 'cf-access-jwt-assertion': token, 'content-type': 'application/json' }
  const path = `/api/v1/tenants/${shop.tenant.id}/evidence`
  const answer = await shop.send(path, { method: 'POST', headers, body: JSON.stringify({ phone }) })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
  return (await answer.text()).trimEnd().split('\n')
}

const parsed = (lines: string[]) => lines.map((line) => JSON.parse(line) as Line)

/** A customer who is texted, asks, is answered and opts out, and another on the same days. */
async function tellStory() {
  const shop = await openShop()
  const [pat, sam] = [shop.customer(), shop.customer()]
  await pat.callsAndHangsUp()
  await sam.callsAndHangsUp()
  await shop.tenant.passSeconds(30)
  await pat.texts('How much is a drain cleaning?')
  await shop.tenant.passMinutes(1)
  await shop.tenant.passDays(2)
  await pat.texts('please stop texting me')
  await shop.tenant.passMinutes(1)
  return { shop, pat, sam }
}

describe('the evidence about one number', () => {
  test('holds consent, each text with its local time and reason, and the opt-out, in a chain', async () => {
    const { shop, pat, sam } = await tellStory()
    const lines = await packOf(shop, pat.phone)
    const verdict = verifyPack(lines)
    expect(verdict).toMatchObject({ ok: true, days: 2 })
    const rows = parsed(lines).filter(({ type }) => type === 'row')
    const sent = rows.filter(
      ({ kind, facts }) => kind === 'message' && JSON.parse(String(facts)).direction === 'outbound',
    )
    expect(rows.map(({ kind }) => kind)).toContain('consent')
    expect(sent.length).toBeGreaterThanOrEqual(3)
    for (const row of sent) {
      const facts = JSON.parse(String(row['facts']))
      expect(facts.gate.localTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
      expect(facts.gate.reasons.length).toBeGreaterThan(0)
    }
    const consentAt = Number(rows.find(({ kind }) => kind === 'consent')?.['at'])
    expect(consentAt).toBeLessThanOrEqual(Number(sent[0]?.['at']))
    const said = parsed(lines).flatMap(({ type, sentence }) => (type === 'summary' ? [String(sentence)] : []))
    expect(said.join('\n')).toMatch(
      /was in force 0 s after it came in: after it 1 confirmation, 0 answers to HELP, 0 other/,
    )
    expect(said.join('\n')).toMatch(/with consent on file before it/)
    // Of others on the same days there are links, and nothing that says who they are.
    expect(parsed(lines).some(({ type }) => type === 'link')).toBe(true)
    expect(lines.join('\n')).not.toContain(sam.phone)
  })

  test('names the line where one byte was changed, wherever it is', async () => {
    const { shop, pat } = await tellStory()
    const lines = await packOf(shop, pat.phone)
    for (const [place, line] of lines.entries()) {
      const at = Math.floor(line.length / 2)
      const other = line[at] === 'x' ? 'y' : 'x'
      const changed = lines.with(place, `${line.slice(0, at)}${other}${line.slice(at + 1)}`)
      const verdict = verifyPack(changed)
      expect(verdict.ok, `line ${place + 1}`).toBe(false)
      if (!verdict.ok) expect(verdict.faults.map((fault) => fault.line)).toContain(place + 1)
    }
    for (const place of lines.keys()) expect(verifyPack(lines.toSpliced(place, 1)).ok).toBe(false)
  })

  test('is not helped by digests that were made anew: the chain gives the row away', async () => {
    const { shop, pat } = await tellStory()
    const lines = await packOf(shop, pat.phone)
    const place = lines.findIndex((line) => line.includes('"kind":"opt_out"'))
    const forged = await resealed(lines.with(place, (lines[place] ?? '').replace(/"at":\d+/, '"at":1')))
    const verdict = verifyPack(forged)
    expect(verdict).toMatchObject({ ok: false, faults: [{ what: expect.stringMatching(/do not lead to its root/) }] })
    const words = lines.findIndex((line) => line.includes('please stop texting me'))
    const reworded = await resealed(lines.with(words, (lines[words] ?? '').replace('please stop', 'please go on')))
    expect(verifyPack(reworded)).toMatchObject({
      ok: false,
      faults: [{ line: words + 1, what: expect.stringMatching(/words/) }],
    })
  })

  test('of a number nobody knows says so and holds', async () => {
    const { shop } = await tellStory()
    const lines = await packOf(shop, '+15125550199')
    expect(verifyPack(lines)).toMatchObject({ ok: true, rows: 0 })
    expect(lines.join('\n')).toContain('0 messages to this customer')
  })

  test('stays the same file, however often and whenever it is asked for', async () => {
    const { shop, pat } = await tellStory()
    const first = parsed(await packOf(shop, pat.phone)).filter(({ type }) => type === 'row')
    await shop.tenant.evict()
    await shop.tenant.passDays(2)
    const second = parsed(await packOf(shop, pat.phone)).filter(({ type }) => type === 'row')
    expect(second.map(({ seq, facts, contentHash }) => ({ seq, facts, contentHash }))).toEqual(
      first.map(({ seq, facts, contentHash }) => ({ seq, facts, contentHash })),
    )
  })
})

test('the head of each day lies in the files, and is never written again', async () => {
  const { shop } = await tellStory()
  await shop.tenant.passDays(2)
  const { FILES } = env as unknown as { FILES: R2Bucket }
  const { objects } = await FILES.list({ prefix: `ledger/${shop.tenant.id}/` })
  const heads = await shop.tenant.query<{ day: string; hash: string }>(
    'select day, hash from ledger_heads order by day',
  )
  expect(heads).toHaveLength(2)
  expect(objects.map(({ key }) => key.split('/').at(-1))).toEqual(heads.map(({ day }) => `${day}.json`))
  for (const [place, { key }] of objects.entries()) {
    const body = await (await FILES.get(key))?.json<{ head: string }>()
    expect(body?.head).toBe(heads[place]?.hash)
  }
})

test('a text that is still on its way is taken in once it has gone', async () => {
  const shop = await openShop()
  const pat = shop.customer()
  await shop.control('/faults', { provider: 'twilio', kind: 'status', status: 429, rate: 1, forMs: 600_000 })
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(25)
  const before = parsed(await packOf(shop, pat.phone)).filter(({ kind }) => kind === 'message')
  expect(before).toHaveLength(0)
  await shop.control('/faults', undefined, 'DELETE')
  await shop.tenant.passMinutes(3)
  const after = parsed(await packOf(shop, pat.phone)).filter(({ kind }) => kind === 'message')
  expect(after).toHaveLength(1)
})

async function resealed(lines: string[]): Promise<string[]> {
  const digests = await Promise.all(lines.slice(0, -1).map(sha256))
  const seal = await sha256(digests.join(''))
  return [...lines.slice(0, -1), JSON.stringify({ type: 'end', lines: digests.length, digests, seal })]
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
