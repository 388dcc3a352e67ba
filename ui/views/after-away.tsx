import { afterChoices } from '../models/after-form.ts'
import { SelectField } from '../parts/select-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { afterWords } from '../words/after-words.ts'
import type { AfterPartProps } from './after-part.ts'

/** Whether somebody who stays away is written to, after how long, and how many a day. */
export function AfterAway({ form, numbers, isReadOnly }: AfterPartProps) {
  const words = afterWords()
  const fields = form.fields.value
  const choice = (name: 'awayMonths' | 'perDay', say: (count: number) => string) => ({
    value: fields[name],
    options: afterChoices(name, fields[name]).map((count) => ({ value: String(count), label: say(count) })),
    isDisabled: isReadOnly,
    onChange: (value: string) => form.set({ [name]: value }, 'reengage'),
  })
  const counted = numbers?.reengage
  return (
    <section class="schedule-part" aria-labelledby="after-away">
      <header>
        <h3 id="after-away">{words.away}</h3>
        {counted === undefined ? null : (
          <p class="soft small">
            {words.awayNumbers(counted.dormant, counted.reachable)}
            {counted.written === 0 ? null : ` ${words.awayWritten(counted.written, counted.replied)}`}
          </p>
        )}
      </header>
      <Toggle
        label={words.writes}
        hint={fields.writes ? words.writesOn : words.writesOff}
        isOn={fields.writes}
        isDisabled={isReadOnly}
        onChange={(writes) => form.set({ writes }, 'reengage')}
      />
      <div class="schedule-fields">
        <SelectField label={words.awayMonths} {...choice('awayMonths', words.months)} />
        <SelectField label={words.perDay} {...choice('perDay', words.texts)} />
      </div>
    </section>
  )
}
