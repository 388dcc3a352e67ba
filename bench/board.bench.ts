import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { buildPages } from '../sandbox/pages.ts'
import { canBrowse, launchChromium } from '../tests/support/chromium.ts'
import { fixturePhone } from '../tests/support/fixture-phones.ts'
import { openPoster, type Poster } from '../tests/support/post.ts'
import { CALLERS_FROM, runShoulder, type RunningShoulder } from '../tests/support/running-shoulder.ts'
import { percentile, residentMiB } from './support/figures.ts'
import { cpuMs, openBoards } from './support/open-boards.ts'

const EVENTS = 150
const EVENT_EVERY_MS = 100
const PAINTS = 7
const TENANTS = 100
const BOARDS_EACH = 10
const POLICY = { textAfterMs: 600_000, textDeadlineMs: 600_000 }
const ASSETS = path.join(import.meta.dirname, '..', 'ui', 'dist', 'assets')

/** The technician's board in a real Chromium, and what a thousand open boards cost. */
export async function measure(): Promise<string> {
  await buildPages()
  const lines = canBrowse('measuring the board in a browser') ? await inBrowser() : []
  return [...lines, await manyBoards()].join('\n')
}

async function inBrowser(): Promise<string[]> {
  const shoulder = await runShoulder({ tenants: 1, policy: POLICY })
  const post = openPoster(shoulder.workerd.url, 4)
  const browser = await launchChromium()
  try {
    for (let place = 0; place < 12; place += 1) await call(shoulder, post, 0, place)
    const board = await boardOf(shoulder)
    const lines = [
      await paint(browser, board),
      await eventToPixel(browser, board, (place) => call(shoulder, post, 0, place + 12)),
    ]
    return lines
  } finally {
    await browser.close()
    post.close()
    await shoulder.close()
  }
}

/** A missed call as Twilio tells it. */
async function call(shoulder: RunningShoulder, post: Poster, tenant: number, place: number): Promise<string> {
  const from = fixturePhone(CALLERS_FROM + place)
  const to = shoulder.businesses[tenant]?.smsNumber ?? ''
  const status = await post(shoulder.hooks.ring(shoulder.hooks.newCallSid(), from, to))
  if (status !== 200) throw new Error(`A call was answered with ${status}.`)
  return from
}

type Board = { url: string; appUrl: string; token: string }

async function boardOf({ workerd, sandbox, businesses }: RunningShoulder): Promise<Board> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email: 'admin@example.com' })
  const answer = await fetch(`${sandbox.url}/sandbox/access/token`, { method: 'POST', headers, body })
  const { token } = (await answer.json()) as { token: string }
  return { url: `${workerd.url}/app/${businesses[0]?.id}/board`, appUrl: workerd.url, token }
}

/** A browser that has never been here. */
async function openBoard(browser: Browser, { url, appUrl, token }: Board): Promise<{ page: Page; scripts: string[] }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block' })
  await context.addCookies([{ name: 'CF_Authorization', value: token, url: appUrl, httpOnly: true }])
  const page = await context.newPage()
  const scripts: string[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.endsWith('.js')) scripts.push(path.basename(pathname))
  })
  await page.goto(url)
  await page.locator('.talks li').first().waitFor()
  return { page, scripts: [...scripts] }
}

/** First paint from a warm server and a cold browser, and the script it took. */
async function paint(browser: Browser, board: Board): Promise<string> {
  const first: number[] = []
  const filled: number[] = []
  let scripts: string[] = []
  for (let load = 0; load <= PAINTS; load += 1) {
    const opened = await openBoard(browser, board)
    const filledMs = await opened.page.evaluate(() => performance.now())
    const paintMs = await opened.page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    )
    await opened.page.context().close()
    scripts = opened.scripts
    // The first load warms the server.
    if (load === 0 || paintMs === undefined) continue
    first.push(paintMs)
    filled.push(filledMs)
  }
  const all = (await readdir(ASSETS)).filter((name) => name.endsWith('.js'))
  const at = (values: number[]) => Math.round(percentile(values, 0.5))
  return (
    `board     script ${await gzipKiB(scripts)} KiB gzip for the board (aim <= 60), ${await gzipKiB(all)} KiB for all screens; ` +
    `first contentful paint ${at(first)} ms, conversations there after ${at(filled)} ms ` +
    `(median of ${first.length}, cold browser, warm server)`
  )
}

async function gzipKiB(names: string[]): Promise<string> {
  const files = await Promise.all(names.map((name) => readFile(path.join(ASSETS, name))))
  return (files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1_024).toFixed(1)
}

/** From before the webhook is posted to the frame that shows the caller's row, both by this machine's clock. */
async function eventToPixel(browser: Browser, board: Board, ring: (place: number) => Promise<string>): Promise<string> {
  const { page } = await openBoard(browser, board)
  await page.locator('.live-sign.on').waitFor()
  await page.evaluate(() => {
    const shownAt: Record<string, number> = {}
    Object.assign(window, { shownAt })
    const look = () => {
      const fresh = [...document.querySelectorAll('.talks .talk-name')].map((name) => name.textContent ?? '')
      // After the frame in which the row stands has been handed over to be drawn.
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => fresh.forEach((name) => (shownAt[name] ??= Date.now()))
        channel.port2.postMessage(null)
      })
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  const rangAt = new Map<string, number>()
  for (let place = 0; place < EVENTS; place += 1) {
    const at = Date.now()
    const from = await ring(place)
    rangAt.set(from.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3'), at)
    await wait(Math.max(0, EVENT_EVERY_MS - (Date.now() - at)))
  }
  await wait(500)
  const shownAt = await page.evaluate(() => (window as unknown as { shownAt: Record<string, number> }).shownAt)
  const took = [...rangAt].flatMap(([name, at]) => (shownAt[name] === undefined ? [] : [shownAt[name] - at]))
  const at = (share: number) => Math.round(percentile(took, share))
  return (
    `board     event to pixel p50 ${at(0.5)}, p99 ${at(0.99)}, max ${Math.max(...took)} ms ` +
    `over ${took.length} of ${rangAt.size} missed calls (aim p99 <= 200; webhook posted to frame drawn, one clock)`
  )
}

async function manyBoards(): Promise<string> {
  const shoulder = await runShoulder({ tenants: TENANTS, policy: POLICY })
  const post = openPoster(shoulder.workerd.url, 16)
  const ringAll = (round: number) =>
    Promise.all(shoulder.businesses.map((_business, tenant) => call(shoulder, post, tenant, round * TENANTS + tenant)))
  try {
    // All tenants awake, so that what is added is the boards' alone.
    await ringAll(0)
    const pid = shoulder.workerd.pid()
    const before = residentMiB(pid)
    const boards = await openBoards(shoulder, BOARDS_EACH)
    const after = residentMiB(pid)
    const cpuBefore = cpuMs(pid)
    const beganAt = Date.now()
    await ringAll(1)
    await boards.heard(1)
    const tookMs = Date.now() - beganAt
    const cpu = cpuMs(pid) - cpuBefore
    boards.close()
    const count = TENANTS * BOARDS_EACH
    return (
      `boards    ${count} open over ${TENANTS} tenants: ${Math.round(after - before)} MiB more than the ` +
      `${Math.round(before)} MiB before (${(((after - before) * 1_024) / count).toFixed(0)} KiB each); a call to each tenant ` +
      `reached all ${count} within ${tookMs} ms and ${cpu} ms of CPU`
    )
  } finally {
    post.close()
    await shoulder.close()
  }
}
