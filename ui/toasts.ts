import { signal } from '@preact/signals'
import type { ToastNote } from './parts/toast.tsx'

const SHOWN_MS = 6_000

export const toasts = signal<readonly ToastNote[]>([])
let lastId = 0

/** Says at the bottom of the screen that something was done, or in danger's colour that it was not. */
export function showToast(text: string, tone: ToastNote['tone'] = 'neutral'): void {
  lastId += 1
  const note = { id: lastId, text, tone }
  // The same thing said again replaces itself.
  toasts.value = [...toasts.value.filter((other) => other.text !== text), note].slice(-3)
  setTimeout(() => (toasts.value = toasts.value.filter((other) => other !== note)), SHOWN_MS)
}
