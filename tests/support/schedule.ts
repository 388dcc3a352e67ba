import type { Schedule } from '../../tenants/contract/booking.ts'
import type { Shop } from './open-shop.ts'

/** The business says when it drives out. */
export async function changeSchedule(shop: Shop, change: Partial<Schedule>): Promise<void> {
  const path = `/tenants/${shop.id}/schedule`
  const schedule = await shop.api<Schedule>('GET', path)
  await shop.api('PUT', path, { ...schedule, ...change })
}
