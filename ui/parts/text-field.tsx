import type { ComponentChildren } from 'preact'
import { afterTap } from '../taps.ts'
import { Field } from './field.tsx'

type TextFieldProps = {
  label: string
  value: string
  onInput: (value: string) => void
  onBlur?: () => void
  hint?: ComponentChildren
  error?: string | null | undefined
  type?: 'text' | 'tel' | 'email' | 'search'
  inputMode?: 'text' | 'decimal' | 'numeric' | 'tel' | 'email'
  autoComplete?: string
  placeholder?: string
  maxLength?: number
  name?: string
  prefix?: string
  suffix?: string
  isDisabled?: boolean
  isLabelUnseen?: boolean
  /** Given: a text area of at least so many lines. */
  rows?: number
}

export function TextField(props: TextFieldProps) {
  const { value, onInput, rows, prefix, suffix } = props
  // Preact's types part inputs by the roles each kind may have; none has one here.
  const type = (props.type ?? 'text') as 'text'
  const own = {
    class: 'control',
    value,
    ...(props.name === undefined ? {} : { name: props.name }),
    ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
    ...(props.maxLength === undefined ? {} : { maxLength: props.maxLength }),
    ...(props.inputMode === undefined ? {} : { inputMode: props.inputMode }),
    disabled: props.isDisabled ?? false,
    autoComplete: props.autoComplete ?? 'off',
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
    onBlur: () => props.onBlur && afterTap(props.onBlur),
  }
  return (
    <Field label={props.label} hint={props.hint} error={props.error} isLabelUnseen={props.isLabelUnseen ?? false}>
      {(ties) => {
        if (rows !== undefined) return <textarea {...own} {...ties} rows={rows} />
        const input = <input {...own} {...ties} type={type} />
        if (prefix === undefined && suffix === undefined) return input
        return (
          <div class="control-frame">
            {prefix === undefined ? null : <span class="control-affix">{prefix}</span>}
            {input}
            {suffix === undefined ? null : <span class="control-affix">{suffix}</span>}
          </div>
        )
      }}
    </Field>
  )
}
