import { TenantObject } from '../../tenants/tenant-object.ts'
import type { TenantEnv } from '../../tenants/tenant-env.ts'
import { SimulatedStorage } from './storage.ts'
import type { Cancel, VirtualTime } from './virtual-time.ts'

/** What of the platform a tenant's object sees beside its storage: no socket is ever open in a simulation. */
class Platform {
  ready: Promise<unknown> = Promise.resolve()
  readonly id: { name: string; toString(): string }
  readonly storage: DurableObjectStorage

  constructor(storage: SimulatedStorage, name: string) {
    this.storage = storage.asPlatform()
    this.id = { name, toString: () => name }
  }

  blockConcurrencyWhile<T>(work: () => Promise<T>): Promise<T> {
    const done = work()
    this.ready = done
    return done
  }

  getWebSockets(): WebSocket[] {
    return []
  }

  setWebSocketAutoResponse(): void {}

  getWebSocketAutoResponseTimestamp(): null {
    return null
  }

  waitUntil(): void {}
}

/** No router stands before it, so it calls none. */
class Simulated extends TenantObject {
  protected override get frontDoor(): null {
    return null
  }
}

/** The platform's pair that answers pings; nobody pings here. */
class NoPair {}

/**
 * One tenant's object on its storage: made when it is needed, rung when its alarm is due, and killed at any moment with
 * nothing left but what it wrote.
 */
export class TenantHost {
  readonly storage: SimulatedStorage
  readonly #time: VirtualTime
  readonly #env: TenantEnv
  readonly #name: string
  #object: TenantObject | null = null
  #ring: Cancel = () => undefined
  kills = 0

  constructor(time: VirtualTime, env: TenantEnv, name: string, storage?: SimulatedStorage) {
    this.#time = time
    this.#env = env
    this.#name = name
    Object.assign(globalThis, { WebSocketRequestResponsePair: NoPair })
    this.storage = storage ?? new SimulatedStorage()
    this.storage.onAlarm = (at) => this.#arm(at)
  }

  async object(): Promise<TenantObject> {
    if (this.#object) return this.#object
    const platform = new Platform(this.storage, this.#name)
    Object.assign(platform, { abort: () => this.kill() })
    const object = new Simulated(platform as unknown as DurableObjectState, this.#env)
    await platform.ready
    this.#object = object
    return object
  }

  /** The process dies: calls on their way get no answer, timers in memory never ring. */
  kill(): void {
    if (!this.#object) return
    this.#object = null
    this.#time.life += 1
    this.kills += 1
  }

  #arm(at: number | null): void {
    this.#ring()
    this.#ring = at === null ? () => undefined : this.#time.at(at, () => this.#wake())
  }

  async #wake(): Promise<void> {
    this.storage.takeAlarm()
    const object = await this.object()
    await object.alarm()
  }
}
