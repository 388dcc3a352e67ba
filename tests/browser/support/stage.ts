import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from '../../support/chromium.ts'
import { npmStart, type Run } from '../../start/support/npm-start.ts'

/** The real `npm start` with its demo business, and a real Chromium in front of it. */

export const ADMIN = 'admin@example.com'
export const TECHNICIAN = 'rosa@bluebonnet.example.com'

export type Business = {
  id: string
  businessName: string
  smsNumber: string
  primaryPhone: string
  /** Null where calls come through Twilio alone. */
  ghlLocationId: string | null
}

export type Caller = { from: string; name?: string; email?: string }
type ContextOptions = BrowserContextOptions & { email?: string | null }

export type Stage = {
  run: Run
  browser: Browser
  /** The demo business, whose first text goes out half a second after a missed call. */
  business: Business
  /** A browser of its own, signed in; with `email: null` not yet. */
  signedIn(options?: ContextOptions): Promise<BrowserContext>
  /** Its page at a path of Shoulder's. */
  open(context: BrowserContext, place: string): Promise<Page>
  /** What went wrong in any page so far: exceptions, and whatever the content security policy kept from running. */
  complaints: string[]
  /** Calls a business and hangs up. */
  call(caller: Caller, business?: Business): Promise<void>
  text(from: string, body: string, business?: Business): Promise<void>
  /** The texts a person has got, once there are so many. */
  received(phone: string, count: number): Promise<string[]>
  sandbox<T>(route: string, body?: unknown): Promise<T>
  /** The API as an admin uses it. */
  api<T>(method: string, route: string, body?: unknown): Promise<T>
  /** One more business. */
  openBusiness(profile: { businessName: string; smsNumber: string; email: string }): Promise<Business>
  customerId(phone: string, business?: Business): Promise<string>
  /** Takes what the last text to this person offered; answers the link of the text that confirms it. */
  agree(phone: string): Promise<string>
  /** Ends all browsers of people, for the next story. */
  leave(): Promise<void>
  close(): Promise<void>
}

const RECEIVED_WITHIN_MS = 15_000
const POLICY = { textAfterMs: 500 }

export async function openStage(): Promise<Stage> {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), 'shoulder-browser-'))
  const run = await npmStart({ stateDir, env: { ADMIN_EMAILS: ADMIN } })
  await run.ready()
  const browser = await launchChromium()
  const sandbox = <T>(route: string, body?: unknown) => ask<T>(`${run.sandboxUrl}${route}`, body ? 'POST' : 'GET', body)
  const { token } = await sandbox<{ token: string }>('/sandbox/access/token', { email: ADMIN })
  const api = <T>(method: string, route: string, body?: unknown) =>
    ask<T>(`${run.appUrl}/api/v1${route}`, method, body, { 'cf-access-jwt-assertion': token })
  const business = await findDemo(api)
  await api('PATCH', `/tenants/${business.id}/policy`, POLICY)
  const complaints: string[] = []
  return {
    run,
    browser,
    business,
    complaints,
    sandbox,
    api,
    async signedIn({ email = TECHNICIAN, ...options } = {}) {
      const context = await browser.newContext({ locale: 'en-US', ...options })
      context.on('weberror', (error) => complaints.push(String(error.error())))
      context.on('console', (line) => /content security policy/i.test(line.text()) && complaints.push(line.text()))
      if (email !== null) await context.addCookies([await signIn(run, sandbox, email)])
      return context
    },
    async open(context, place) {
      const page = await context.newPage()
      await page.goto(`${run.appUrl}${place}`)
      return page
    },
    async call({ from, ...caller }, { smsNumber: to, ghlLocationId: locationId } = business) {
      const way = locationId === null ? { via: 'twilio' } : { via: 'ghl', locationId }
      await sandbox('/sandbox/calls', { to, from, outcome: 'no-answer', ...way, ...caller })
    },
    async text(from, body, { smsNumber: to } = business) {
      await sandbox('/sandbox/sms', { from, to, body })
    },
    received: (phone, count) => receive(sandbox, phone, count),
    async openBusiness(profile) {
      const { id } = await api<{ id: string }>('POST', '/tenants', { ...PROFILE, ...profile, policy: POLICY })
      const opened = await api<Business>('GET', `/tenants/${id}`)
      await sandbox('/sandbox/businesses', { ...PROFILE, ...profile, id })
      return opened
    },
    async customerId(phone, { id } = business) {
      const { items } = await api<{ items: { id: string; phone: string }[] }>('GET', `/tenants/${id}/customers`)
      return items.find((customer) => customer.phone === phone)?.id ?? ''
    },
    async agree(phone) {
      const offered = await receive(sandbox, phone, 1)
      // One time is taken by a word, several by their number.
      const body = /Reply YES/.test(offered.at(-1) ?? '') ? 'YES' : '1'
      await sandbox('/sandbox/sms', { from: phone, to: business.smsNumber, body })
      const answered = await receive(sandbox, phone, offered.length + 1)
      const link = /https?:\S+\/b\/[\w.-]*\w/.exec(answered.at(-1) ?? '')?.[0]
      if (link === undefined) throw new Error(`No visit was agreed. The last answer: ${answered.at(-1)}`)
      return link
    },
    async leave() {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    async close() {
      await browser.close()
      run.signal('SIGINT')
      await run.ended
      await rm(stateDir, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

const PROFILE = {
  ownerName: 'Dana Fields',
  primaryPhone: '+15125550120',
  timeZone: 'America/Chicago',
  serviceArea: 'Austin, TX',
  serviceTypes: ['plumbing'],
  postalAddress: '1 Example Way, Austin, TX 78701',
  priceBook: [{ service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain'] }],
}

async function signIn(run: Run, sandbox: Stage['sandbox'], email: string) {
  const { token } = await sandbox<{ token: string }>('/sandbox/access/token', { email })
  return { name: 'CF_Authorization', value: token, url: run.appUrl, httpOnly: true }
}

async function receive(sandbox: Stage['sandbox'], phone: string, count: number): Promise<string[]> {
  const giveUpAt = Date.now() + RECEIVED_WITHIN_MS
  for (;;) {
    const texts = await sandbox<{ body: string }[]>(`/sandbox/messages?to=${encodeURIComponent(phone)}`)
    if (texts.length >= count) return texts.map(({ body }) => body)
    if (Date.now() > giveUpAt) throw new Error(`${phone} got ${texts.length} of ${count} texts.`)
    await wait(50)
  }
}

async function findDemo(api: Stage['api']): Promise<Business> {
  const { items } = await api<{ items: { id: string }[] }>('GET', '/tenants')
  return api('GET', `/tenants/${items[0]?.id}`)
}

async function ask<T>(url: string, method: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await fetch(url, { method, headers: { 'content-type': 'application/json', ...headers }, ...json })
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`)
  const text = await answer.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** Numbers that end in more than this have a fate of their own in the sandbox. */
const PLAIN_MAX = 89
let callers = 0

/** A fictional number nobody else in this file has. */
export function newCaller(): string {
  callers += 1
  const areaCode = 214 + Math.floor(callers / PLAIN_MAX)
  return `+1${areaCode}55501${String(callers % PLAIN_MAX).padStart(2, '0')}`
}
