import { useEffect, useRef, useState } from 'preact/hooks'
import type { ConversationSummary } from '../../tenants/contract/board.ts'
import { nameOf, waitingCustomers } from '../models/board-model.ts'
import { conversations, zone } from '../models/tenant-model.ts'
import { moveByKey, useGlide } from '../moves.ts'
import { Badge } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { pathOf } from '../router.ts'
import { boardWords } from '../words/es-board.ts'

type ListProps = { tenantId: string; currentId?: string }

/** Everybody who called or wrote, newest first. */
export function ConversationList({ tenantId, currentId }: ListProps) {
  const list = useRef<HTMLUListElement>(null)
  const rows = useSteadyRows(conversations.value)
  useGlide(list, rows.map(({ customerId }) => customerId).join())
  useEffect(() => {
    const move = (event: KeyboardEvent) => moveByKey(event, list.current)
    document.addEventListener('keydown', move)
    return () => document.removeEventListener('keydown', move)
  }, [])
  return (
    <>
      <p class="unseen" id="list-keys">
        {boardWords().keys}
      </p>
      <ul class="talks" ref={list} aria-describedby="list-keys">
        {rows.map((row) => (
          <li key={row.customerId} data-key={row.customerId}>
            <Row tenantId={tenantId} row={row} isCurrent={row.customerId === currentId} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** While a finger is down no row slips from under it: the order of that moment stays until the tap is over. */
function useSteadyRows(rows: ConversationSummary[]): ConversationSummary[] {
  const [isPressed, setPressed] = useState(false)
  const held = useRef(rows)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const press = () => setPressed(true)
    const release = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setPressed(false), 250)
    }
    addEventListener('pointerdown', press)
    addEventListener('pointerup', release)
    addEventListener('pointercancel', release)
    return () => {
      clearTimeout(timer)
      removeEventListener('pointerdown', press)
      removeEventListener('pointerup', release)
      removeEventListener('pointercancel', release)
    }
  }, [])
  if (!isPressed) held.current = rows
  return held.current
}

function Row({ tenantId, row, isCurrent }: { tenantId: string; row: ConversationSummary; isCurrent: boolean }) {
  const words = boardWords()
  const needsYou = waitingCustomers.value.has(row.customerId)
  return (
    <a
      class={needsYou ? 'talk needs' : 'talk'}
      href={pathOf({ view: 'conversation', tenantId, customerId: row.customerId })}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <span class="talk-mark">
        <Icon name={row.lastWords === null ? 'missed' : 'text'} />
      </span>
      <span class="talk-words">
        <span class="talk-top">
          <span class="talk-name one-line">{nameOf(row)}</span>
          {needsYou ? <span class="unseen">{words.needsYouMark}</span> : null}
          <span class="talk-time small">
            <Moment at={row.lastAt} zone={zone.value} />
          </span>
        </span>
        <span class="talk-bottom">
          <span class="grow one-line soft">
            {row.lastWords === null ? (
              words.missedCalls(Math.max(1, row.missedCallCount))
            ) : (
              <>
                {row.lastDirection === 'outbound' ? `${words.you} ` : ''}
                {row.lastWords}
              </>
            )}
          </span>
          <RowBadge row={row} />
        </span>
      </span>
    </a>
  )
}

/** At most one, and only what changes what the reader would do. */
function RowBadge({ row }: { row: ConversationSummary }) {
  const words = boardWords()
  if (row.isEmergency) return <Badge tone="danger">{words.kinds.emergency}</Badge>
  if (row.optedOut) return <Badge>{words.optedOut}</Badge>
  if (row.takenOver) return <Badge icon="hand">{words.yours}</Badge>
  const isAgreed = row.leadStatus === 'booked' || row.leadStatus === 'completed' || row.leadStatus === 'lost'
  if (row.journeyStatus === 'booking_wanted' && !isAgreed) return <Badge icon="calendar">{words.wantsVisit}</Badge>
  const status = Object.entries(words.statuses).find(([name]) => name === row.leadStatus)
  if (status === undefined || status[0] === 'new' || status[0] === 'contacted') return null
  const isWon = status[0] === 'booked' || status[0] === 'completed'
  return <Badge tone={isWon ? 'good' : 'neutral'}>{status[1]}</Badge>
}
