import type { AttentionView } from '../../tenants/contract/board.ts'
import { deal, findConversation, nameOf, refusals, type AttentionDeed } from '../models/board-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { pathOf } from '../router.ts'
import { boardWords } from '../words/es-board.ts'
import { LOOKS } from './attention-looks.ts'
import { VisitOver } from './visit-over.tsx'

type Matter = { tenantId: string; matter: AttentionView }

/** Where in the settings a matter is dealt with that concerns no single customer. */
const SEEN_IN = { canary: 'check', crm: 'gohighlevel', privacy: 'privacy' } as const

/** One matter, with the one thing to do about it first. */
export function AttentionCard({ tenantId, matter }: Matter) {
  const words = boardWords()
  const { tone, icon } = LOOKS[matter.kind]
  const person = findConversation(matter.customerId)
  const refusal = refusals.value.get(matter.id)
  return (
    <Card label={words.kinds[matter.kind]}>
      <div class="matter">
        <div class="matter-head">
          <span class={`matter-mark ${tone}`}>
            <Icon name={icon} />
          </span>
          <strong class="grow">{words.kinds[matter.kind]}</strong>
          <span class="soft small">
            <Moment at={matter.since} zone={zone.value} />
          </span>
        </div>
        <p>{matter.sentence}</p>
        {matter.wishedAt === null ? null : (
          <p class="matter-when">
            <Icon name="clock" size={18} />
            <Moment at={matter.wishedAt} zone={zone.value} form="long" />
          </p>
        )}
        {refusal === undefined ? null : (
          <p class="field-error" role="alert">
            <Icon name="alert" size={16} />
            <span>{refusal}</span>
          </p>
        )}
        <Actions tenantId={tenantId} matter={matter} phone={person?.phone ?? null} name={person && nameOf(person)} />
      </div>
    </Card>
  )
}

function Actions({ tenantId, matter, phone, name }: Matter & { phone: string | null; name: string | null }) {
  const words = boardWords()
  const { customerId, kind } = matter
  const open = (isFirst: boolean) =>
    customerId === null ? null : (
      <Button kind={isFirst ? 'primary' : 'plain'} href={pathOf({ view: 'conversation', tenantId, customerId })}>
        {isFirst ? words.open : words.openShort}
      </Button>
    )
  if (!mayWrite.value) return <div class="row">{open(true)}</div>
  const act = (deed: AttentionDeed, label: string, isFirst: boolean) => (
    <Button kind={isFirst ? 'primary' : 'plain'} onPress={() => void deal(tenantId, matter, deed)}>
      {label}
    </Button>
  )
  switch (kind) {
    case 'emergency':
      return (
        <div class="row">
          {phone === null ? null : (
            <Button kind="primary" icon="phone" href={`tel:${phone}`}>
              {words.call}
            </Button>
          )}
          {act('acknowledge', words.acknowledge, phone === null)}
          {open(false)}
        </div>
      )
    case 'booking':
      return (
        <div class="row">
          {act('confirm', words.confirm, true)}
          {open(false)}
        </div>
      )
    case 'visit_over':
      return (
        <div class="row">
          <VisitOver
            tenantId={tenantId}
            appointmentId={matter.appointmentId ?? ''}
            name={name ?? words.unknownCaller}
          />
          {open(false)}
        </div>
      )
    case 'quote':
    case 'waiting':
      return <div class="row">{open(true)}</div>
    case 'dead_letter':
      return (
        <div class="row">
          {act('retry', words.retry, true)}
          {act('dismiss', words.dismiss, false)}
          {open(false)}
        </div>
      )
    case 'unconfirmed':
      return (
        <div class="row">
          {act('dismiss', words.checked, true)}
          {open(false)}
        </div>
      )
    case 'rule_change':
      return null
    case 'conflict':
      return (
        <div class="row">
          {act('keep', words.keepIt, true)}
          {matter.canTakeOther ? act('take_other', words.takeOther, false) : null}
          {open(false)}
        </div>
      )
    case 'canary':
    case 'crm':
    case 'privacy':
      return (
        <div class="row">
          <Button kind="primary" href={pathOf({ view: 'settings', tenantId, section: SEEN_IN[kind] })}>
            {words.openShort}
          </Button>
        </div>
      )
    case 'in_doubt':
      return (
        <div class="row">
          {act('dismiss', words.checked, true)}
          {act('retry', words.sendAgain, false)}
          {open(false)}
        </div>
      )
  }
}
