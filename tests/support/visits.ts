import { DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import { openShop, type Shop } from './open-shop.ts'
import { changeSchedule } from './schedule.ts'

export type StoredVisit = { id: string; status: string; startsAt: number; crew: string; fee: number; sequence: number }

export const visitsOf = (shop: Shop) =>
  shop.tenant.query<StoredVisit>(
    `select appointment_id as id, status, starts_at as startsAt, crew_id as crew, fee_minor as fee, sequence
      from appointments order by appointment_id`,
  )

export const countCells = async (shop: Shop) =>
  (await shop.tenant.query<{ count: number }>('select count(*) as count from slot_cells'))[0]?.count ?? 0

/** A shop whose customer has been texted about a missed call on a Tuesday at noon; nobody closes for a holiday. */
export async function openBooking(over: Record<string, unknown> = {}) {
  const shop = await openShop(over)
  await changeSchedule(shop, { closesOnHolidays: false })
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  const midnight = Math.floor(shop.watch.now / DAY_MS) * DAY_MS
  /** `days` after today, on the clock of the business, which is six hours behind in winter and five in summer. */
  const local = (days: number, hour: number) => {
    const offset = new Date(midnight).toLocaleString('en-US', { timeZone: shop.timeZone, timeZoneName: 'short' })
    return midnight + days * DAY_MS + (hour + (offset.endsWith('DT') ? 5 : 6)) * HOUR_MS
  }
  const said = async () => (await pat.received()).at(-1) ?? ''
  /** People take a moment to answer, and an answer counts against those of the same moment. */
  const writes = async (words: string) => {
    await shop.tenant.passSeconds(5)
    await pat.texts(words)
  }
  return { shop, pat, local, said, writes }
}

/** The same, with a visit at that hour of a day to come. */
export async function openAgreed(wish: string, over: Record<string, unknown> = {}) {
  const booking = await openBooking(over)
  await booking.writes(`can someone come ${wish}?`)
  await booking.writes('YES')
  return booking
}
