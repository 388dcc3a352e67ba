import type { AgendaView, AppointmentView } from '../../tenants/contract/booking.ts'
import { formatMoment, formatMoney, formatPhone } from '../format.ts'
import { mayWrite } from '../models/session-model.ts'
import { nameOfVisit, type VisitAsk } from '../models/visit-ask.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { pathOf } from '../router.ts'
import { locale } from '../words/language.ts'
import { visitsWords } from '../words/visits-words.ts'

const TONES: Record<AppointmentView['status'], Tone> = {
  held: 'warn',
  confirmed: 'good',
  completed: 'good',
  cancelled: 'neutral',
  no_show: 'danger',
}

type VisitRowProps = {
  tenantId: string
  visit: AppointmentView
  agenda: Pick<AgendaView, 'timeZone' | 'currency' | 'crew'>
  now: number
  onAsk: (kind: VisitAsk['kind']) => void
}

/** One visit: when, with whom, for what, and what can be done about it. */
export function VisitRow({ tenantId, visit, agenda, now, onAsk }: VisitRowProps) {
  const words = visitsWords()
  const name = nameOfVisit(visit)
  const { status, customerId, service, address, notes, feeMinor, crewName } = visit
  const isDropped = status === 'cancelled' || status === 'no_show'
  return (
    <li class={isDropped ? 'visit dropped' : 'visit'}>
      <p class="visit-when figures">
        <time dateTime={new Date(visit.startsAt).toISOString()}>{sayTime(visit.startsAt, agenda.timeZone)}</time>
        <span class="soft small">{sayTime(visit.endsAt, agenda.timeZone)}</span>
      </p>
      <div class="visit-what">
        <div class="visit-line">
          <a class="visit-name" href={pathOf({ view: 'conversation', tenantId, customerId })}>
            {name}
          </a>
          <VisitBadge visit={visit} now={now} />
          {feeMinor === 0 ? null : <Badge>{words.fee(formatMoney(feeMinor, agenda.currency, locale.value))}</Badge>}
        </div>
        {service === null ? null : <p>{service}</p>}
        {address === null ? null : <p class="soft small">{address}</p>}
        {agenda.crew.length > 1 ? (
          <p class="soft small visit-crew">
            <Icon name="person" size={16} />
            {words.with(crewName)}
          </p>
        ) : null}
        {notes === null ? null : <p class="soft small visit-notes">{notes}</p>}
      </div>
      {visit.customerPhone === null ? null : (
        <IconButton
          icon="phone"
          label={`${formatPhone(visit.customerPhone)}, ${name}`}
          href={`tel:${visit.customerPhone}`}
        />
      )}
      <VisitActions visit={visit} name={name} now={now} onAsk={onAsk} />
    </li>
  )
}

export function VisitBadge({ visit, now }: Pick<VisitRowProps, 'visit' | 'now'>) {
  const words = visitsWords()
  const isOver = visit.status === 'confirmed' && visit.endsAt <= now
  return (
    <Badge tone={isOver ? 'warn' : TONES[visit.status]}>{isOver ? words.isOver : words.statuses[visit.status]}</Badge>
  )
}

type ActionsProps = Pick<VisitRowProps, 'visit' | 'now' | 'onAsk'> & { name: string }

/** Once it has begun it is done or was in vain; until then it can be moved. */
export function VisitActions({ visit, name, now, onAsk }: ActionsProps) {
  const words = visitsWords()
  const { status } = visit
  if (!mayWrite.value || (status !== 'held' && status !== 'confirmed')) return null
  const hasBegun = status === 'confirmed' && visit.startsAt <= now
  const act = (kind: VisitAsk['kind'], label: string, isFirst = false) => (
    <Button kind={isFirst ? 'plain' : 'quiet'} label={`${label}: ${name}`} onPress={() => onAsk(kind)}>
      {label}
    </Button>
  )
  return (
    <div class="visit-acts">
      {status === 'held' ? act('confirm', words.confirm, true) : null}
      {hasBegun ? act('complete', words.done, true) : null}
      {hasBegun ? act('no_show', words.noShow) : null}
      {act('reschedule', words.move)}
      {act('cancel', words.cancel)}
    </div>
  )
}

function sayTime(at: number, zone: string): string {
  return formatMoment(at, { form: 'time', zone, now: at, locale: locale.value })
}
