import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

type EmptyStateProps = { icon: IconName; title: string; children: ComponentChildren; action?: ComponentChildren }

/** Says what will stand here and what brings it about. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} size={40} />
      <h2>{title}</h2>
      <div class="empty-words">{children}</div>
      {action}
    </div>
  )
}
