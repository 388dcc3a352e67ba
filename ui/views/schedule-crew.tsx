import { useRef } from 'preact/hooks'
import { USUAL_HOURS } from '../../tenants/contract/usual-hours.ts'
import { hoursFields, nameDay, WEEKDAYS } from '../models/hours-form.ts'
import { freshCrewId, type CrewRow } from '../models/schedule-form.ts'
import { Button } from '../parts/button.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { locale } from '../words/language.ts'
import { scheduleWords } from '../words/schedule-words.ts'
import { sayFault } from './fault-words.ts'
import { HoursDay } from './hours-day.tsx'
import type { SchedulePartProps } from './schedule-part.ts'

const CREW_MAX = 20

/** Everybody who can be sent to a customer. */
export function ScheduleCrew({ form, isReadOnly }: SchedulePartProps) {
  const words = scheduleWords()
  const { crew } = form.fields.value
  const place = useRef<HTMLElement>(null)
  // Whoever is taken out and put in again in one go must not inherit the other's visits.
  const taken = useRef(new Set<string>())
  for (const { id } of crew) taken.current.add(id)
  const add = () => {
    const member = {
      id: freshCrewId(crew, taken.current),
      name: '',
      hasOwnHours: false,
      hours: hoursFields(USUAL_HOURS),
    }
    form.set({ crew: [...crew, member] }, 'crew')
    requestAnimationFrame(() => place.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus())
  }
  return (
    <section class="schedule-part" aria-labelledby="schedule-crew" ref={place}>
      <header>
        <h3 id="schedule-crew">{words.crew}</h3>
        <p class="soft small">{words.crewLead}</p>
      </header>
      <ul class="schedule-rows">
        {crew.map((member, index) => (
          <Member
            key={member.id}
            member={member}
            path={`crew.${index}`}
            form={form}
            isReadOnly={isReadOnly}
            isAlone={crew.length === 1}
            onChange={(change, path) =>
              form.set({ crew: crew.map((other) => (other === member ? { ...other, ...change } : other)) }, path)
            }
            onRemove={() => form.set({ crew: crew.filter((other) => other !== member) }, 'crew')}
          />
        ))}
      </ul>
      {isReadOnly || crew.length === 1 ? null : <p class="soft small">{words.removeHint}</p>}
      {isReadOnly || crew.length >= CREW_MAX ? null : (
        <Button icon="plus" isWide onPress={add}>
          {words.add}
        </Button>
      )}
    </section>
  )
}

type MemberProps = SchedulePartProps & {
  member: CrewRow
  path: string
  isAlone: boolean
  onChange: (change: Partial<CrewRow>, path: string) => void
  onRemove: () => void
}

function Member({ member, path, form, isReadOnly, isAlone, onChange, onRemove }: MemberProps) {
  const words = scheduleWords()
  const name = member.name.trim() || words.fresh
  return (
    <li class="schedule-row">
      <fieldset>
        <legend class="unseen">{name}</legend>
        <TextField
          label={words.name}
          value={member.name}
          maxLength={40}
          error={sayFault(form.faultAt(`${path}.name`))}
          onInput={(text) => onChange({ name: text }, `${path}.name`)}
          onBlur={() => form.leave(`${path}.name`)}
        />
        <Toggle
          label={words.ownHours}
          hint={member.hasOwnHours ? words.ownHoursOn : words.ownHoursOff}
          isOn={member.hasOwnHours}
          isDisabled={isReadOnly}
          onChange={(hasOwnHours) => onChange({ hasOwnHours }, `${path}.hours`)}
        />
        {member.hasOwnHours ? (
          <div class="hours" role="group" aria-label={words.showHours(name)}>
            {WEEKDAYS.map((weekday) => (
              <HoursDay
                key={weekday}
                name={nameDay(weekday, 'long', locale.value)}
                path={`${path}.hours.${weekday}`}
                day={member.hours[weekday]}
                faultAt={form.faultAt}
                onChange={(day) => onChange({ hours: { ...member.hours, [weekday]: day } }, `${path}.hours.${weekday}`)}
                onLeave={form.leave}
              />
            ))}
          </div>
        ) : null}
        {isReadOnly || isAlone ? null : (
          <div class="schedule-end">
            <Button kind="danger" icon="trash" label={words.remove(name)} onPress={onRemove}>
              {words.removeShort}
            </Button>
          </div>
        )}
      </fieldset>
    </li>
  )
}
