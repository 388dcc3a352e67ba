/** What a browser keeps for us. Private windows and full disks refuse, and the screens go on without. */

const PREFIX = 'shoulder.'

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key)
  } catch {
    return null
  }
}

/** null forgets. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, value)
  } catch {
    // Nothing that is kept here is needed for the screen to work.
  }
}
