import { afterTap } from '../taps.ts'
import { Field } from './field.tsx'

type TimeFieldProps = {
  /** For whoever listens: what is seen around the field says it to everybody else. */
  label: string
  /** `08:00`, or empty while it is not a whole time. */
  value: string
  error: string | null
  onInput: (value: string) => void
  onBlur: () => void
}

/** The time picker of the device. */
export function TimeField({ label, value, error, onInput, onBlur }: TimeFieldProps) {
  return (
    <Field label={label} error={error} isLabelUnseen>
      {(ties) => (
        <input
          class="control"
          type="time"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
          onBlur={() => afterTap(onBlur)}
          {...ties}
        />
      )}
    </Field>
  )
}
