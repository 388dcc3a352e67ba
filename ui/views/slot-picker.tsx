import { useEffect, useId, useState } from 'preact/hooks'
import type { SlotView } from '../../tenants/contract/booking.ts'
import { formatMoment } from '../format.ts'
import { instantAt } from '../models/local-instant.ts'
import { readSlots } from '../models/visits-model.ts'
import { DateField } from '../parts/date-field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { TimeField } from '../parts/time-field.tsx'
import { locale } from '../words/language.ts'
import { visitsWords } from '../words/visits-words.ts'

/** `startsAt` is null until a time is chosen or typed. */
export type PickedTime = { startsAt: number | null; crewId: string | null }

type SlotPickerProps = {
  tenantId: string
  zone: string
  /** The day to begin with. */
  day: string
  today: string
  service: string | null
  picked: PickedTime
  error: string | null
  /** Counts up where the times have to be read anew. */
  readings: number
  onPick: (picked: PickedTime) => void
}

/** A free time of a day, or any other that somebody types. */
export function SlotPicker(props: SlotPickerProps) {
  const { tenantId, zone, today, service, picked, error, readings, onPick } = props
  const words = visitsWords()
  const id = useId()
  const [day, setDay] = useState(props.day)
  const [slots, setSlots] = useState<SlotView[] | 'failed' | null>(null)
  const [own, setOwn] = useState<string | null>(null)
  useEffect(() => {
    let isMine = true
    setSlots(null)
    if (/^\d{4}-\d\d-\d\d$/.test(day)) {
      void readSlots(tenantId, day, service).then((answer) => {
        if (isMine) setSlots(answer.ok ? answer.value : 'failed')
      })
    }
    return () => void (isMine = false)
  }, [tenantId, day, service, readings])
  const changeDay = (next: string) => {
    setDay(next)
    onPick({ startsAt: own === null ? null : instantAt(next, own, zone), crewId: null })
  }
  const type = (time: string) => {
    setOwn(time)
    onPick({ startsAt: instantAt(day, time, zone), crewId: null })
  }
  const choose = (startsAt: number) => {
    setOwn(null)
    onPick({ startsAt, crewId: null })
  }
  const say = (at: number) => formatMoment(at, { form: 'time', zone, now: at, locale: locale.value })
  return (
    <div class="stack">
      <DateField label={words.day} value={day} min={today} error={null} onInput={changeDay} />
      <fieldset class="field slots" role="radiogroup" aria-invalid={error !== null} aria-describedby={`${id}-error`}>
        <legend class="field-label">{words.times}</legend>
        {slots === null ? <Skeleton height={48} /> : null}
        {slots === 'failed' ? <p class="soft small">{words.timesFailed}</p> : null}
        {Array.isArray(slots) && slots.length === 0 ? <p class="soft small">{words.noTimes}</p> : null}
        <div class="slot-chips">
          {Array.isArray(slots)
            ? slots.map(({ startsAt }) => (
                <label key={startsAt} class="slot-chip">
                  <input
                    type="radio"
                    name={id}
                    checked={own === null && picked.startsAt === startsAt}
                    onChange={() => choose(startsAt)}
                  />
                  <span>{say(startsAt)}</span>
                </label>
              ))
            : null}
          <label class="slot-chip">
            <input type="radio" name={id} checked={own !== null} onChange={() => type(own ?? '')} />
            <span>{words.otherTime}</span>
          </label>
        </div>
        {own === null ? null : (
          <div class="stack-tight">
            <TimeField label={words.time} value={own} error={null} onInput={type} onBlur={() => undefined} />
            <p class="field-hint">{words.otherHint}</p>
          </div>
        )}
        <div role="alert" hidden={error === null} class="field-error" id={`${id}-error`}>
          {error === null ? null : <Icon name="alert" size={16} />}
          <span>{error}</span>
        </div>
      </fieldset>
    </div>
  )
}
