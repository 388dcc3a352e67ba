import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

type ButtonProps = {
  children: ComponentChildren
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: IconName
  /** A link that looks like a button, where a place is opened and nothing is done. */
  href?: string
  type?: 'button' | 'submit'
  isBusy?: boolean
  isDisabled?: boolean
  isWide?: boolean
  label?: string
  onPress?: () => void
}

export function Button(props: ButtonProps) {
  const { children, kind = 'plain', icon, href, type = 'button', isBusy = false, isDisabled = false } = props
  const classes = `button ${kind}${props.isWide ? ' wide' : ''}`
  const inside = (
    <>
      {isBusy ? <span class="spinner" /> : icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </>
  )
  if (href !== undefined) {
    return (
      <a class={classes} href={href} aria-label={props.label}>
        {inside}
      </a>
    )
  }
  return (
    <button
      class={classes}
      type={type}
      disabled={isDisabled}
      aria-busy={isBusy}
      aria-label={props.label}
      onClick={() => !isBusy && props.onPress?.()}
    >
      {inside}
    </button>
  )
}
