import type { ComponentChildren, Ref } from 'preact'
import { Button } from './button.tsx'
import { PlainForm } from './plain-form.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Sheet } from './sheet.tsx'

type SheetFormProps = {
  title: string
  closeLabel: string
  back: string
  submit: string
  kind?: 'primary' | 'danger'
  icon?: IconName
  isOpen?: boolean
  isBusy?: boolean
  /** Why it was refused, in a sentence. */
  problem?: string | null
  place: Ref<HTMLFormElement>
  onSubmit: () => void
  onClose: () => void
  children: ComponentChildren
}

/** A form in a sheet: its fields, why it was refused, and the way back beside the way on. */
export function SheetForm(props: SheetFormProps) {
  const { title, closeLabel, back, submit, kind = 'primary', icon, isOpen = true, isBusy = false } = props
  const { problem = null, place, onSubmit, onClose, children } = props
  return (
    <Sheet isOpen={isOpen} title={title} closeLabel={closeLabel} onClose={onClose}>
      <PlainForm place={place} class="stack" isBusy={isBusy} onSubmit={onSubmit}>
        {children}
        <p class="field-error" role="alert" hidden={problem === null}>
          <Icon name="alert" size={16} />
          <span>{problem ?? ''}</span>
        </p>
        <div class="dialog-actions">
          <Button onPress={onClose}>{back}</Button>
          <Button kind={kind} type="submit" isBusy={isBusy} {...(icon === undefined ? {} : { icon })}>
            {submit}
          </Button>
        </div>
      </PlainForm>
    </Sheet>
  )
}
