import { useRef } from 'preact/hooks'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { minute } from '../clock.ts'
import { formatMoment } from '../format.ts'
import { nameOfLead } from '../models/lead-name.ts'
import { business, zone } from '../models/tenant-model.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { Moment } from '../parts/moment.tsx'
import { Money } from '../parts/money.tsx'
import { PhoneNumber } from '../parts/phone-number.tsx'
import { Icon } from '../parts/icon.tsx'
import { pathOf } from '../router.ts'
import { locale } from '../words/language.ts'
import { pipelineWords } from '../words/pipeline-words.ts'
import type { CardDrag } from './card-drag.ts'

type LeadCardProps = {
  lead: LeadView
  mayMove: boolean
  isMoving: boolean
  isBack: boolean
  isCarried: boolean
  drag: CardDrag
  onKey: (key: string) => boolean
  onLeave: () => void
  onMenu: () => void
}

/** A lead: its link opens the conversation, its keys and the finger move it. */
export function LeadCard({ lead, mayMove, isMoving, isBack, isCarried, drag, onKey, onLeave, onMenu }: LeadCardProps) {
  const words = pipelineWords()
  const card = useRef<HTMLLIElement>(null)
  const name = nameOfLead(lead, words.unnamed)
  const tenantId = business.value?.id ?? ''
  const classes = ['lead-card', isMoving ? 'moving' : '', isBack ? 'back' : '', isCarried ? 'carried' : '']
  return (
    <li
      ref={card}
      class={classes.filter(Boolean).join(' ')}
      aria-busy={isMoving}
      onPointerDown={(event) => card.current !== null && drag.grab(event, lead.id, card.current)}
    >
      <a
        class="lead-link"
        href={pathOf({ view: 'conversation', tenantId, customerId: lead.customerId })}
        data-lead={lead.id}
        draggable={false}
        aria-describedby="pipeline-keys"
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return
          if (onKey(event.key)) event.preventDefault()
        }}
        onBlur={onLeave}
        onClick={(event) => drag.wasDragged() && event.preventDefault()}
      >
        <span class="lead-name one-line">{name}</span>
        {lead.name === null || lead.phone === null ? null : (
          <span class="soft small">
            <PhoneNumber phone={lead.phone} />
          </span>
        )}
      </a>
      <div class="lead-facts small soft">
        {lead.status !== 'lost' && lead.revenueMinor !== null ? (
          <span class="lead-revenue">
            <Money amountMinor={lead.revenueMinor} currency={business.value?.currency ?? 'USD'} />
          </span>
        ) : null}
        {lead.status === 'completed' && lead.revenueMinor !== null ? null : lead.wishedAt === null ? (
          <span>{words.sources[lead.source] ?? ''}</span>
        ) : (
          <span class="lead-wish">
            <Icon name="calendar" size={16} />
            {formatMoment(lead.wishedAt, { form: 'long', zone: zone.value, now: minute.value, locale: locale.value })}
          </span>
        )}
        <Moment at={lead.updatedAt} zone={zone.value} />
      </div>
      {mayMove ? (
        <div class="lead-menu">
          <IconButton icon="more" label={words.moveLead(name)} onPress={onMenu} />
        </div>
      ) : null}
    </li>
  )
}
