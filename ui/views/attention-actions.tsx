import type { AttentionView } from '../../tenants/contract/board.ts'
import { deal, type AttentionDeed } from '../models/board-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { Button } from '../parts/button.tsx'
import { pathOf } from '../router.ts'
import { boardWords } from '../words/es-board.ts'
import { KeepOne } from './keep-one.tsx'
import { QuoteMatter } from './quote-matter.tsx'
import { VisitOver } from './visit-over.tsx'

/** Where in the settings a matter is dealt with that concerns no single customer. */
const SEEN_IN = { canary: 'check', crm: 'gohighlevel', privacy: 'privacy' } as const

type AttentionActionsProps = {
  tenantId: string
  matter: AttentionView
  phone: string | null
  name: string | null
}

/** What can be done about a matter, the one thing to do first. */
export function AttentionActions({ tenantId, matter, phone, name }: AttentionActionsProps) {
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
      return (
        <div class="row">
          <QuoteMatter
            tenantId={tenantId}
            customerId={customerId ?? ''}
            quoteId={matter.quoteId ?? ''}
            name={name ?? words.unknownCaller}
          />
          {open(false)}
        </div>
      )
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
          {matter.pair ? (
            <KeepOne tenantId={tenantId} matter={matter} pair={matter.pair} />
          ) : (
            act('keep', words.keepIt, true)
          )}
          {matter.canTakeOther ? act('take_other', words.takeOther, false) : null}
          {open(false)}
        </div>
      )
    case 'proposal':
      return (
        <div class="row">
          <Button kind="primary" href={pathOf({ view: 'agents', tenantId })}>
            {words.decide}
          </Button>
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
