import type * as miniflare from 'miniflare'
import type { Night } from './nights.ts'
import { Log, LogLevel, Miniflare } from './platform.ts'

type Options = ConstructorParameters<typeof Miniflare>[0]

const REVIVALS_PER_MINUTE_MAX = 20
const REVIVAL_DELAY_MS = 200

/** Keeps a workerd alive. Miniflare starts one again that has ended, and gives up when that one ends in its start. */
export class Reviver {
  readonly #options: Options
  readonly #say: (line: string) => void
  #miniflare: miniflare.Miniflare | null = null
  #triedAt: number[] = []
  #isReviving = false

  constructor(options: Options, say: (line: string) => void) {
    this.#options = options
    this.#say = say
  }

  async begin(): Promise<miniflare.Miniflare> {
    this.#miniflare = new Miniflare(this.#options)
    await this.#miniflare.ready
    return this.#miniflare
  }

  async wake(night: Night): Promise<void> {
    await (await this.#miniflare?.getWorker())?.scheduled(night)
  }

  /** Begins anew on the same state, now and then. Where workerd ends again and again, nothing is left but to stop. */
  revive(): void {
    if (this.#isReviving) return
    this.#isReviving = true
    const now = Date.now()
    this.#triedAt = [...this.#triedAt.filter((at) => at > now - 60_000), now]
    if (this.#triedAt.length > REVIVALS_PER_MINUTE_MAX) {
      process.stderr.write('workerd ended and could not be started again, so Shoulder stops. Its state is kept.\n')
      process.exit(1)
    }
    setTimeout(() => void this.#beginAnew(), REVIVAL_DELAY_MS)
  }

  async #beginAnew(): Promise<void> {
    const isBack = await this.#replace().catch(() => false)
    this.#isReviving = false
    if (isBack) this.#say('workerd ended in its start and was started anew on the same state.')
    else this.revive()
  }

  async #replace(): Promise<boolean> {
    await this.#miniflare?.dispose().catch(() => undefined)
    await this.begin()
    return true
  }
}

/** Hears what Miniflare would only remember: that its Worker is gone. */
export class RestartLog extends Log {
  readonly #onGone: () => void

  constructor(onGone: () => void) {
    super(LogLevel.NONE)
    this.#onGone = onGone
  }

  override error(error: Error): void {
    const why = error.cause instanceof Error ? error.cause.message : error.message
    process.stderr.write(`${why}\n`)
    if ((error as { code?: unknown }).code === 'ERR_RUNTIME_FAILURE') this.#onGone()
  }
}
