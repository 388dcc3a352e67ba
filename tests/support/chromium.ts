import { existsSync, writeSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Debian's Chromium, or the one that CHROMIUM_PATH names; null where there is none. */
function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH']
  if (named) return existsSync(named) ? named : null
  return PLACES.find((place) => existsSync(place)) ?? null
}

/** True where a browser is there. Where none is it says so past the test runner, which keeps what skipped tests say. */
export function canBrowse(what: string): boolean {
  if (findChromium() !== null) return true
  writeSync(2, `No Chromium was found (CHROMIUM_PATH names one), so ${what} is skipped.\n`)
  return false
}

/** Chromium keeps to itself: a closed network must not slow it down. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('There is no Chromium.')
  const quiet = ['background-networking', 'component-update', 'sync', 'quic', 'gpu', 'dev-shm-usage']
  const args = ['--no-sandbox', '--no-first-run', ...quiet.map((name) => `--disable-${name}`)]
  return chromium.launch({ executablePath, args })
}
