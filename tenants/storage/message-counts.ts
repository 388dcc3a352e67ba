import type { Instant } from '../base/clock.ts'
import type { TenantDb } from './open.ts'

/** E-mails to customers since an instant, and how many of them were called junk. */
export function countEmails(db: TenantDb, since: Instant): { sent: number; complaints: number } {
  const query = `select count(*) as sent, coalesce(sum(error_code = 'complained'), 0) as complaints from messages
    where channel = 'email' and direction = 'outbound' and audience = 'customer' and sent_at >= ?`
  return db.$client.sql.exec<{ sent: number; complaints: number }>(query, since).one()
}
