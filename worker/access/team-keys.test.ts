import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ADMIN, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'
import { clock, DAY_MS, MINUTE_MS, SECOND_MS } from '../../tenants/base/clock.ts'

/** One isolate meets a team it has never heard of, and what it does when Access fails it later. */

let teamUrl: string
let router: OpenRouter
let teams = 0
let ages = 0
let answerKeys: () => Promise<Response>
let access: ReturnType<typeof standInAccess>

beforeEach(async () => {
  teamUrl = `https://team-${(teams += 1)}.example.com`
  ages = 0
  router = await openRouter({ ACCESS_TEAM_URL: teamUrl })
  access = standInAccess()
  const publish = access.getMockImplementation()
  answerKeys = async () => (await publish?.(`${teamUrl}/cdn-cgi/access/certs`)) ?? new Response(null, { status: 404 })
  const now = clock.now.bind(clock)
  vi.spyOn(clock, 'now').mockImplementation(() => now() + ages)
})
afterEach(() => vi.restoreAllMocks())

const passAway = (ms: number) => void (ages += ms)
const breakDown = () => access.mockImplementation(async () => new Response('down', { status: 502 }))
const comeBack = () => access.mockImplementation(answerKeys)

async function signIn(kid = 'key-1'): Promise<number> {
  const token = await accessToken({ email: ADMIN, iss: teamUrl, header: { kid } })
  return (await router.send('/api/v1/me', { headers: { 'cf-access-jwt-assertion': token } })).status
}

const herd = (size: number, kid?: string) => Promise.all(Array.from({ length: size }, () => signIn(kid)))

/** Access with a long queue: every answer takes a quarter of a second. */
const slowDown = () =>
  access.mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 250))
    return answerKeys()
  })

describe('a list of keys', () => {
  const padded = async (bytes: number) => {
    const list = (await (await answerKeys()).json()) as object
    return JSON.stringify({ ...list, padding: '' }).replace('"padding":""', `"padding":"${'x'.repeat(bytes)}"`)
  }
  /** Without a length in its headers, as a server that has something to hide would send it. */
  const streamed = (text: string) => new Response(new Blob([text]).stream())

  test('of sixty KiB is read', async () => {
    const text = await padded(60 * 1024)
    access.mockImplementation(async () => streamed(text))
    expect(await signIn()).toBe(200)
  })

  test.each([65, 50_000])('of more than 64 KiB (%i) is not read to its end, and lets nobody in', async (kib) => {
    let sent = 0
    const head = await padded(0)
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent === 0) controller.enqueue(new TextEncoder().encode(head.slice(0, -2)))
        if ((sent += 1) > kib) return controller.close()
        controller.enqueue(new Uint8Array(1024).fill(120))
      },
    })
    access.mockImplementationOnce(async () => new Response(body))
    access.mockImplementation(async () => streamed(`${head}${' '.repeat(70 * 1024)}`))
    expect(await signIn()).toBe(503)
    expect(sent).toBeLessThan(100)
  })
})

describe('a herd on a fresh isolate', () => {
  test('is let in by the keys that one of them fetched', async () => {
    slowDown()
    expect(new Set(await herd(100))).toEqual(new Set([200]))
    expect(access).toHaveBeenCalledTimes(1)
  })

  test('outlives one who is cut off while fetching', async () => {
    access.mockImplementationOnce(
      (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('late')))
        }),
    )
    const [, ...others] = [signIn(), ...Array.from({ length: 20 }, () => signIn())]
    expect(new Set(await Promise.all(others))).toEqual(new Set([200]))
  })

  test('hears within one try that Access is down', async () => {
    breakDown()
    expect(new Set(await herd(50))).toEqual(new Set([503]))
    expect(access.mock.calls.length).toBeLessThan(10)
    comeBack()
    expect(await signIn()).toBe(200)
  })
})

test('one failure is no failure', async () => {
  access.mockImplementationOnce(async () => new Response('busy', { status: 503 }))
  expect(await signIn()).toBe(200)
})

describe('keys that are old', () => {
  test('still let people in while Access is down, and Access is asked now and then', async () => {
    await signIn()
    access.mockClear()
    breakDown()
    passAway(11 * MINUTE_MS)
    expect(new Set(await herd(50))).toEqual(new Set([200]))
    expect(access).toHaveBeenCalledTimes(2)
    passAway(31 * SECOND_MS)
    comeBack()
    expect(await signIn()).toBe(200)
    expect(access).toHaveBeenCalledTimes(3)
  })

  test('let others in while one fetches new ones', async () => {
    await signIn()
    passAway(11 * MINUTE_MS)
    access.mockClear()
    let release = () => undefined as void
    access.mockImplementation(async () => {
      await new Promise<void>((resolve) => (release = resolve))
      return answerKeys()
    })
    const first = signIn()
    await expect.poll(() => access.mock.calls.length).toBe(1)
    expect(new Set(await herd(20))).toEqual(new Set([200]))
    expect(access).toHaveBeenCalledTimes(1)
    release()
    expect(await first).toBe(200)
  })

  test('end after a day', async () => {
    await signIn()
    breakDown()
    passAway(DAY_MS + MINUTE_MS)
    expect(await signIn()).toBe(503)
  })
})

describe('a key that nobody knows', () => {
  test('is asked for once, however many come with one', async () => {
    await signIn()
    access.mockClear()
    passAway(MINUTE_MS)
    expect(new Set(await herd(50, 'made-up'))).toEqual(new Set([401]))
    expect(access).toHaveBeenCalledTimes(1)
    expect(await signIn()).toBe(200)
  })

  test('opens nothing yet does not count as false while it cannot be asked for', async () => {
    await signIn()
    breakDown()
    passAway(MINUTE_MS)
    expect([await signIn('key-2'), await signIn('key-2'), await signIn()]).toEqual([503, 503, 200])
  })

  test('is found once Access publishes it', async () => {
    await signIn()
    passAway(MINUTE_MS)
    access.mockImplementation(async () => {
      const { keys } = (await (await answerKeys()).json()) as { keys: object[] }
      return Response.json({ keys: [...keys, ...keys.map((key) => ({ ...key, kid: 'key-2' }))] })
    })
    expect([await signIn('key-2'), await signIn()]).toEqual([200, 200])
  })
})
