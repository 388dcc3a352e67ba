import { useId } from 'preact/hooks'
import type { ConversationView } from '../../tenants/contract/board.ts'
import type { ConversationModel } from '../models/conversation-model.ts'
import { mayWrite, me } from '../models/session-model.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { SegmentMeter } from '../parts/segment-meter.tsx'
import { countSegments } from '../segments.ts'
import { conversationWords } from '../words/es-conversation.ts'

type ComposerProps = { model: ConversationModel; view: ConversationView }

/** As the server has it. */
const CHARS_MAX = 1_600
/** More texts than this in one go are costly and read by nobody. */
const SEGMENTS_USUAL = 3

/** Where a person writes to the customer; for whom it cannot be used it says why. */
export function Composer({ model, view }: ComposerProps) {
  const words = conversationWords()
  const { phone } = view.summary
  if (me.value === null) return <div class="composer closed" aria-busy="true" />
  if (!mayWrite.value) return <p class="composer closed soft">{words.viewer}</p>
  if (phone === null) return <p class="composer closed soft">{words.noNumber}</p>
  if (view.summary.optedOut) {
    const unsent = model.draft.value.trim()
    return (
      <div class="composer closed">
        <div class="grow">
          <strong>{words.optedOutTitle}</strong>
          <p class="soft small">{words.optedOutBody}</p>
          {/* Whoever was writing in that moment must not lose their words, if only to say them on the phone. */}
          <div role="status">{unsent === '' ? null : <p class="small unsent">{words.unsent(unsent)}</p>}</div>
        </div>
        <Button icon="phone" href={`tel:${phone}`}>
          {words.callNow}
        </Button>
      </div>
    )
  }
  return (
    <div class="composer">
      <WhoAnswersHere model={model} />
      <WritingField model={model} />
    </div>
  )
}

function WhoAnswersHere({ model }: { model: ConversationModel }) {
  const words = conversationWords()
  const isMine = model.whoAnswers.isPerson.value
  return (
    <div class={isMine ? 'who mine' : 'who'}>
      <Icon name={isMine ? 'hand' : 'robot'} />
      <p class="grow" role="status">
        <strong>{isMine ? words.yours : words.automation}</strong>{' '}
        <span>{isMine ? words.yoursHint : words.automationHint}</span>
      </p>
      <Button kind="quiet" onPress={() => void model.whoAnswers.ask(!isMine)}>
        {isMine ? words.handBack : words.takeOver}
      </Button>
    </div>
  )
}

function WritingField({ model }: { model: ConversationModel }) {
  const words = conversationWords()
  const id = useId()
  const text = model.draft.value
  const { segments, characters } = countSegments(text)
  const isTooLong = text.trim().length > CHARS_MAX
  const fault = isTooLong ? words.tooLong(CHARS_MAX) : model.sendFault.value
  const canSend = text.trim() !== '' && !isTooLong
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (canSend) void model.send()
      }}
    >
      <p class="field-error" role="alert" id={`${id}-fault`} hidden={fault === null}>
        <Icon name="alert" size={16} />
        <span>{fault}</span>
      </p>
      <div class="writing">
        <label class="unseen" for={id}>
          {words.composer}
        </label>
        <textarea
          id={id}
          class="control"
          rows={1}
          value={text}
          placeholder={words.placeholder}
          aria-describedby={`${id}-meter ${id}-fault`}
          aria-invalid={isTooLong}
          onInput={(event) => {
            model.draft.value = event.currentTarget.value
            model.whoAnswers.notice(event.currentTarget.value)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            if (canSend) void model.send()
          }}
        />
        <button class="send" type="submit" aria-label={words.send} title={words.send} disabled={!canSend}>
          <Icon name="send" size={22} />
        </button>
      </div>
      <div class="writing-foot" id={`${id}-meter`}>
        <SegmentMeter
          segments={segments}
          segmentsMax={SEGMENTS_USUAL}
          words={segments === 0 ? '' : words.segments(segments, characters)}
        />
        <span class="send-hint">{words.sendHint}</span>
      </div>
    </form>
  )
}
