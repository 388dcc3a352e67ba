/** `node:timers/promises` as the sandbox sees it in a simulation. */

let wait: (delayMs: number) => Promise<void> = () => {
  throw new Error('The simulation has no time yet.')
}

export function letWait(waitFor: (delayMs: number) => Promise<void>): void {
  wait = waitFor
}

export function setTimeout(delayMs: number): Promise<void> {
  return wait(delayMs)
}
