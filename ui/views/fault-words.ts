import type { Fault } from '../models/field-faults.ts'
import { fieldWords } from '../words/fields-words.ts'

/** A fault as a sentence to stand beside its field. `describeLimit` writes a bound as the field's own unit. */
export function sayFault(fault: Fault | null, describeLimit: (limit: number) => string = String): string | null {
  if (fault === null) return null
  const words = fieldWords().faults
  switch (fault.code) {
    case 'other':
      return fault.words
    case 'too_long':
      return words.too_long(fault.limit)
    case 'too_many':
      return words.too_many(fault.limit)
    case 'too_great':
      return words.too_great(describeLimit(fault.limit))
    case 'too_small':
      return words.too_small(describeLimit(fault.limit))
    default:
      return words[fault.code]
  }
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
