import * as v from 'valibot'
import { clock } from '../../tenants/base/clock.ts'
import { PersonEmail } from '../../tenants/contract/people.ts'
import { BREACH_WINDOW_MS_MAX } from '../bounds.ts'
import { draftBreachReport } from '../breach/draft-report.ts'
import type { Route, SignedInContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { countAccessBetween } from '../directory/breach-rows.ts'
import { readQuery } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'

const MOMENT = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/
const Moment = v.pipe(
  v.string(),
  v.check(
    (text) => MOMENT.test(text) && !Number.isNaN(Date.parse(text)),
    'a day or an instant in UTC, such as 2026-11-26 or 2026-11-26T04:30:00Z',
  ),
  v.transform((text) => Date.parse(text)),
)

export const BreachQuery = v.pipe(
  v.object({
    from: Moment,
    to: Moment,
    /** When somebody of us first knew: the 72 hours run from then. */
    aware: v.optional(Moment),
    account: v.optional(PersonEmail),
    tenant: v.optional(v.pipe(v.string(), v.regex(/^ten_[0-9a-z]{24}$/))),
  }),
  v.forward(
    v.check(({ from, to }) => from < to && to - from <= BREACH_WINDOW_MS_MAX, 'later than from, by at most 90 days'),
    ['to'],
  ),
)

/**
 * `GET /api/v1/breach-report?from=&to=&aware=&account=&tenant=`: a BreachReport, drafted from the access log. A day as
 * `to` counts up to its midnight, so the day itself is left out.
 */
export const readBreachReport: Route<SignedInContext> = async (request, context) => {
  const query = readQuery(request.url, BreachQuery)
  if (!query.ok) return refuse(query.error)
  const { from, to, aware, account = null, tenant = null } = query.value
  const window = { from, to, email: account, tenantId: tenant }
  const now = clock.now()
  const rows = await countAccessBetween(context.env.DIRECTORY, window)
  await recordAccess(context, 'breach_drafted', tenant, account)
  return respondJson(draftBreachReport(rows, { window, awareAt: aware ?? now, now }))
}
