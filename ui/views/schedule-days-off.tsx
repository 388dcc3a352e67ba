import { useRef } from 'preact/hooks'
import { USUAL_HOURS } from '../../tenants/contract/usual-hours.ts'
import { formatDate } from '../format.ts'
import type { ExceptionRow } from '../models/schedule-form.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { locale } from '../words/language.ts'
import { scheduleWords } from '../words/schedule-words.ts'
import { sayFault } from './fault-words.ts'
import { HoursDay } from './hours-day.tsx'
import type { SchedulePartProps } from './schedule-part.ts'

const EXCEPTIONS_MAX = 200
let added = 0

/** Public holidays, and days that are not like their weekday. */
export function ScheduleDaysOff({ form, isReadOnly }: SchedulePartProps) {
  const words = scheduleWords()
  const { exceptions, closesOnHolidays } = form.fields.value
  const place = useRef<HTMLElement>(null)
  const setRows = (rows: ExceptionRow[], path = 'exceptions') => form.set({ exceptions: rows }, path)
  const add = () => {
    added += 1
    setRows([...exceptions, { key: `new-${added}`, on: '', day: { isOpen: false, spans: USUAL_HOURS.monday } }])
    requestAnimationFrame(() => place.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus())
  }
  return (
    <section class="schedule-part" aria-labelledby="schedule-off" ref={place}>
      <header>
        <h3 id="schedule-off">{words.off}</h3>
        <p class="soft small">{words.offLead}</p>
      </header>
      <Toggle
        label={words.holidays}
        hint={words.holidaysHint}
        isOn={closesOnHolidays}
        isDisabled={isReadOnly}
        onChange={(isOn) => form.set({ closesOnHolidays: isOn })}
      />
      {exceptions.length === 0 ? null : (
        <ul class="schedule-rows">
          {exceptions.map((row, index) => {
            const path = `exceptions.${index}`
            const name = nameOf(row.on) ?? words.thisDay
            const change = (over: Partial<ExceptionRow>, at: string) =>
              setRows(
                exceptions.map((other) => (other === row ? { ...other, ...over } : other)),
                at,
              )
            return (
              <li key={row.key} class="schedule-row">
                <DateField
                  label={words.day}
                  value={row.on}
                  error={sayFault(form.faultAt(`${path}.on`))}
                  onInput={(on) => change({ on }, `${path}.on`)}
                  onBlur={() => form.leave(`${path}.on`)}
                />
                <HoursDay
                  name={name}
                  path={`${path}.spans`}
                  day={row.day}
                  faultAt={form.faultAt}
                  onChange={(day) => change({ day }, `${path}.spans`)}
                  onLeave={form.leave}
                />
                {isReadOnly ? null : (
                  <div class="schedule-end">
                    <Button
                      kind="danger"
                      icon="trash"
                      label={words.removeDay(name)}
                      onPress={() => setRows(exceptions.filter((other) => other !== row))}
                    >
                      {words.removeShort}
                    </Button>
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {isReadOnly || exceptions.length >= EXCEPTIONS_MAX ? null : (
        <Button icon="plus" isWide onPress={add}>
          {words.addDay}
        </Button>
      )}
    </section>
  )
}

function nameOf(day: string): string | null {
  const at = Date.parse(`${day}T12:00:00Z`)
  return Number.isNaN(at) ? null : formatDate(at, 'UTC', locale.value)
}
