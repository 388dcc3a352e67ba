import type { ConversationView } from '../../tenants/contract/board.ts'
import type { MediaView } from '../../tenants/contract/media.ts'
import { nameOf } from '../models/board-model.ts'
import type { Outgoing } from '../models/outgoing.ts'
import { zone } from '../models/tenant-model.ts'
import { failureOf, tickOf, type Bubble, type Tick } from '../models/thread.ts'
import { Button } from '../parts/button.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { useFlag } from '../screen.ts'
import { conversationWords } from '../words/es-conversation.ts'
import { optOutWords } from '../words/opt-out-words.ts'
import { shellWords } from '../words/es-shell.ts'
import { MediaList } from './media-view.tsx'
import { WhyWords } from './why-words.tsx'

const TICK_ICONS: Record<Tick, IconName> = {
  sending: 'clock',
  sent: 'check',
  delivered: 'checks',
  failed: 'alert',
  in_doubt: 'question',
}
/** E-mails are letters; more than this is folded away. */
const FOLDED_CHARS = 480

type BubbleProps = { message: Bubble; view: ConversationView; media?: MediaView[] | undefined }

export function BubbleView({ message, view, media }: BubbleProps) {
  const words = conversationWords()
  const isOurs = message.direction === 'outbound'
  const tick = tickOf(message.status)
  const failure = isOurs && tick === 'failed' ? failureOf(view.items, message) : null
  const isHuman = message.template === 'human_text'
  const author = !isOurs ? words.inbound(nameOf(view.summary)) : isHuman ? words.byPerson : words.byAutomation
  return (
    <div class={`bubble-place ${isOurs ? 'ours' : 'theirs'}`}>
      <article class={`bubble-body ${isHuman ? 'human' : ''}`} aria-label={author}>
        {message.channel === 'email' ? (
          <p class="bubble-subject">
            <Icon name="email" size={16} />
            <span>{message.subject ?? words.email}</span>
          </p>
        ) : null}
        <HowSaid message={message} />
        {message.body === '' ? null : <BubbleText text={message.body} />}
        <MediaList media={media} />
      </article>
      <p class="bubble-foot">
        {isOurs && !isHuman ? <Icon name="robot" size={16} /> : null}
        <Moment at={message.createdAt} zone={zone.value} form="time" />
        {isOurs ? <TickSign tick={tick} /> : null}
        {isOurs ? <Why message={message} /> : null}
      </p>
      {failure === null ? null : <p class="bubble-failure">{failure}</p>}
    </div>
  )
}

/** What was not written to us says how it was said. */
function HowSaid({ message: { channel, subject } }: { message: Bubble }) {
  if (channel !== 'note' && channel !== 'voice' && channel !== 'web') return null
  const words = optOutWords()
  const how = Object.entries(words.channels).find(([key]) => key === subject)?.[1] ?? ''
  return (
    <p class="bubble-subject">
      <Icon name={channel === 'voice' ? 'phone' : 'edit'} size={16} />
      <span>{channel === 'voice' ? words.voicemail : channel === 'web' ? words.form : words.noted(how)}</span>
    </p>
  )
}

export function OutgoingBubble({ outgoing }: { outgoing: Outgoing }) {
  return (
    <div class="bubble-place ours waiting">
      <article class="bubble-body human" aria-label={conversationWords().byPerson}>
        <BubbleText text={outgoing.text} />
      </article>
      <p class="bubble-foot">
        <Moment at={outgoing.at} zone={zone.value} form="time" />
        <TickSign tick="sending" />
      </p>
    </div>
  )
}

function BubbleText({ text }: { text: string }) {
  const whole = useFlag()
  const isFolded = text.length > FOLDED_CHARS && !whole.isUp
  return (
    <>
      <p class="bubble-text">{isFolded ? `${text.slice(0, FOLDED_CHARS - 80).trimEnd()}…` : text}</p>
      {isFolded ? (
        <Button kind="quiet" onPress={whole.raise}>
          {conversationWords().showWhole}
        </Button>
      ) : null}
    </>
  )
}

function TickSign({ tick }: { tick: Tick }) {
  return (
    <span class={`tick ${tick}`}>
      <Icon name={TICK_ICONS[tick]} size={16} />
      <span class={tick === 'delivered' || tick === 'sent' ? 'unseen' : ''}>{conversationWords().ticks[tick]}</span>
    </span>
  )
}

function Why({ message }: { message: Bubble }) {
  const words = conversationWords()
  const sheet = useFlag()
  return (
    <>
      <button class="why-button" type="button" onClick={sheet.raise} aria-haspopup="dialog">
        {words.why}
      </button>
      <Sheet isOpen={sheet.isUp} title={words.why} closeLabel={shellWords().close} onClose={sheet.lower}>
        <WhyWords message={message} />
      </Sheet>
    </>
  )
}
