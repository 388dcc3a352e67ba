import {
  copyMonday,
  hoursFields,
  HOURS_RULES,
  nameDay,
  WEEKDAYS,
  type DayFields,
  type HoursFields,
  type Weekday,
} from '../models/hours-form.ts'
import { changedFields } from '../models/settings-merge.ts'
import { nameZone } from '../models/zones.ts'
import { showToast } from '../toasts.ts'
import { locale } from '../words/language.ts'
import { settingsWords } from '../words/settings-words.ts'
import { HoursDay } from './hours-day.tsx'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm, type SectionProps } from './settings-section.ts'
import '../styles/hours.css'

export function SettingsHours({ model, tenant, isReadOnly }: SectionProps) {
  const words = settingsWords().hours
  const { openingHours, timeZone } = tenant
  const form = useSectionForm<HoursFields, typeof HOURS_RULES.schema>(
    model,
    'hours',
    hoursFields(openingHours),
    HOURS_RULES,
  )
  const fields = form.fields.value
  const change = (weekday: Weekday, day: DayFields) => form.set({ [weekday]: day }, `openingHours.${weekday}`)
  const copy = () => {
    form.set(copyMonday(fields), 'openingHours')
    showToast(words.copied)
  }
  return (
    <SettingsForm
      title={words.title}
      lead={words.lead(nameZone(timeZone, locale.value))}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={(value) => {
        const changed = changedFields({ openingHours }, value)
        // A closed day whose fields were touched is as closed as before, and nothing is left to save.
        if (Object.keys(changed).length === 0) form.discard()
        return model.save('profile', changed)
      }}
    >
      <div class="hours">
        {WEEKDAYS.map((weekday) => (
          <HoursDay
            key={weekday}
            name={nameDay(weekday, 'long', locale.value)}
            path={`openingHours.${weekday}`}
            day={fields[weekday]}
            faultAt={form.faultAt}
            onChange={(day) => change(weekday, day)}
            onLeave={form.leave}
            {...(weekday === 'monday' ? { onCopy: copy } : {})}
          />
        ))}
      </div>
    </SettingsForm>
  )
}
