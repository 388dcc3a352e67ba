/**
 * What appears when a field is left moves what stands below it, and a button that moves between the press and the
 * release is not clicked. So it waits until the finger is up and the click has come.
 */
const CLICK_WITHIN_MS = 60

let isPressed = false
if (typeof document !== 'undefined') {
  document.addEventListener('pointerdown', () => (isPressed = true), true)
  for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => (isPressed = false), true)
}

export function afterTap(act: () => void): void {
  const soon = () => void setTimeout(act, CLICK_WITHIN_MS)
  if (!isPressed) return soon()
  const done = new AbortController()
  for (const end of ['pointerup', 'pointercancel']) {
    const lifted = () => {
      done.abort()
      soon()
    }
    addEventListener(end, lifted, { signal: done.signal })
  }
}
