import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'

/** What a control needs to be tied to its label, hint and error. */
export type ControlTies = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }

type FieldProps = {
  label: string
  hint?: ComponentChildren
  error?: string | null | undefined
  isLabelUnseen?: boolean
  children: (ties: ControlTies) => ComponentChildren
}

/** A label above, a hint below, and the error beside what it is about. */
export function Field({ label, hint, error, isLabelUnseen = false, children }: FieldProps) {
  const id = useId()
  const hasError = error !== undefined && error !== null && error !== ''
  const described = [hint ? `${id}-hint` : '', hasError ? `${id}-error` : ''].filter(Boolean).join(' ')
  const ties = { id, 'aria-describedby': described === '' ? undefined : described, 'aria-invalid': hasError }
  return (
    <div class="field">
      <label class={isLabelUnseen ? 'unseen' : 'field-label'} for={id}>
        {label}
      </label>
      {children(ties)}
      {hint ? (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      <div role="alert" hidden={!hasError} class="field-error" id={`${id}-error`}>
        {hasError ? <Icon name="alert" size={16} /> : null}
        <span>{error}</span>
      </div>
    </div>
  )
}
