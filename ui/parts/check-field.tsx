import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'

type CheckFieldProps = {
  label: string
  isChecked: boolean
  error: string | null
  onChange: (isChecked: boolean) => void
}

/** A box to tick, with its sentence beside it and what is wrong below. */
export function CheckField({ label, isChecked, error, onChange }: CheckFieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          checked={isChecked}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-error`}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <div role="alert" hidden={error === null} class="field-error" id={`${id}-error`}>
        {error === null ? null : <Icon name="alert" size={16} />}
        <span>{error}</span>
      </div>
    </div>
  )
}
