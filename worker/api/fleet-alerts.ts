import { clock, MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { NewSilence, RuleName, type AlertsView, type AlertView } from '../../tenants/contract/alerts.ts'
import { isFlapping } from '../alerts/decide.ts'
import { FLEET, isSilenced, rowOf, stateOf } from '../alerts/judge.ts'
import { RULES } from '../alerts/rules.ts'
import { ALERTS_LISTED_MAX, ALERTS_RECENT_MS, SILENCES_MAX } from '../bounds.ts'
import type { Route, SignedInContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { addSilence, endSilence, listSilences } from '../directory/alert-silences.ts'
import { listAlerts, loadAlertById, saveAlerts, type NamedAlert } from '../directory/alerts.ts'
import { hasTenant } from '../directory/tenants.ts'
import { invalid, readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson, type Refusal } from '../respond.ts'

/** `GET /api/v1/fleet/alerts`: what is open, and what has been lately. */
export const readAlerts: Route<SignedInContext> = async (_request, { env: { DIRECTORY } }) => {
  const now = clock.now()
  const [silences, raised, cleared] = await Promise.all([
    listSilences(DIRECTORY, now, SILENCES_MAX),
    listAlerts(DIRECTORY, { isRaised: true, since: 0, limit: ALERTS_LISTED_MAX + 1 }),
    listAlerts(DIRECTORY, { isRaised: false, since: now - ALERTS_RECENT_MS, limit: ALERTS_LISTED_MAX }),
  ])
  const view = (rows: NamedAlert[]) => rows.flatMap((row) => viewAlert(row, isSilenced(row, silences), now) ?? [])
  return respondJson({
    open: view(raised.slice(0, ALERTS_LISTED_MAX)).toSorted(byUrgency),
    hasMore: raised.length > ALERTS_LISTED_MAX,
    recent: view(cleared).toSorted((one, other) => (other.clearedAt ?? 0) - (one.clearedAt ?? 0)),
    silences: silences.map(({ silenceId: id, untilAt: until, rule, ...rest }) => {
      return { id, until, rule: rule as RuleName | null, ...rest }
    }),
  } satisfies AlertsView)
}

function byUrgency(one: AlertView, other: AlertView): number {
  const rank = ({ severity, acknowledgedAt }: AlertView) => (acknowledgedAt ? 2 : 0) + (severity === 'urgent' ? 0 : 1)
  return rank(one) - rank(other) || other.raisedAt - one.raisedAt
}

/** A rule of another release than ours is left out. */
function viewAlert(row: NamedAlert, silenced: boolean, now: Instant): AlertView | null {
  const { alertId, subject, acknowledgedBy, businessName } = row
  const name = RuleName.options.find((each) => each === row.rule)
  if (name === undefined || alertId === null) return null
  const state = stateOf(row)
  const rule = RULES[name]
  return {
    id: alertId,
    rule: name,
    severity: rule.severity,
    tenantId: subject === FLEET ? null : subject,
    businessName,
    unit: rule.unit,
    figure: state.figure,
    threshold: rule.raiseAt,
    isBadAbove: rule.isBadAbove,
    raisedAt: state.raisedAt ?? 0,
    clearedAt: state.isRaised ? null : state.clearedAt,
    acknowledgedAt: state.acknowledgedAt,
    acknowledgedBy,
    isSilenced: silenced,
    isFlapping: isFlapping(rule, state, now),
  }
}

const SAVES_TRIED_MAX = 3

/** `POST /api/v1/fleet/alerts/:alertId/acknowledge`: somebody is on it; no more reminders of this raising. */
export const acknowledgeAlert: Route<SignedInContext> = async (request, context) => {
  const { DIRECTORY } = context.env
  const alertId = request.params['alertId'] ?? ''
  // A reading may come in between, which changes the row as well.
  for (let tried = 0; tried < SAVES_TRIED_MAX; tried += 1) {
    const row = await loadAlertById(DIRECTORY, alertId)
    if (!row?.isRaised) return refuse(ALERT_MISSING)
    const state = stateOf(row)
    if (state.acknowledgedAt !== null) return respondEmpty()
    if (tried === 0) await recordAccess(context, 'alert_acknowledged', tenantOf(row.subject), row.rule)
    const now = clock.now()
    const taken = rowOf(row, row, { state: { ...state, acknowledgedAt: now }, hasBegun: false, now })
    await saveAlerts(DIRECTORY, [
      { before: row, next: { ...taken, acknowledgedBy: context.person.email }, notice: null },
    ])
  }
  const row = await loadAlertById(DIRECTORY, alertId)
  return row && stateOf(row).acknowledgedAt !== null ? respondEmpty() : refuse(ALERT_BUSY)
}

function tenantOf(subject: string): string | null {
  return subject === FLEET ? null : subject
}

/** `POST /api/v1/fleet/silences` with `{rule?, tenantId?, forMinutes, reason}` */
export const addAlertSilence: Route<SignedInContext> = async (request, context) => {
  const wanted = await readJson(request, NewSilence)
  if (!wanted.ok) return refuse(wanted.error)
  const { rule, tenantId, forMinutes, reason } = wanted.value
  const { DIRECTORY } = context.env
  const now = clock.now()
  if (tenantId !== null && !(await hasTenant(DIRECTORY, tenantId))) {
    const refused = invalid([{ path: 'tenantId', message: 'a business of ours' }])
    if (!refused.ok) return refuse(refused.error)
  }
  if ((await listSilences(DIRECTORY, now, SILENCES_MAX)).length >= SILENCES_MAX) return refuse(TOO_MANY_SILENCES)
  const silenceId = newId('sil')
  await recordAccess(context, 'alerts_silenced', tenantId, rule ?? 'all')
  const untilAt = now + forMinutes * MINUTE_MS
  const createdBy = context.person.email
  await addSilence(DIRECTORY, { silenceId, rule, tenantId, untilAt, reason, createdBy, createdAt: now })
  return respondJson({ id: silenceId, until: untilAt }, 201)
}

/** `DELETE /api/v1/fleet/silences/:silenceId`: from the next five minutes on, what is open is told again. */
export const endAlertSilence: Route<SignedInContext> = async (request, context) => {
  const silenceId = request.params['silenceId'] ?? ''
  if (await endSilence(context.env.DIRECTORY, silenceId, clock.now())) {
    await recordAccess(context, 'alerts_silenced', null, 'ended')
  }
  return respondEmpty()
}

const ALERT_MISSING: Refusal = { code: 'alert_missing', detail: 'There is no such alert, or it is over.' }
const ALERT_BUSY: Refusal = { code: 'edited_meanwhile', detail: 'The alert changed at this very moment. Try again.' }
const TOO_MANY_SILENCES: Refusal = {
  code: 'silences_full',
  detail: `At most ${SILENCES_MAX} silences hold at the same time. End one of them first.`,
}
