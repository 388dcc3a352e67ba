import { computed, signal } from '@preact/signals'
import type {
  AgendaView,
  AppointmentMove,
  AppointmentView,
  NewAppointment,
  SlotView,
} from '../../tenants/contract/booking.ts'
import { call, get, tenantPath, type Answer, type Problem, type Shape } from '../api.ts'
import { arrangeDays } from './agenda-days.ts'
import { dayAfter } from './local-instant.ts'
import { Rereading } from './rereading.ts'
import { onLiveEvent, wholeReadings } from './tenant-model.ts'

/** The visits of a week, kept up to date while they are looked at. */

export const AGENDA_SHAPE: Shape<AgendaView> = {
  timeZone: 'string',
  today: 'string',
  from: 'string',
  crew: 'array',
  visits: 'array',
  busy: 'array',
}
const VISIT_SHAPE: Shape<AppointmentView> = { id: 'string', status: 'string', startsAt: 'number', endsAt: 'number' }
export const DAYS_SHOWN = 7

export class VisitsModel {
  readonly agenda = signal<AgendaView | null>(null)
  readonly problem = signal<Problem | null>(null)
  readonly days = computed(() => (this.agenda.value === null ? [] : arrangeDays(this.agenda.value)))
  readonly #tenantId: string
  readonly #stops: (() => void)[]
  readonly #reading = new Rereading<AgendaView>(
    () => {
      const from = this.#from === null ? '' : `&from=${this.#from}`
      return get(tenantPath(this.#tenantId, `agenda?days=${DAYS_SHOWN}${from}`), AGENDA_SHAPE)
    },
    (answer) => {
      if (answer.ok) {
        this.agenda.value = answer.value
        this.problem.value = null
      } else if (this.agenda.value === null) this.problem.value = answer.problem
    },
  )
  #from: string | null = null

  constructor(tenantId: string) {
    this.#tenantId = tenantId
    this.#stops = [
      onLiveEvent(({ event }) => /^visit_|^customer|^contact_/.test(event.type) && this.#reading.soon()),
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

  /** A week on or back; with 0 the one that begins today. */
  async turn(weeks: -1 | 0 | 1): Promise<void> {
    const shown = this.agenda.value
    if (shown === null) return
    const from = dayAfter(shown.from, weeks * DAYS_SHOWN)
    this.#from = weeks === 0 || from === shown.today ? null : from
    await this.load()
  }

  move(visit: AppointmentView, move: AppointmentMove): Promise<Problem | null> {
    return this.#send(() => moveVisit(this.#tenantId, visit.id, move))
  }

  add(wanted: NewAppointment): Promise<Problem | null> {
    return this.#send(() => addVisit(this.#tenantId, wanted))
  }

  /** The answer may come before the event that tells everybody. */
  async #send(send: () => Promise<Answer<AppointmentView>>): Promise<Problem | null> {
    const answer = await send()
    await this.load()
    return answer.ok ? null : answer.problem
  }
}

export function moveVisit(tenantId: string, visitId: string, body: AppointmentMove): Promise<Answer<AppointmentView>> {
  return call('PATCH', tenantPath(tenantId, `appointments/${visitId}`), { body, shape: VISIT_SHAPE })
}

export function addVisit(tenantId: string, body: NewAppointment): Promise<Answer<AppointmentView>> {
  return call('POST', tenantPath(tenantId, 'appointments'), { body, shape: VISIT_SHAPE })
}

/** The free times of one day. */
export async function readSlots(tenantId: string, day: string, service: string | null): Promise<Answer<SlotView[]>> {
  const of = service === null ? '' : `&service=${encodeURIComponent(service)}`
  const path = tenantPath(tenantId, `slots?from=${day}&days=1${of}`)
  const answer = await get<{ items: SlotView[] }>(path, { items: 'array' })
  return answer.ok ? { ...answer, value: answer.value.items } : answer
}
