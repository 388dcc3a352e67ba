import type { ComponentChildren } from 'preact'
import type { Tone } from './badge.tsx'
import { Icon, type IconName } from './icon.tsx'

type BannerProps = {
  tone?: Tone
  icon?: IconName
  children: ComponentChildren
  action?: ComponentChildren
  /** Spoken at once; without it, when the reader pauses. */
  isUrgent?: boolean
}

export function Banner({ tone = 'neutral', icon, children, action, isUrgent = false }: BannerProps) {
  return (
    <div class={`banner ${tone}`} role={isUrgent ? 'alert' : 'status'}>
      {icon ? <Icon name={icon} /> : null}
      <div class="grow">{children}</div>
      {action}
    </div>
  )
}
