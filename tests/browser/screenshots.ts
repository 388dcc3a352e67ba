import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { endRuns, ROOT } from '../start/support/npm-start.ts'
import { canBrowse } from '../support/chromium.ts'
import type { Screen } from './support/screen.ts'
import { dressPage, openScreen, SCREENS } from './support/screens.ts'
import { openStage } from './support/stage.ts'
import { fillStage, type World } from './support/world.ts'

/** `npm run screenshots [-- name …]`: every screen at two widths, light and dark, into `.screenshots/`. */

const FOLDER = path.join(ROOT, '.screenshots')
const WIDTHS = [390, 1280] as const
const COLORS = ['light', 'dark'] as const
const HEIGHT = 844
const HEIGHT_MAX = 4_000

/** Takes a screen at one width; answers what went wrong on it. */
async function takeScreen(world: World, screen: Screen, width: number): Promise<string[]> {
  const context = await world.stage.signedIn({ email: screen.as, viewport: { width, height: HEIGHT } })
  const wrong: string[] = []
  context.on('weberror', (error) => wrong.push(String(error.error())))
  context.on('console', (line) => {
    if (line.type() === 'error' && screen.logs?.test(line.text()) !== true) wrong.push(line.text())
  })
  try {
    const page = await openScreen(world, context, screen)
    for (const colorScheme of COLORS) {
      await dressPage(page, { width, colorScheme })
      await makeRoom(page, width)
      const file = path.join(FOLDER, `${screen.name}-${width}-${colorScheme}.png`)
      await page.screenshot({ path: file, animations: 'disabled' })
    }
  } catch (error) {
    wrong.push(error instanceof Error ? error.message : String(error))
  } finally {
    await context.close()
  }
  return wrong.map((what) => `${screen.name} at ${width}: ${what}`)
}

/** As tall as the page is, because a longer picture of a shorter screen has its bars in the middle. */
async function makeRoom(page: Page, width: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.min(Math.max(height, HEIGHT), HEIGHT_MAX) })
  await page.evaluate(() => {
    scrollTo(0, 0)
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

async function main(wanted: string[]): Promise<number> {
  if (!canBrowse('taking screenshots')) return 0
  const unknown = wanted.filter((name) => !SCREENS.some((screen) => screen.name === name))
  const names = SCREENS.map(({ name }) => name).join(', ')
  if (unknown.length > 0) throw new Error(`There is no screen ${unknown.join(', ')}. There are: ${names}.`)
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const stage = await openStage()
  const wrong: string[] = []
  let taken = 0
  try {
    const world = await fillStage(stage)
    for (const screen of SCREENS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      for (const width of WIDTHS) {
        wrong.push(...(await takeScreen(world, screen, width)))
        taken += COLORS.length
      }
    }
  } finally {
    await stage.close()
  }
  for (const line of wrong) process.stderr.write(`${line}\n`)
  process.stdout.write(`${taken} pictures of ${taken / WIDTHS.length / COLORS.length} screens in ${FOLDER}\n`)
  return wrong.length > 0 ? 1 : 0
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    endRuns()
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
