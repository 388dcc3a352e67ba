import type { ComponentChildren, Ref } from 'preact'

type PlainFormProps = {
  place: Ref<HTMLFormElement>
  class: string
  /** The id of its heading. */
  labelledBy?: string
  /** What was sent is under way, and is not sent again. */
  isBusy?: boolean
  onSubmit: () => void
  children: ComponentChildren
}

/** Fields that are sent together. What is wrong with them our own rules say, not the browser's. */
export function PlainForm({ place, class: name, labelledBy, isBusy = false, onSubmit, children }: PlainFormProps) {
  const send = (event: Event) => {
    event.preventDefault()
    if (!isBusy) onSubmit()
  }
  return (
    <form ref={place} class={name} noValidate aria-labelledby={labelledBy} onSubmit={send}>
      {children}
    </form>
  )
}
