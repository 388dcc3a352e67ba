import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'

export type Choice<Value extends string> = {
  value: Value
  label: string
  hint?: string
  badge?: ComponentChildren
  picture?: ComponentChildren
}

type ChoiceGroupProps<Value extends string> = {
  label: string
  value: string
  choices: readonly Choice<Value>[]
  onChange: (value: Value) => void
  hint?: string
  error?: string | null
  /** Side by side, each with its picture above. */
  isTiled?: boolean
}

/** A few answers, all seen at once and each as large as a thumb. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { label, value, choices, onChange, hint, error = null, isTiled = false } = props
  const id = useId()
  return (
    <fieldset
      class="field"
      role="radiogroup"
      aria-invalid={error !== null}
      aria-describedby={error === null ? undefined : `${id}-error`}
    >
      <legend class="field-label">{label}</legend>
      <div class={isTiled ? 'choice-tiles' : 'choice-rows'}>
        {choices.map((choice) => (
          <label key={choice.value} class="choice-tile">
            <input type="radio" name={id} checked={choice.value === value} onChange={() => onChange(choice.value)} />
            {choice.picture}
            <span class="choice-words">
              <span class="choice-name">
                {choice.label} {choice.badge}
              </span>
              {choice.hint === undefined ? null : <span class="field-hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {hint === undefined ? null : <div class="field-hint">{hint}</div>}
      <div role="alert" hidden={error === null} class="field-error" id={`${id}-error`}>
        {error === null ? null : <Icon name="alert" size={16} />}
        <span>{error}</span>
      </div>
    </fieldset>
  )
}
