import { DAY_MS, type Instant } from '../base/clock.ts'
import { COMPLAINTS_MIN, COMPLAINT_SHARE_MAX, EMAIL_REPUTATION_DAYS } from '../base/limits.ts'
import type { EmailDomainView } from '../contract/email-domain.ts'
import type { TenantDb } from './open.ts'

/** E-mails to customers since an instant, and how many of them were called junk. */
function countEmails(db: TenantDb, since: Instant): { sent: number; complaints: number } {
  const query = `select count(*) as sent, coalesce(sum(error_code = 'complained'), 0) as complaints from messages
    where channel = 'email' and direction = 'outbound' and audience = 'customer' and sent_at >= ?`
  return db.$client.sql.exec<{ sent: number; complaints: number }>(query, since).one()
}

/** `isPaused`: so many called our mail junk that offers rest (Gmail asks for less than 0.3 %, aims at 0.1 %). */
export function countReputation(db: TenantDb, now: Instant): Pick<EmailDomainView, 'sent' | 'complaints' | 'isPaused'> {
  const counts = countEmails(db, now - EMAIL_REPUTATION_DAYS * DAY_MS)
  const isPaused = counts.complaints >= COMPLAINTS_MIN && counts.complaints > counts.sent * COMPLAINT_SHARE_MAX
  return { ...counts, isPaused }
}
