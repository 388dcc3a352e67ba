import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto'
import { targetOf, writeBody, type Draft } from './draft.ts'
import type { Random } from './random.ts'
import type { World } from './shop.ts'

/** How a request proves where it comes from. All but `genuine` must be turned away with nothing written. */
export const FORGERIES = ['wrong_key', 'unsigned', 'other_body', 'stale'] as const
export type Signing = 'genuine' | (typeof FORGERIES)[number]

/** What goes over the wire. `isCut` ends the connection in the middle of the body. */
export type Wire = {
  method: string
  target: string
  headers: [name: string, value: string][]
  body: Buffer
  isChunked: boolean
  isCut: boolean
}

const STALE_MS = 3 * 3_600_000
const wrongKey = generateKeyPairSync('ed25519').privateKey

/** `spoil` has the last word on the bytes, before they are signed. */
export function wire(
  draft: Draft,
  signing: Signing,
  world: World,
  random: Random,
  spoil: (body: Buffer) => Buffer = (body) => body,
): Wire {
  const body = spoil(Buffer.from(writeBody(draft.body)))
  const target = targetOf(draft)
  const proof = draft.surface === 'hook' ? signatureOf(draft, { target, body }, signing, world, random) : []
  const { method } = draft
  return { method, target, headers: [...draft.headers, ...proof], body, isChunked: false, isCut: false }
}

/** Made before anything is changed. The other providers' stale requests differ in their signatures. */
export function withOldTimestamp(draft: Draft): Draft {
  const value = draft.body.kind === 'json' ? draft.body.value : null
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return draft
  const timestamp = new Date(Date.now() - STALE_MS).toISOString()
  return { ...draft, body: { kind: 'json', value: { ...value, timestamp } } }
}

type Sent = { target: string; body: Buffer }
type Headers = [name: string, value: string][]

function signatureOf(draft: Draft, sent: Sent, signing: Signing, world: World, random: Random): Headers {
  if (signing === 'unsigned') return random.pick(UNSIGNED)(nameOf(draft))
  const signed =
    signing === 'other_body' ? { ...sent, body: Buffer.concat([sent.body, Buffer.from('&Extra=1')]) } : sent
  switch (draft.provider) {
    case 'twilio': {
      const secret = signing === 'wrong_key' ? random.hex(32) : world.keys.twilio
      // Nothing in Twilio's scheme grows old; a signature for another address is its kind of stale.
      const target =
        signing === 'stale' ? `${signed.target}${signed.target.includes('?') ? '&' : '?'}step=x` : signed.target
      return [['X-Twilio-Signature', signTwilio(secret, world.appUrl + target, signed.body)]]
    }
    case 'gohighlevel': {
      const key = signing === 'wrong_key' ? wrongKey : world.keys.ghl
      return [['X-GHL-Signature', signWith(null, signed.body, key).toString('base64')]]
    }
    case 'resend':
      return signSvix(signing === 'wrong_key' ? random.hex(32) : world.keys.resend, signed.body, signing, random)
    case null:
      return []
  }
}

const nameOf = ({ provider }: Draft) =>
  provider === 'twilio' ? 'X-Twilio-Signature' : provider === 'resend' ? 'svix-signature' : 'X-GHL-Signature'

/** None at all, or something in its place. */
const UNSIGNED: readonly [(name: string) => Headers, ...((name: string) => Headers)[]] = [
  () => [],
  () => [],
  (name) => [[name, '']],
  (name) => [[name, 'AAAA']],
  (name) => [[name, Buffer.alloc(64).toString('base64')]],
  (name) => [[name, 'v1,']],
  (name) => [[name, '%%%']],
  (name) => [[name, 'x'.repeat(4_000)]],
  (name) => [
    [name, Buffer.alloc(20).toString('base64')],
    [name, 'v1,AAAA'],
  ],
  (name) => [
    [name, 'v1,AAAA v2,BBBB'],
    ['svix-id', 'msg_1'],
    ['svix-timestamp', String(Math.floor(Date.now() / 1_000))],
  ],
  (name) => [
    [name, 'v1,AAAA'],
    ['svix-id', 'msg_1'],
    ['svix-timestamp', '99999999999999999999'],
  ],
  (name) => [
    [name, 'v1,AAAA'],
    ['svix-id', 'msg_1'],
    ['svix-timestamp', '99999999999'],
  ],
]

function signTwilio(secret: string, url: string, body: Buffer): string {
  const fields = new URLSearchParams(body.toString())
  const names = [...new Set(fields.keys())].toSorted()
  const valuesOf = (name: string) => [...new Set(fields.getAll(name))].toSorted()
  const text = names.flatMap((name) => valuesOf(name).map((value) => name + value)).join('')
  return createHmac('sha1', secret)
    .update(new URL(url).href + text)
    .digest('base64')
}

function signSvix(secret: string, body: Buffer, signing: Signing, random: Random): Headers {
  const id = `msg_${random.hex(27)}`
  const driftMs = signing === 'stale' ? (random.chance(0.5) ? -STALE_MS : STALE_MS) : 0
  const timestamp = String(Math.floor((Date.now() + driftMs) / 1_000))
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')
  return [
    ['svix-id', id],
    ['svix-timestamp', timestamp],
    ['svix-signature', `v1,${signature}`],
  ]
}
