import { beforeAll, expect, test } from 'vitest'
import { findViolations } from './support/axe.ts'
import { findCutOff } from './support/layout.ts'
import { playInBrowser } from './support/play.ts'
import { dressPage, fillStage, openScreen, SCREENS, type World } from './support/screens.ts'

/** What a change of colors alone can break. */
const OF_COLOR = ['color-contrast', 'link-in-text-block']

playInBrowser('every screen', (stage) => {
  let world: World
  beforeAll(async () => {
    world = await fillStage(stage)
  })

  test.each(SCREENS)('$name can be used by everybody, small and large, light and dark', async (screen) => {
    const context = await stage.signedIn({
      email: screen.as,
      viewport: { width: 360, height: 740 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    })
    const page = await openScreen(world, context, screen)
    const found: Record<string, string[]> = { 'cut off at 360': await findCutOff(page) }
    for (const width of [390, 1280]) {
      await dressPage(page, { width, colorScheme: 'light' })
      found[`${width} light`] = await findViolations(page)
      await dressPage(page, { width, colorScheme: 'dark' })
      found[`${width} dark`] = await findViolations(page, OF_COLOR)
    }
    const broken = Object.entries(found).filter(([, lines]) => lines.length > 0)
    expect(Object.fromEntries(broken)).toEqual({})
  })
})
