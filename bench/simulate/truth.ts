import type { World } from '../../sandbox/emulator.ts'
import { emails } from '../../sandbox/resend-email.ts'
import { messages, type Message } from '../../sandbox/twilio-message.ts'
import type { Act } from './network.ts'

/** A text of ours that Twilio took. */
export type SentText = { sid: string; entryId: string | null; to: string; body: string; at: number }
export type SentEmail = { id: string; key: string | null; to: string; at: number }

/** What the providers hold, whatever the tenant believes. */
export class Truth {
  readonly texts: SentText[] = []
  readonly emails: SentEmail[] = []
  readonly byPhone = new Map<string, SentText[]>()
  readonly byAddress = new Map<string, SentEmail[]>()
  readonly #world: World
  /** How often the provider took each entry, to each number. */
  readonly #times = new Map<string, number>()

  constructor(world: World) {
    this.#world = world
  }

  /** The text or the e-mail that this call made, if it made one. */
  read({ provider, method, path, answer }: Act): { text?: SentText; email?: SentEmail } {
    const made = answer.json as { sid?: string; id?: string } | undefined
    if (method !== 'POST') return {}
    if (provider === 'twilio' && path.endsWith('/Messages.json') && answer.status === 201) {
      const message = messages(this.#world).find(made?.sid ?? '')
      return message ? { text: this.#keepText(message) } : {}
    }
    if (provider !== 'resend' || path !== '/emails' || answer.status !== 200) return {}
    const email = emails(this.#world).find(made?.id ?? '')
    // The same key again is answered with the same mail.
    if (!email || (this.byAddress.get(email.to[0] ?? '') ?? []).some(({ id }) => id === email.id)) return {}
    const sent = { id: email.id, key: email.idempotencyKey, to: email.to[0] ?? '', at: email.createdAt }
    this.emails.push(sent)
    push(this.byAddress, sent.to, sent)
    return { email: sent }
  }

  timesOf({ entryId, to }: SentText): number {
    return this.#times.get(`${entryId} ${to}`) ?? 0
  }

  #keepText({ id: sid, to, body, createdAt: at, statusCallback }: Message): SentText {
    const entryId = statusCallback === null ? null : new URL(statusCallback).searchParams.get('entry')
    const text = { sid, entryId, to, body, at }
    this.texts.push(text)
    push(this.byPhone, to, text)
    this.#times.set(`${entryId} ${to}`, this.timesOf(text) + 1)
    return text
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
