import type { ComponentChildren } from 'preact'
import type { ConversationView } from '../../tenants/contract/board.ts'
import { formatLength } from '../format.ts'
import { nameOf } from '../models/board-model.ts'
import { mayWrite, tenantId } from '../models/session-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { PhoneNumber } from '../parts/phone-number.tsx'
import { boardWords } from '../words/es-board.ts'
import { conversationWords } from '../words/es-conversation.ts'
import { locale } from '../words/language.ts'
import { optOutWords } from '../words/opt-out-words.ts'
import { CustomerVisits } from './customer-visits.tsx'
import { CallBack } from './call-back.tsx'
import { CustomerWork } from './customer-work.tsx'
import { RelationField } from './relation-field.tsx'
import { PersonCopy } from './person-copy.tsx'

type CustomerCardProps = { view: ConversationView; onOptOut: () => void; onDone: () => void }

/** Who this is, whether they may be texted, and what there was with them before. */
export function CustomerCard({ view, onOptOut, onDone }: CustomerCardProps) {
  const words = conversationWords()
  const { card } = view
  const speaks = card.language === 'es' ? words.languages.es : words.languages.en
  return (
    <div class="customer">
      <div class="stack-tight">
        <h2>{nameOf(card)}</h2>
        {card.optedOut ? (
          <div>
            <Badge tone="danger" icon="close">
              {words.optedOut}
            </Badge>
          </div>
        ) : null}
      </div>
      {card.phone === null ? null : (
        <Button icon="phone" href={`tel:${card.phone}`} isWide>
          <PhoneNumber phone={card.phone} />
        </Button>
      )}
      {card.phone === null || !mayWrite.value || tenantId.value === null ? null : (
        <CallBack tenantId={tenantId.value} customerId={card.id} />
      )}
      <dl class="details">
        {card.email === null ? null : (
          <Detail label={words.emailAddress}>
            <a href={`mailto:${card.email}`}>{card.email}</a>
          </Detail>
        )}
        <Detail label={words.speaks}>{speaks}</Detail>
        <Detail label={words.permission}>
          <Permission view={view} />
        </Detail>
        <Detail label={words.since}>
          <Moment at={card.createdAt} zone={zone.value} form="long" />
        </Detail>
      </dl>
      {mayWrite.value && tenantId.value !== null ? (
        <RelationField key={card.relation} tenantId={tenantId.value} customerId={card.id} relation={card.relation} />
      ) : null}
      {tenantId.value === null ? null : (
        <CustomerVisits key={card.id} tenantId={tenantId.value} customerId={card.id} name={nameOf(card)} />
      )}
      {tenantId.value === null ? null : <CustomerWork tenantId={tenantId.value} view={view} onDone={onDone} />}
      <Leads view={view} />
      <Calls view={view} />
      <PersonCopy view={view} />
      {card.optedOut || !mayWrite.value ? null : (
        <Button kind="quiet" icon="close" isWide onPress={onOptOut}>
          {optOutWords().button}
        </Button>
      )}
    </div>
  )
}

function Detail({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Permission({ view }: { view: ConversationView }) {
  const words = conversationWords()
  const { consent, optedOut } = view.card
  if (optedOut) return words.optedOut
  if (consent === null) return words.permissionNone
  return (
    <>
      {Object.entries(words.consents).find(([basis]) => basis === consent.basis)?.[1] ?? consent.basis}
      <span class="soft small">
        {' · '}
        <Moment at={consent.givenAt} zone={zone.value} />
      </span>
    </>
  )
}

function Leads({ view }: { view: ConversationView }) {
  const words = conversationWords()
  const { leads } = view.card
  if (leads.length === 0) return null
  return (
    <section class="stack-tight">
      <h3>{words.leads}</h3>
      <ul class="past">
        {leads.map((lead) => (
          <li key={lead.id}>
            <span class="grow">
              {Object.entries(words.sources).find(([source]) => source === lead.source)?.[1] ?? lead.source}
              {lead.wishedAt === null ? null : (
                <span class="soft small past-line">
                  {words.wishes} <Moment at={lead.wishedAt} zone={zone.value} form="long" />
                </span>
              )}
            </span>
            <Badge tone={lead.status === 'booked' || lead.status === 'completed' ? 'good' : 'neutral'}>
              {Object.entries(boardWords().statuses).find(([status]) => status === lead.status)?.[1] ?? lead.status}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Calls({ view }: { view: ConversationView }) {
  const words = conversationWords()
  const { calls } = view.card
  return (
    <section class="stack-tight">
      <h3>{words.calls}</h3>
      {calls.length === 0 ? <p class="soft">{words.noCalls}</p> : null}
      <ul class="past">
        {calls.map((call) => (
          <li key={call.id}>
            <span class="grow">
              {Object.entries(words.outcomes).find(([outcome]) => outcome === call.outcome)?.[1] ?? call.outcome}
              {call.durationS === 0 ? '' : ` · ${formatLength(call.durationS * 1_000, locale.value)}`}
            </span>
            <span class="soft small">
              <Moment at={call.endedAt} zone={zone.value} form="long" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
