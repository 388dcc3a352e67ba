import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openRig, send, type Reply, type SandboxRig } from './sandbox-rig.ts'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())

const pageUrl = () => `${rig.sandbox.settings.ACCESS_TEAM_URL}/cdn-cgi/access/login`
const wanted = () => `${rig.sandbox.settings.APP_URL}/app/ten_1?tab=numbers`
const open = (redirectUrl = wanted()) => send(`${pageUrl()}?redirect_url=${encodeURIComponent(redirectUrl)}`, {})

/** Fills in the form of a page and sends it, with what it hides. */
function submit(page: Reply, fields: Record<string, string>): Promise<Reply> {
  const kept = [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)]
  const hidden = kept.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')])
  const body = new URLSearchParams({ ...(Object.fromEntries(hidden) as Record<string, string>), ...fields })
  return send(pageUrl(), { method: 'POST', body, redirect: 'manual' })
}

async function codeMailedTo(email: string): Promise<string> {
  const { json } = await rig.control('GET', `/sandbox/emails?to=${email}`)
  const mails = json as unknown as { text: string }[]
  return /\d{6}/.exec(mails.at(-1)?.text ?? '')?.[0] ?? ''
}

const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const cookieOf = ({ headers }: Reply) => /^CF_Authorization=([^;]*);/.exec(headers.get('set-cookie') ?? '')?.[1]

describe('signing in', () => {
  test('takes an address, a code from the mail, and leads back to where one came from', async () => {
    const codePage = await submit(await open(), { email: ' Dana@Example.com ' })
    expect(codePage.text).toContain('dana@example.com')
    const code = await codeMailedTo('dana@example.com')
    const done = await submit(codePage, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
    expect([done.status, done.headers.get('location')]).toEqual([303, wanted()])
    expect(decodeJwt(cookieOf(done) ?? '')).toMatchObject({
      email: 'dana@example.com',
      aud: [rig.sandbox.settings.ACCESS_AUD],
      iss: rig.sandbox.settings.ACCESS_TEAM_URL,
    })
    const again = await submit(codePage, { code })
    expect([again.status, cookieOf(again)]).toEqual([403, undefined])
  })

  test('leads nowhere but to Shoulder', async () => {
    for (const elsewhere of ['https://else.example.com/app', 'javascript:alert(1)', `${wanted()}@else`.slice(4)]) {
      const page = await open(elsewhere)
      expect(page.status).toBe(400)
      expect(page.text).not.toContain('else.example.com')
      const posted = await submit(page, { email: 'dana@example.com', redirect_url: elsewhere })
      expect(posted.status).toBe(400)
    }
  })

  test('says beside the form what is no address', async () => {
    const page = await submit(await open(), { email: '<b>dana' })
    expect(page.status).toBe(400)
    expect(page.text).toContain('role="alert"')
    expect(page.text).toContain('value="&lt;b&gt;dana"')
  })

  test('needs no script, and allows none', async () => {
    for (const page of [await open(), await submit(await open(), { email: 'dana@example.com' })]) {
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/)
      expect(page.text).not.toMatch(/<script|style=|onclick/)
    }
    const styles = await send(`${rig.sandbox.url}/access/cdn-cgi/access/sign-in.css`, {})
    expect(styles.headers.get('content-type')).toContain('text/css')
  })
})

describe('a code', () => {
  test('may be missed four times, and not a fifth time', async () => {
    let page = await submit(await open(), { email: 'lee@example.com' })
    const code = await codeMailedTo('lee@example.com')
    for (const left of ['4 tries are', '3 tries are', '2 tries are', 'One try is']) {
      page = await submit(page, { code: otherThan(code) })
      expect([page.status, page.text.includes(`${left} left`)]).toEqual([403, true])
    }
    const last = page
    expect((await submit(last, { code: otherThan(code) })).text).toContain('Ask for a new one')
    const tooLate = await submit(last, { code })
    expect([tooLate.status, cookieOf(tooLate)]).toEqual([403, undefined])
  })

  test('is good for ten minutes', async () => {
    const page = await submit(await open(), { email: 'mo@example.com' })
    const code = await codeMailedTo('mo@example.com')
    const now = Date.now()
    const watch = vi.spyOn(Date, 'now').mockReturnValue(now + 10 * 60_000 + 1)
    const late = await submit(page, { code })
    watch.mockRestore()
    expect([late.status, cookieOf(late)]).toEqual([403, undefined])
    expect(late.text).toContain('older than ten minutes')
  })

  test('of one person lets in no other', async () => {
    const mine = await submit(await open(), { email: 'ann@example.com' })
    await submit(await open(), { email: 'bob@example.com' })
    const answer = await submit(mine, { code: await codeMailedTo('bob@example.com'), email: 'bob@example.com' })
    expect([answer.status, cookieOf(answer)]).toEqual([403, undefined])
  })
})

describe('an address', () => {
  test('gets five codes in ten minutes, whoever asks, and others get theirs', async () => {
    const email = 'busy@example.com'
    for (let codes = 0; codes < 5; codes += 1) expect((await submit(await open(), { email })).status).toBe(200)
    const refused = await submit(await open(), { email: email.toUpperCase() })
    expect([refused.status, refused.text.includes('Five codes')]).toEqual([429, true])
    const { json } = await rig.control('GET', `/sandbox/emails?to=${email}`)
    expect(json).toHaveLength(5)
    expect((await submit(await open(), { email: 'calm@example.com' })).status).toBe(200)
    const now = Date.now()
    const watch = vi.spyOn(Date, 'now').mockReturnValue(now + 10 * 60_000 + 1)
    const later = await submit(await open(), { email })
    watch.mockRestore()
    expect(later.status).toBe(200)
  })

  test('keeps those five tries each, so that a new code is no new chance for ever', async () => {
    const email = 'guessed@example.com'
    let tries = 0
    for (;;) {
      let page = await submit(await open(), { email })
      if (page.status === 429) break
      const code = await codeMailedTo(email)
      while (page.text.includes('name="login"')) {
        page = await submit(page, { code: otherThan(code) })
        tries += 1
      }
    }
    expect(tries).toBe(25)
  })
})

test('people the sandbox knows are let in with one press, and nobody else is', async () => {
  const business = {
    id: 'ten_1',
    businessName: 'Larkspur Plumbing',
    smsNumber: '+15125550101',
    primaryPhone: '+15125550100',
    email: 'owner@example.com',
    timeZone: 'America/Chicago',
  }
  await rig.control('POST', '/sandbox/businesses', business)
  const page = await open()
  for (const email of ['owner@example.com', 'admin@example.com']) {
    expect(decodeJwt(cookieOf(await submit(page, { as: email })) ?? '').email).toBe(email)
  }
  expect(cookieOf(await submit(page, { as: 'stranger@example.com' }))).toBeUndefined()
})

test('signing out takes the cookie away', async () => {
  const page = await send(`${rig.sandbox.settings.ACCESS_TEAM_URL}/cdn-cgi/access/logout`, {})
  expect([page.status, cookieOf(page)]).toEqual([200, ''])
  expect(page.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(page.text).toContain('/app')
})
