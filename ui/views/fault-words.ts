import type { Fault } from '../models/field-faults.ts'
import { fieldWords } from '../words/fields-words.ts'

/** A fault as a sentence to stand beside its field. `describeLimit` writes a bound as the field's own unit. */
export function sayFault(fault: Fault | null, describeLimit: (limit: number) => string = String): string | null {
  if (fault === null) return null
  const words = fieldWords().faults
  if (fault.code === 'other') return fault.words
  if (fault.code === 'too_long' || fault.code === 'too_many') return words[fault.code](fault.limit)
  if (fault.code === 'too_great' || fault.code === 'too_small') return words[fault.code](describeLimit(fault.limit))
  return words[fault.code]
}

/** Brings whoever sent the form to the first field that is at fault, once it has been marked. */
export function focusFirstFault(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const marked = form?.querySelector<HTMLElement>('[aria-invalid="true"]')
    const target = marked?.matches('input, select, textarea, button')
      ? marked
      : marked?.querySelector<HTMLElement>('input, select, textarea, button')
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
  })
}
