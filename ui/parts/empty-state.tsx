import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

type EmptyStateProps = {
  icon: IconName
  title: string
  children: ComponentChildren
  action?: ComponentChildren
  /** Where nothing above it is the heading of the page. */
  isPageTitle?: boolean
}

/** Says what will stand here and what brings it about. */
export function EmptyState({ icon, title, children, action, isPageTitle = false }: EmptyStateProps) {
  const Title = isPageTitle ? 'h1' : 'h2'
  return (
    <div class="empty">
      <Icon name={icon} size={40} />
      <Title>{title}</Title>
      <div class="empty-words">{children}</div>
      {action}
    </div>
  )
}
