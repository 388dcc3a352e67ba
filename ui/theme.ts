import { effect, signal } from '@preact/signals'
import { recall, remember } from './memory.ts'

/** Light or dark: what the person chose, or what their phone is set to. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'theme'

export const theme = signal<Theme>('system')

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen
  remember(KEY, chosen === 'system' ? null : chosen)
}

/** `data-theme` on the root element stands only where the phone's own setting is overruled. */
export function startTheme(): void {
  const kept = recall(KEY)
  if (kept === 'light' || kept === 'dark') theme.value = kept
  effect(() => {
    if (theme.value === 'system') document.documentElement.removeAttribute('data-theme')
    else document.documentElement.setAttribute('data-theme', theme.value)
  })
}
