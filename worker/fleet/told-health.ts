import type { Instant } from '../../tenants/base/clock.ts'
import { HEALTH_PASSED_ON_MS, ROOM_HEALTH_MAX } from '../../tenants/base/fleet-limits.ts'
import type { HealthTelling, ToldHealth } from '../../tenants/contract/fleet-room.ts'

/**
 * Businesses that said something is wrong with them, and for a while those that said it is over, for whoever raises
 * alerts. Most have nothing to say, and leave nothing here.
 */
export class ToldHealths {
  readonly #told: Map<string, ToldHealth>

  constructor(kept: ToldHealth[] | null) {
    this.#told = new Map((kept ?? []).map((health) => [health.tenantId, health]))
  }

  /** Whether anything is to be kept of it. */
  take(tenantId: string, { isNews, ...health }: HealthTelling): boolean {
    const before = this.#told.get(tenantId)
    // Whoever has just woken up and is well says what everybody takes for granted.
    if (!isBad(health) && !isNews && !before) return false
    if (before && before.at >= health.at) return false
    // Those that said something last stand last.
    this.#told.delete(tenantId)
    this.#told.set(tenantId, { tenantId, ...health })
    for (const [oldest] of this.#told) if (this.#told.size > ROOM_HEALTH_MAX) this.#told.delete(oldest)
    return true
  }

  /** The newest last. What is over was read often enough after a while. */
  read(now: Instant): ToldHealth[] {
    for (const [tenantId, health] of this.#told) {
      if (!isBad(health) && now - health.at > HEALTH_PASSED_ON_MS) this.#told.delete(tenantId)
    }
    return [...this.#told.values()]
  }
}

function isBad({ isCanaryBroken, isTextingRefused }: Omit<ToldHealth, 'tenantId'>): boolean {
  return isCanaryBroken === true || isTextingRefused
}
