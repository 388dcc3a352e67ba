import type { ComponentChildren } from 'preact'

type ToggleProps = {
  label: string
  hint?: ComponentChildren
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}

export function Toggle({ label, hint, isOn, isDisabled = false, onChange }: ToggleProps) {
  return (
    <label class="toggle">
      <span class="toggle-words">
        <span class="field-label">{label}</span>
        {hint ? <span class="field-hint">{hint}</span> : null}
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  )
}
