import { signal, type Signal } from '@preact/signals'
import type { ConversationItem, ConversationView } from '../../tenants/contract/board.ts'
import type { LiveMessage } from '../../tenants/contract/live.ts'
import { call, get, tenantPath, type Answer, type Problem, type Shape } from '../api.ts'
import { newKey, now } from '../clock.ts'
import { draftOf } from '../drafts.ts'
import { showToast } from '../toasts.ts'
import { conversationWords } from '../words/es-conversation.ts'
import { language } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { nameOf } from './board-model.ts'
import { giveBack, settleOutgoing, type Outgoing } from './outgoing.ts'
import { Rereading } from './rereading.ts'
import { onLiveEvent, wholeReadings } from './tenant-model.ts'
import { addOlder, applyEvent, refresh } from './thread.ts'
import { WhoAnswers } from './who-answers.ts'

const SHAPE: Shape<ConversationView> = { seq: 'number', summary: 'object', card: 'object', items: 'array' }
/** Events carry neither the gate's reasons nor the card; one reading follows a burst of them. */
const REREAD_AFTER_MS = 700

/** One customer's conversation while it is open. */
export class ConversationModel {
  readonly view = signal<ConversationView | null>(null)
  readonly problem = signal<Problem | null>(null)
  readonly outgoing = signal<Outgoing[]>([])
  readonly sendFault = signal<string | null>(null)
  readonly isPaging = signal(false)
  readonly spoken = signal('')
  readonly draft: Signal<string>
  readonly whoAnswers: WhoAnswers
  /** A text between the tap and the server's answer, for whom the page is closed on in between. */
  readonly #sending: Signal<string>
  /** What was sent last, with the key it bore, until it is known to have been taken. */
  readonly #tried: Signal<string>
  readonly #tenantId: string
  readonly customerId: string
  readonly #stops: (() => void)[]
  readonly #reading = new Rereading<ConversationView>(
    () => this.#readPage(''),
    (answer) => this.#takeReading(answer),
  )

  constructor(tenantId: string, customerId: string) {
    this.#tenantId = tenantId
    this.customerId = customerId
    this.whoAnswers = new WhoAnswers(tenantId, customerId, this.view)
    this.draft = draftOf(`${tenantId}/${customerId}/text`)
    this.#sending = draftOf(`${tenantId}/${customerId}/sending`)
    this.#tried = draftOf(`${tenantId}/${customerId}/tried`)
    if (this.#sending.value !== '') {
      this.draft.value = giveBack(this.draft.value, this.#sending.value)
      this.#sending.value = ''
      this.sendFault.value = conversationWords().interrupted
    }
    this.#stops = [
      onLiveEvent((live) => this.#hear(live)),
      wholeReadings.subscribe(() => this.view.peek() !== null && this.#reading.soon(REREAD_AFTER_MS)),
    ]
    void this.read()
  }

  close(): void {
    this.#reading.close()
    for (const stop of this.#stops) stop()
  }

  read(): Promise<void> {
    return this.#reading.now()
  }

  async readOlder(): Promise<void> {
    const before = this.view.value?.before ?? null
    if (before === null || this.isPaging.value) return
    this.isPaging.value = true
    const answer = await this.#readPage(`&before=${before}`)
    if (answer.ok && this.view.value !== null) this.view.value = addOlder(this.view.value, answer.value)
    if (!answer.ok) showToast(describeProblem(answer.problem), 'danger')
    this.isPaging.value = false
  }

  /** Stands in the thread at once; where it is refused it goes back into the field, with the reason. */
  async send(): Promise<void> {
    const text = this.draft.value.trim()
    if (text === '') return
    const mine: Outgoing = { key: now(), text, at: now(), entryId: null }
    this.outgoing.value = [...this.outgoing.value, mine]
    this.#sending.value = text
    this.draft.value = ''
    this.sendFault.value = null
    const answer = await call<{ entryId: string }>('POST', this.#path('/messages'), {
      body: { text },
      shape: { entryId: 'string' },
      key: this.#keyFor(text),
    })
    this.#sending.value = ''
    if (answer.ok) this.#tried.value = ''
    const others = this.outgoing.value.filter((each) => each !== mine)
    if (answer.ok) {
      // The timeline may have shown it before the answer came, or when it was sent the first time.
      const { entryId } = answer.value
      const isShown = this.view.value?.items.some(({ event }) => event.detail['entryId'] === entryId) ?? false
      const isWaiting = others.length < this.outgoing.value.length && !isShown
      if (isShown) this.outgoing.value = others
      if (isWaiting) this.outgoing.value = [...others, { ...mine, entryId }]
      return
    }
    this.outgoing.value = others
    this.draft.value = giveBack(this.draft.value, text)
    this.sendFault.value = `${describeProblem(answer.problem)} ${conversationWords().notSent}`
  }

  /** Whoever sends again what may have arrived, as after a connection that broke, sends it under the same key. */
  #keyFor(text: string): string {
    const [key = '', ...words] = this.#tried.value.split('\n')
    if (words.join('\n') === text) return key
    const fresh = newKey()
    this.#tried.value = `${fresh}\n${text}`
    return fresh
  }

  #readPage(rest: string): Promise<Answer<ConversationView>> {
    return get<ConversationView>(this.#path(`?lang=${language.value}${rest}`), SHAPE)
  }

  #hear(live: Extract<LiveMessage, { type: 'event' }>): void {
    if (live.event.customerId !== this.customerId || this.view.value === null) return
    const next = applyEvent(this.view.value, live)
    this.#take(
      next,
      next.items.filter(({ event }) => event.id === live.event.id),
    )
    if (live.event.type === 'reply_received' && live.message !== null) {
      this.spoken.value = conversationWords().newText(nameOf(next.summary), live.message.body)
    }
    this.#reading.soon(REREAD_AFTER_MS)
  }

  #takeReading(answer: Answer<ConversationView>): void {
    const known = this.view.value
    if (!answer.ok) {
      if (known === null) this.problem.value = answer.problem
      return
    }
    this.problem.value = null
    if (known === null) return this.#take(answer.value, [])
    const shown = new Set(known.items.map(({ event }) => event.id))
    this.#take(
      refresh(known, answer.value),
      answer.value.items.filter(({ event }) => !shown.has(event.id)),
    )
  }

  #take(next: ConversationView, arrived: ConversationItem[]): void {
    this.view.value = next
    this.outgoing.value = settleOutgoing(this.outgoing.value, arrived)
  }

  #path(rest: string): string {
    return tenantPath(this.#tenantId, `conversations/${this.customerId}${rest}`)
  }
}
