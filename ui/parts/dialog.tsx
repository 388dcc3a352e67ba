import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { IconButton } from './icon-button.tsx'

type DialogProps = {
  isOpen: boolean
  title: string
  closeLabel: string
  onClose: () => void
  children: ComponentChildren
  actions?: ComponentChildren
  /** Slides up from the thumb's edge of a narrow screen. */
  isSheet?: boolean
}

/** The browser's own modal dialog: it keeps the focus inside and gives it back. */
export function Dialog({ isOpen, title, closeLabel, onClose, children, actions, isSheet = false }: DialogProps) {
  const frame = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = frame.current
    if (dialog === null) return
    if (isOpen && !dialog.open) dialog.showModal()
    if (!isOpen && dialog.open) dialog.close()
  }, [isOpen])
  const close = () => frame.current?.close()
  return (
    <dialog
      ref={frame}
      class={isSheet ? 'dialog sheet' : 'dialog'}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === frame.current && close()}
    >
      {isOpen ? (
        <>
          <div class="dialog-head">
            <h2 id={titleId}>{title}</h2>
            <IconButton icon="close" label={closeLabel} onPress={close} />
          </div>
          <div class="dialog-body">
            {children}
            {actions === undefined ? null : <div class="dialog-actions">{actions}</div>}
          </div>
        </>
      ) : null}
    </dialog>
  )
}
