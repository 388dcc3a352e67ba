import { signal } from '@preact/signals'
import { NotedOptOut, type OptOutChannel } from '../../tenants/contract/opt-out.ts'
import { call, tenantPath } from '../api.ts'
import { describeProblem } from '../words/problems.ts'
import { readFields, type Fault } from './field-faults.ts'

/** A customer asked the technician for no more messages; the form that notes it. */
export class OptOutModel {
  readonly isOpen = signal(false)
  readonly said = signal('')
  readonly channel = signal<OptOutChannel>('phone')
  readonly fault = signal<Fault | null>(null)
  readonly refusal = signal<string | null>(null)
  readonly isBusy = signal(false)
  readonly #path: string
  readonly #done: () => void

  /** `done` is called once it stands. */
  constructor(tenantId: string, customerId: string, done: () => void) {
    this.#path = tenantPath(tenantId, `conversations/${customerId}/opt-out`)
    this.#done = done
  }

  open(): void {
    this.fault.value = null
    this.refusal.value = null
    this.isOpen.value = true
  }

  close(): void {
    this.isOpen.value = false
  }

  say(words: string): void {
    this.said.value = words
    this.fault.value = null
  }

  /** What was typed stays where it could not be noted. */
  async note(): Promise<boolean> {
    const read = readFields(NotedOptOut, { said: this.said.value, channel: this.channel.value })
    if (!read.ok) {
      this.fault.value = read.faults['said'] ?? null
      return false
    }
    this.isBusy.value = true
    const answer = await call('POST', this.#path, { body: read.value })
    this.isBusy.value = false
    if (!answer.ok) {
      this.refusal.value = describeProblem(answer.problem)
      return false
    }
    this.said.value = ''
    this.close()
    this.#done()
    return true
  }
}
