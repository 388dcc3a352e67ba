import { afterTap } from '../taps.ts'
import { Field } from './field.tsx'

type DateFieldProps = {
  label: string
  /** `2026-12-24`, or empty while it is not a whole day. */
  value: string
  error: string | null
  hint?: string
  min?: string
  max?: string
  onInput: (value: string) => void
  onBlur?: () => void
}

/** The calendar of the device. */
export function DateField({ label, value, error, hint, min, max, onInput, onBlur }: DateFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ties) => (
        <input
          class="control"
          type="date"
          value={value}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          onInput={(event) => onInput(event.currentTarget.value)}
          onBlur={() => onBlur && afterTap(onBlur)}
          {...ties}
        />
      )}
    </Field>
  )
}
