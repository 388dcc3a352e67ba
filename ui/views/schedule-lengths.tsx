import { useMemo } from 'preact/hooks'
import { formatMinutes } from '../format.ts'
import { choicesOf, type LengthName } from '../models/schedule-form.ts'
import { SelectField } from '../parts/select-field.tsx'
import { locale } from '../words/language.ts'
import { scheduleWords } from '../words/schedule-words.ts'
import type { SchedulePartProps } from './schedule-part.ts'

const HINTS = { travelMinutes: 'travelHint', noticeMinutes: 'noticeHint', holdMinutes: 'holdHint' } as const

/** How long things take, and how far ahead they may lie. */
export function ScheduleLengths({ form, isReadOnly }: SchedulePartProps) {
  const words = scheduleWords()
  const fields = form.fields.value
  const say = (minutes: number) => formatMinutes(minutes, locale.value)
  const options = (name: LengthName, current: string) =>
    choicesOf(name, current).map((length) => ({ value: String(length), label: sayLength(name, length) }))
  const sayLength = (name: LengthName, length: number) => {
    if (name === 'horizonDays') return words.days(length)
    return name === 'noticeMinutes' && length === 0 ? words.noNotice : say(length)
  }
  const field = (name: LengthName) => (
    <SelectField
      label={words[name]}
      value={fields[name]}
      options={options(name, fields[name])}
      hint={name in HINTS ? words[HINTS[name as keyof typeof HINTS]] : undefined}
      isDisabled={isReadOnly}
      onChange={(length) => form.set({ [name]: length }, name)}
    />
  )
  const usual = { value: '', label: words.asUsual(say(Number(fields.jobMinutes))) }
  const services = Object.entries(fields.serviceMinutes)
  // Only at first: the list must not fold up under the hand that empties its last entry.
  const isSet = useMemo(() => services.some(([, length]) => length !== ''), [])
  return (
    <section class="schedule-part" aria-labelledby="schedule-lengths">
      <h3 id="schedule-lengths">{words.lengths}</h3>
      <div class="schedule-fields">
        {field('jobMinutes')}
        {field('travelMinutes')}
        {field('noticeMinutes')}
        {field('horizonDays')}
        {field('holdMinutes')}
      </div>
      <details class="schedule-services" open={isSet}>
        <summary>{words.services}</summary>
        {services.length === 0 ? <p class="soft small">{words.noServices}</p> : null}
        <div class="schedule-fields">
          {services.map(([service, length]) => (
            <SelectField
              key={service}
              label={service}
              value={length}
              options={[usual, ...options('jobMinutes', length)]}
              isDisabled={isReadOnly}
              onChange={(chosen) =>
                form.set({ serviceMinutes: { ...fields.serviceMinutes, [service]: chosen } }, 'serviceMinutes')
              }
            />
          ))}
        </div>
      </details>
    </section>
  )
}
