import { Icon, type IconName } from './icon.tsx'

type IconButtonProps = { icon: IconName; label: string; href?: string; onPress?: () => void; isDisabled?: boolean }

export function IconButton({ icon, label, href, onPress, isDisabled = false }: IconButtonProps) {
  if (href !== undefined) {
    return (
      <a class="icon-button" href={href} aria-label={label} title={label}>
        <Icon name={icon} size={22} />
      </a>
    )
  }
  return (
    <button class="icon-button" type="button" aria-label={label} title={label} disabled={isDisabled} onClick={onPress}>
      <Icon name={icon} size={22} />
    </button>
  )
}
