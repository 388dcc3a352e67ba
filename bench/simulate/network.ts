import { describeRequest } from '../../sandbox/exchange.ts'
import type { Emulator, EmulatorResponse, World } from '../../sandbox/emulator.ts'
import type { Webhook, WebhookOutcome } from '../../sandbox/webhooks.ts'
import { unreachable } from '../../tenants/base/result.ts'
import type { Random } from '../fuzz/random.ts'
import type { Answer, Call } from './router.ts'
import type { VirtualTime } from './virtual-time.ts'
import { WireAnswer, WireRequest, wireResponse } from './wire.ts'

export const PROVIDERS_URL = 'https://providers.example.com'

/** One call of ours, as the provider answered it. */
export type Act = { provider: string; method: string; path: string; answer: EmulatorResponse }

type Settle = { answer(response: Response): void; fail(error: Error): void }

/** Shares of status callbacks that the way to us loses, and how late a webhook may come that is out of order. */
const LOST_CALLBACKS_SHARE = 0.02
const LOST_WEBHOOKS_SHARE = 0.03
const OUT_OF_ORDER_MS_MAX = 4_000
const TIMEOUT_USUAL_MS = 10_000

/**
 * The wires between the tenant and its providers, in one process and on virtual time. Requests and answers each take
 * their way; a fault in force strikes as `sandbox/fault-exchange.ts` does. A request that has left arrives also where
 * the object that sent it dies meanwhile.
 */
export class Network {
  readonly #time: VirtualTime
  readonly #random: Random
  world!: World
  /** Hands a webhook to Shoulder. */
  deliverTo!: (call: Call) => Promise<Answer>
  /** Told of each call that a provider has acted on. */
  onAct: (act: Act) => void = () => undefined
  /** Told of each fault that struck. */
  readonly struck = new Map<string, number>()
  #timeoutMs = TIMEOUT_USUAL_MS
  readonly #threads = new Map<string, number>()

  constructor(time: VirtualTime, random: Random) {
    this.#time = time
    this.#random = random
  }

  /** Puts the process's own way out on these wires. */
  install(): void {
    // The only caller makes its request right after; a real one would keep the process awake in real time.
    AbortSignal.timeout = (timeoutMs: number) => {
      this.#timeoutMs = timeoutMs
      return new AbortController().signal
    }
    Object.assign(globalThis, {
      Request: WireRequest,
      Response: WireAnswer,
      fetch: (request: WireRequest) => this.#send(request),
    })
  }

  /** A provider calls us: with its own retries, and as far as the way lets it. */
  async deliver(webhook: Webhook): Promise<WebhookOutcome> {
    const isCallback = webhook.thread !== undefined
    if (isCallback && this.#random.chance(LOST_CALLBACKS_SHARE)) {
      this.#count('callback lost')
      return { status: null, body: '', error: 'timeout', attempts: 1 }
    }
    // Whatever GoHighLevel's says is sent once: what its way loses is for the comparisons to find.
    if (webhook.provider === 'ghl' && this.#random.chance(LOST_WEBHOOKS_SHARE)) {
      this.#count('ghl webhook lost')
      return { status: null, body: '', error: 'timeout', attempts: 1 }
    }
    const strike = this.world.faults.strikeWebhook(webhook.provider, webhook.url)
    if (strike) this.#count(`${webhook.provider} ${strike}`)
    if (strike === 'duplicate') void this.#carry(webhook, this.#way())
    const late = strike === 'out_of_order' ? this.#random.below(OUT_OF_ORDER_MS_MAX) : 0
    return this.#carry(webhook, late > 0 ? late : this.#inTurn(webhook))
  }

  /** When a webhook of this thread may arrive at the earliest, so that none overtakes the one before it. */
  #inTurn({ thread }: Webhook): number {
    const delayMs = this.#way()
    if (thread === undefined) return delayMs
    const at = Math.max(this.#time.now + delayMs, (this.#threads.get(thread) ?? 0) + 1)
    this.#threads.set(thread, at)
    return at - this.#time.now
  }

  #carry(webhook: Webhook, delayMs: number, attempts = 1): Promise<WebhookOutcome> {
    return new Promise((resolve, reject) => {
      const arrive = async () => {
        const headers = webhook.headers(this.#time.now)
        const attempt = await this.deliverTo({ url: webhook.url, body: webhook.body, headers })
        const isTaken = attempt.status >= 200 && attempt.status < 300
        const waitMs = webhook.retry.delaysMs[attempts - 1]
        if (isTaken || waitMs === undefined || !webhook.retry.after(attempt)) return resolve({ ...attempt, attempts })
        void this.#carry(webhook, waitMs, attempts + 1).then(resolve, reject)
      }
      this.#time.later(delayMs, arrive)
    })
  }

  async #send(request: WireRequest): Promise<Response> {
    const timeoutMs = this.#timeoutMs
    const { url, method, headers, bytes } = request
    const target = url.slice(PROVIDERS_URL.length)
    const emulator = Object.values(this.world.emulators).find(({ basePath }) => target.startsWith(`${basePath}/`))
    if (!url.startsWith(PROVIDERS_URL) || !emulator) throw new Error(`The product called ${url}, which nobody plays.`)
    const path = target.slice(emulator.basePath.length)
    const asked = describeRequest(method, path, headers, bytes)
    return new Promise((resolve, reject) => {
      const giveUp = this.#time.laterInLife(timeoutMs, () =>
        reject(new DOMException('The operation timed out.', 'TimeoutError')),
      )
      // What comes after the first of them changes nothing: a promise is settled once.
      const settle: Settle = {
        answer: (response) => (giveUp(), resolve(response)),
        fail: (error) => (giveUp(), reject(error)),
      }
      this.#exchange(emulator, asked, settle)
    })
  }

  #exchange(emulator: Emulator, asked: ReturnType<typeof describeRequest>, settle: Settle): void {
    const fault = this.world.faults.strikeRequest(emulator.name, asked.path)
    if (fault) this.#count(`${emulator.name} ${fault.kind}`)
    const act = async () => {
      const answer = await emulator.handle(asked, this.world)
      this.onAct({ provider: emulator.name, method: asked.method, path: asked.path, answer })
      return answer
    }
    const reply = (answer: EmulatorResponse) =>
      this.#time.laterInLife(this.#way(), () => settle.answer(wireResponse(answer)))
    const there = (delayMs: number, run: () => void | Promise<void>) => void this.#time.later(delayMs, run)
    const kind = fault?.kind
    switch (kind) {
      case 'status':
        return there(this.#way(), () => void reply(emulator.refuse(fault?.status ?? 500)))
      case 'reset':
        return there(this.#way(), () => settle.fail(new TypeError('Network connection lost.')))
      case 'timeout':
        return
      case 'act_then_timeout':
        return there(this.#way(), async () => void (await act()))
      case 'malformed':
        return there(this.#way(), async () => {
          await act()
          reply({ status: 200, text: '<!doctype html><title>One moment</title>', headers: HTML })
        })
      case 'slow':
        return there(fault?.slowMs ?? 0, async () => void reply(await act()))
      case 'duplicate':
      case 'out_of_order':
      case 'quota':
      case 'partial':
      case 'policy':
      case 'concurrent':
      case undefined:
        return there(this.#way(), async () => void reply(await act()))
      default:
        return unreachable(kind)
    }
  }

  /** Mostly quick, now and then not. */
  #way(): number {
    const usual = 15 + this.#random.below(120)
    return this.#random.chance(0.02) ? usual * 12 : usual
  }

  #count(what: string): void {
    this.struck.set(what, (this.struck.get(what) ?? 0) + 1)
  }
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }
