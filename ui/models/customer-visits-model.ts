import { signal } from '@preact/signals'
import type { AgendaView, AppointmentMove, AppointmentView, NewAppointment } from '../../tenants/contract/booking.ts'
import { get, tenantPath, type Answer, type Problem } from '../api.ts'
import { onLiveEvent, wholeReadings } from './tenant-model.ts'
import { addVisit, AGENDA_SHAPE, moveVisit, REREAD_AFTER_MS } from './visits-model.ts'

/** The visits to one customer while their card is open. */
export class CustomerVisitsModel {
  readonly agenda = signal<AgendaView | null>(null)
  readonly problem = signal<Problem | null>(null)
  readonly #tenantId: string
  readonly #customerId: string
  readonly #stops: (() => void)[]
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(tenantId: string, customerId: string) {
    this.#tenantId = tenantId
    this.#customerId = customerId
    this.#stops = [
      onLiveEvent(({ event }) => {
        if (event.customerId === customerId && event.type.startsWith('visit_')) this.#rereadSoon()
      }),
      wholeReadings.subscribe(() => this.agenda.peek() !== null && this.#rereadSoon()),
    ]
    void this.load()
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const stop of this.#stops) stop()
  }

  async load(): Promise<void> {
    const path = tenantPath(this.#tenantId, `conversations/${this.#customerId}/visits`)
    const answer = await get<AgendaView>(path, AGENDA_SHAPE)
    if (answer.ok) this.agenda.value = answer.value
    this.problem.value = answer.ok ? null : answer.problem
  }

  move(visit: AppointmentView, move: AppointmentMove): Promise<Problem | null> {
    return this.#send(moveVisit(this.#tenantId, visit.id, move))
  }

  add(wanted: NewAppointment): Promise<Problem | null> {
    return this.#send(addVisit(this.#tenantId, wanted))
  }

  async #send(sent: Promise<Answer<AppointmentView>>): Promise<Problem | null> {
    const answer = await sent
    await this.load()
    return answer.ok ? null : answer.problem
  }

  #rereadSoon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.load(), REREAD_AFTER_MS)
  }
}
