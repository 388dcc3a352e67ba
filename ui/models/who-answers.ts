import { computed, signal, type Signal } from '@preact/signals'
import type { ConversationView } from '../../tenants/contract/board.ts'
import { call, tenantPath } from '../api.ts'
import { showToast } from '../toasts.ts'
import { conversationWords } from '../words/es-conversation.ts'
import { describeProblem } from '../words/problems.ts'

/** Whether a person or the automation answers in one conversation. */
export class WhoAnswers {
  /** What was asked for and not yet confirmed; null where nothing is under way. */
  readonly #wish = signal<boolean | null>(null)
  readonly #view: Signal<ConversationView | null>
  readonly #path: string
  #isTyping = false
  readonly isPerson = computed(() => this.#wish.value ?? this.#view.value?.summary.takenOver ?? false)

  constructor(tenantId: string, customerId: string, view: Signal<ConversationView | null>) {
    this.#view = view
    this.#path = tenantPath(tenantId, `conversations/${customerId}`)
  }

  /** The automation must not answer into the middle of a person's sentence, so its first letter takes over. */
  notice(text: string): void {
    const isBegun = text.trim() !== ''
    // One refusal a text is enough to know; the button stays for another try.
    if (isBegun && !this.#isTyping) void this.ask(true)
    this.#isTyping = isBegun
  }

  /** Shown at once, and taken back with the reason where it is refused. */
  async ask(isPerson: boolean): Promise<void> {
    if (this.isPerson.value === isPerson) return
    this.#wish.value = isPerson
    if (!isPerson) this.#isTyping = false
    const answer = await call('POST', `${this.#path}/${isPerson ? 'takeover' : 'handback'}`)
    const view = this.#view.value
    if (answer.ok && view !== null) this.#view.value = { ...view, summary: { ...view.summary, takenOver: isPerson } }
    if (!answer.ok) {
      const reason = describeProblem(answer.problem)
      showToast(isPerson ? conversationWords().noTakeOver(reason) : reason, 'danger')
    }
    if (this.#wish.value === isPerson) this.#wish.value = null
  }
}
