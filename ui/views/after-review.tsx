import { afterChoices, isLink } from '../models/after-form.ts'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { afterWords } from '../words/after-words.ts'
import type { AfterPartProps } from './after-part.ts'
import { sayFault } from './fault-words.ts'

/** Whether a review is asked for, where, and when. */
export function AfterReview({ form, numbers, isReadOnly }: AfterPartProps) {
  const words = afterWords()
  const fields = form.fields.value
  const fault = form.faultAt('review.url')
  const choice = (name: 'afterHours' | 'everyMonths', say: (count: number) => string) => ({
    value: fields[name],
    options: afterChoices(name, fields[name]).map((count) => ({ value: String(count), label: say(count) })),
    isDisabled: isReadOnly,
    onChange: (value: string) => form.set({ [name]: value }, `review.${name}`),
  })
  return (
    <section class="schedule-part" aria-labelledby="after-review">
      <header>
        <h3 id="after-review">{words.review}</h3>
        {numbers === null || numbers.review.asked === 0 ? null : (
          <p class="soft small">{words.reviewNumbers(numbers.review.asked, numbers.review.left)}</p>
        )}
      </header>
      <Toggle
        label={words.asks}
        hint={fields.asks ? words.asksOn : words.asksOff}
        isOn={fields.asks}
        isDisabled={isReadOnly}
        onChange={(asks) => form.set({ asks }, 'review')}
      />
      <TextField
        label={words.url}
        value={fields.url}
        hint={words.urlHint}
        placeholder="https://g.page/r/…"
        maxLength={500}
        error={fault !== null && !isLink(fields.url) ? words.urlFault : sayFault(fault)}
        onInput={(url) => form.set({ url }, 'review.url')}
        onBlur={() => form.leave('review.url')}
      />
      <div class="schedule-fields">
        <SelectField label={words.afterHours} hint={words.afterHoursHint} {...choice('afterHours', words.hours)} />
        <SelectField label={words.everyMonths} {...choice('everyMonths', words.months)} />
      </div>
      <Toggle
        label={words.feedback}
        hint={words.feedbackHint}
        isOn={fields.offersFeedback}
        isDisabled={isReadOnly}
        onChange={(offersFeedback) => form.set({ offersFeedback }, 'review')}
      />
    </section>
  )
}
