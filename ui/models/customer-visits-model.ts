import { signal } from '@preact/signals'
import type { AgendaView, AppointmentMove, AppointmentView, NewAppointment } from '../../tenants/contract/booking.ts'
import { get, tenantPath, type Answer, type Problem } from '../api.ts'
import { Rereading } from './rereading.ts'
import { onLiveEvent, wholeReadings } from './tenant-model.ts'
import { addVisit, AGENDA_SHAPE, moveVisit } from './visits-model.ts'

/** The visits to one customer while their card is open. */
export class CustomerVisitsModel {
  readonly agenda = signal<AgendaView | null>(null)
  readonly problem = signal<Problem | null>(null)
  readonly #tenantId: string
  readonly #reading: Rereading<AgendaView>
  readonly #stops: (() => void)[]

  constructor(tenantId: string, customerId: string) {
    this.#tenantId = tenantId
    const path = tenantPath(tenantId, `conversations/${customerId}/visits`)
    this.#reading = new Rereading(
      () => get<AgendaView>(path, AGENDA_SHAPE),
      (answer) => {
        if (answer.ok) this.agenda.value = answer.value
        this.problem.value = answer.ok ? null : answer.problem
      },
    )
    this.#stops = [
      onLiveEvent(({ event }) => {
        if (event.customerId === customerId && event.type.startsWith('visit_')) this.#reading.soon()
      }),
      wholeReadings.subscribe(() => this.agenda.peek() !== null && this.#reading.soon()),
    ]
    void this.load()
  }

  close(): void {
    this.#reading.close()
    for (const stop of this.#stops) stop()
  }

  load(): Promise<void> {
    return this.#reading.now()
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
}
