import { randomBytes, randomUUID } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signGhl, signTwilio, webhookKeys } from '../support/sign-webhooks.ts'
import { canFindProcesses } from '../support/workerd.ts'
import { readTexts } from './support/ask.ts'
import {
  canMount,
  endRuns,
  eventually,
  makeFolder,
  npmStart,
  removeFolder,
  START_TIMEOUT_MS,
  type Run,
} from './support/npm-start.ts'

const ACCOUNT_SID = `AC${'5'.repeat(32)}`
const AUTH_TOKEN = 'a token that both sides know'
const CUSTOMER = '+12145550149'
const DEMO_NUMBER = '+15125550101'
const DEMO_LOCATION = 'locBluebonnetDemo0001'

let folder: string
beforeAll(async () => void (folder = await makeFolder()))
afterAll(async () => {
  endRuns()
  await removeFolder(folder)
})

const mountable = canMount('a disk that fills up while Shoulder runs loses nothing')
describe.skipIf(!canFindProcesses || !mountable)('a disk that fills up', { timeout: START_TIMEOUT_MS }, () => {
  test('makes providers send again, and once there is space each delivery counts once', async () => {
    const at = path.join(folder, 'disk')
    await mkdir(at)
    const keys = await webhookKeys()
    const env = {
      TWILIO_ACCOUNT_SID: ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      GHL_WEBHOOK_PUBLIC_KEY: keys.publicKeyPem,
    }
    const run = await npmStart({ stateDir: path.join(at, 'state'), env, mount: { at, options: 'size=96m' } })
    await run.ready()
    const question = await signText(run, 'How much to fix a water heater?')
    const call = await signCall(run, keys.privateKey)

    // Only the processes in the namespace see the disk; through one of them we do too.
    const filler = path.join(`/proc/${run.processes()[0]?.pid}/root`, at, 'filler')
    fill(filler)
    expect([await question(), await call()]).toEqual([503, 429])
    expect((await fetch(`${run.appUrl}/healthz`)).status).toBe(200)

    await rm(filler)
    expect([await question(), await call(), await question(), await call()]).toEqual([200, 200, 200, 200])
    const texts = await eventually('the question is answered and the call is told of', async () => {
      const sent = await readTexts(run)
      return sent.length > 1 && sent.sort()
    })
    expect(texts).toEqual([expect.stringContaining('$179-$463'), expect.stringContaining('Missed a call')])
  })
})

/** Sends the same delivery at each call and answers its status. */
type Delivery = () => Promise<number>

async function signText(run: Run, words: string): Promise<Delivery> {
  const url = `${run.appUrl}/hooks/twilio/sms`
  const MessageSid = `SM${randomBytes(16).toString('hex')}`
  const params = {
    ...{ AccountSid: ACCOUNT_SID, ApiVersion: '2010-04-01', MessageSid, SmsMessageSid: MessageSid },
    ...{ Body: words, From: CUSTOMER, To: DEMO_NUMBER, NumMedia: '0', NumSegments: '1', SmsStatus: 'received' },
  }
  const headers = { 'x-twilio-signature': await signTwilio(AUTH_TOKEN, url, params) }
  return async () => (await fetch(url, { method: 'POST', headers, body: new URLSearchParams(params) })).status
}

async function signCall(run: Run, key: CryptoKey): Promise<Delivery> {
  const now = new Date().toISOString()
  const body = JSON.stringify({
    ...{ type: 'InboundMessage', messageType: 'CALL', direction: 'inbound', locationId: DEMO_LOCATION },
    ...{ contactId: 'contactOfNobody00001', messageId: randomUUID(), webhookId: randomUUID() },
    ...{ status: 'no-answer', callStatus: 'no-answer', dateAdded: now, timestamp: now, attachments: [] },
  })
  const headers = { 'content-type': 'application/json', 'x-ghl-signature': await signGhl(key, body) }
  return async () => (await fetch(`${run.appUrl}/hooks/ghl`, { method: 'POST', headers, body })).status
}

function fill(file: string): void {
  const opened = openSync(file, 'w')
  try {
    for (let bytes = 1 << 20; bytes > 0;) {
      try {
        writeSync(opened, Buffer.alloc(bytes))
      } catch {
        bytes >>= 1
      }
    }
  } finally {
    closeSync(opened)
  }
}
