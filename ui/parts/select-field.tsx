import type { ComponentChildren } from 'preact'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

type SelectFieldProps<Value extends string> = {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  hint?: ComponentChildren
  error?: string | null | undefined
  isDisabled?: boolean
  isLabelUnseen?: boolean
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, options, onChange, isDisabled = false, isLabelUnseen = false } = props
  const choose = (text: string) => {
    const option = options.find((each) => each.value === text)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <Field label={label} hint={props.hint} error={props.error} isLabelUnseen={isLabelUnseen}>
      {(ties) => (
        <div class="select-frame">
          <select
            {...ties}
            class="control"
            value={value}
            disabled={isDisabled}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </div>
      )}
    </Field>
  )
}
