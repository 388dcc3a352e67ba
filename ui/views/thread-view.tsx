import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ConversationView } from '../../tenants/contract/board.ts'
import { minute } from '../clock.ts'
import { dayOf, formatDay } from '../format.ts'
import type { ConversationModel } from '../models/conversation-model.ts'
import { zone } from '../models/tenant-model.ts'
import { readThread, type ThreadLine } from '../models/thread.ts'
import { Button } from '../parts/button.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { conversationWords } from '../words/es-conversation.ts'
import { locale } from '../words/language.ts'
import { BubbleView, OutgoingBubble } from './bubble-view.tsx'
import { MediaList } from './media-view.tsx'

const NEAR_PX = 120

/** Everything in order, the newest at the bottom, where the reader begins. */
export function Thread({ model, view }: { model: ConversationModel; view: ConversationView }) {
  const words = conversationWords()
  const lines = readThread(view.items, (at) => dayOf(at, zone.value))
  const { frame, isBelow, toEnd } = useSteadyScroll(lines, model)
  return (
    <div class="thread" ref={frame} tabIndex={0} role="group" aria-label={words.thread}>
      <div class="thread-lines">
        <div class="thread-older">
          {view.before === null ? (
            <p class="soft small">{words.beginning}</p>
          ) : (
            <Button kind="quiet" isBusy={model.isPaging.value} onPress={() => void model.readOlder()}>
              {model.isPaging.value ? words.loadingOlder : words.older}
            </Button>
          )}
        </div>
        <ol class="lines">
          {lines.map((line) => (
            <li key={line.key} class={`line ${line.kind}`}>
              <Line line={line} view={view} />
            </li>
          ))}
          {model.outgoing.value.map((outgoing) => (
            <li key={outgoing.key} class="line bubble">
              <OutgoingBubble outgoing={outgoing} />
            </li>
          ))}
        </ol>
      </div>
      {isBelow ? (
        <div class="thread-below">
          <Button kind="primary" icon="down" onPress={toEnd}>
            {words.newBelow}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Who reads at the end stays there as lines come; who reads further up is moved neither by new lines nor by old. */
function useSteadyScroll(lines: ThreadLine[], model: ConversationModel) {
  const frame = useRef<HTMLDivElement>(null)
  const seen = useRef({ height: 0, isAtEnd: true, first: '', last: '' })
  const [isBelow, setBelow] = useState(false)
  const last = `${lines.at(-1)?.key} ${model.outgoing.value.at(-1)?.key}`
  const first = lines[1]?.key ?? ''
  useLayoutEffect(() => {
    const thread = frame.current
    if (thread === null) return
    const before = seen.current
    if (before.isAtEnd) thread.scrollTop = thread.scrollHeight
    else if (first !== before.first) thread.scrollTop += thread.scrollHeight - before.height
    else if (last !== before.last) setBelow(true)
    seen.current = { ...before, height: thread.scrollHeight, first, last }
  }, [first, last])
  useEffect(() => {
    const thread = frame.current
    if (thread === null) return
    const look = () => {
      const isAtEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR_PX
      seen.current = { ...seen.current, isAtEnd, height: thread.scrollHeight }
      if (isAtEnd) setBelow(false)
      if (thread.scrollTop < NEAR_PX) void model.readOlder()
    }
    // The keyboard and the composer change the height as well.
    const grown = new ResizeObserver(() => {
      if (seen.current.isAtEnd) thread.scrollTop = thread.scrollHeight
    })
    thread.addEventListener('scroll', look, { passive: true })
    grown.observe(thread)
    return () => {
      thread.removeEventListener('scroll', look)
      grown.disconnect()
    }
  }, [model])
  const toEnd = () => frame.current?.scrollTo({ top: frame.current.scrollHeight, behavior: 'smooth' })
  return { frame, isBelow, toEnd }
}

function Line({ line, view }: { line: ThreadLine; view: ConversationView }) {
  if (line.kind === 'day') {
    return <h2 class="line-day">{formatDay(line.at, { zone: zone.value, now: minute.value, locale: locale.value })}</h2>
  }
  if (line.kind === 'bubble') return <BubbleView message={line.message} view={view} media={line.item.media} />
  const { event } = line.item
  return (
    <div class="line-fact">
      <Icon name={FACT_ICONS[event.type] ?? 'robot'} size={16} />
      <span>{event.sentence}</span>
      <Moment at={event.at} zone={zone.value} form="time" />
      <MediaList media={line.item.media} />
    </div>
  )
}

const FACT_ICONS: Record<string, IconName> = {
  call_missed: 'missed',
  call_repeated: 'missed',
  call_answered: 'phone',
  voicemail_left: 'phone',
  text_planned: 'clock',
  text_held: 'clock',
  text_refused: 'alert',
  email_refused: 'alert',
  text_undelivered: 'alert',
  email_bounced: 'alert',
  entry_dead: 'alert',
  entry_delayed: 'clock',
  entry_in_doubt: 'question',
  booking_wanted: 'calendar',
  booking_confirmed: 'calendar',
  visit_held: 'clock',
  visit_released: 'clock',
  visit_confirmed: 'calendar',
  visit_moved: 'calendar',
  visit_cancelled: 'close',
  visit_completed: 'check',
  visit_no_show: 'missed',
  quote_drafted: 'edit',
  quote_approved: 'edit',
  quote_closed: 'edit',
  job_completed: 'check',
  review_link_followed: 'outside',
  plan_agreed: 'check',
  plan_noted: 'check',
  plan_more_agreed: 'check',
  plan_cancelled: 'close',
  plan_ended: 'close',
  technician_told: 'bell',
  taken_over: 'hand',
  handed_back: 'undo',
  lead_changed: 'leads',
  lead_moved_by_hand: 'leads',
  customer_opted_out: 'close',
}
