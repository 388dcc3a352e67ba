import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { findViolations } from './support/axe.ts'
import { findCutOff } from './support/layout.ts'
import { playInBrowser } from './support/play.ts'
import { ADMIN, newCaller } from './support/stage.ts'
import { dressPage, openScreen, SCREENS } from './support/screens.ts'
import { fillStage, OWNER_OF_EMPTY, type World } from './support/world.ts'

/** What a change of colors alone can break. */
const OF_COLOR = ['color-contrast', 'link-in-text-block']
const PAGES_AT_A_TIME = 3
const PEOPLE = [...new Set(SCREENS.map(({ as }) => as))].map((as) => ({ as, who: as ?? 'a stranger' }))

const colorsOf = (page: Page) =>
  page.evaluate(() => {
    const card = document.querySelector('.card') ?? document.body
    const [ground, surface] = [document.documentElement, card].map(
      (element) => getComputedStyle(element).backgroundColor,
    )
    return { ground, surface, ink: getComputedStyle(card).color }
  })

/** Everything that can be worked, by what it is called; what is hidden or switched off aside. */
const workable = (page: Page) =>
  page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    )
    const isOn = (each: HTMLElement) =>
      each.checkVisibility({ visibilityProperty: true }) && !each.matches(':disabled, [tabindex="-1"]')
    return [...all].filter(isOn).map((each, index) => {
      each.dataset['place'] = String(index)
      // Of a group of radio buttons the keyboard visits one.
      const group = each instanceof HTMLInputElement && each.type === 'radio' ? `radio ${each.name}` : null
      return group ?? String(index)
    })
  })

/** More than any page has, so that a page that holds the keyboard fast ends the walk too. */
const STOPS_MAX = 300

/** Presses Tab until it comes back to where it began; answers what was visited, and what could not be seen. */
async function tabAround(page: Page) {
  const visited = new Set<string>()
  const unseen: string[] = []
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return null
      const isRadio = element instanceof HTMLInputElement && element.type === 'radio'
      // A ring may be drawn by whatever stands around a control that is itself invisible.
      const around = [element, element.parentElement, element.nextElementSibling, element.closest('label, .card, li')]
      const hasRing = around.some((each) => {
        if (each === null) return false
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
      })
      const { top, bottom, left, right } = element.getBoundingClientRect()
      const isOnScreen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
      const name = isRadio ? `radio ${element.name}` : (element.dataset['place'] ?? '')
      const words = element.getAttribute('aria-label') ?? element.textContent ?? element.tagName
      return { name, isSeen: hasRing && isOnScreen, words: words.trim().slice(0, 40) }
    })
    if (at === null) continue
    const [first] = visited
    if (visited.size > 1 && at.name === first) break
    visited.add(at.name)
    if (!at.isSeen) unseen.push(at.words)
  }
  return { visited, unseen }
}

const screenNamed = (name: string) => {
  const screen = SCREENS.find((each) => each.name === name)
  if (screen === undefined) throw new Error(`There is no screen ${name}.`)
  return screen
}

playInBrowser('how it looks', (stage) => {
  let world: World
  beforeAll(async () => {
    world = await fillStage(stage)
  })

  test.each(PEOPLE)('lets everybody use each screen of $who, small and large', { timeout: 180_000 }, async ({ as }) => {
    const viewport = { width: 360, height: 740 }
    const context = await stage.signedIn({ email: as, viewport, colorScheme: 'light', reducedMotion: 'reduce' })
    const waiting = SCREENS.filter((each) => each.as === as)
    const walk = async () => {
      for (let screen = waiting.shift(); screen; screen = waiting.shift()) {
        const page = await openScreen(world, context, screen)
        const found: Record<string, string[]> = { 'cut off at 360': await findCutOff(page) }
        for (const width of [390, 1280]) {
          await dressPage(page, { width, colorScheme: 'light' })
          found[`${width} light`] = await findViolations(page)
          await dressPage(page, { width, colorScheme: 'dark' })
          found[`${width} dark`] = await findViolations(page, OF_COLOR)
        }
        await page.close()
        const broken = Object.entries(found).filter(([, lines]) => lines.length > 0)
        expect.soft(Object.fromEntries(broken), screen.name).toEqual({})
      }
    }
    // Each page computes in a process of its own.
    await Promise.all(Array.from({ length: PAGES_AT_A_TIME }, walk))
  })

  test('is dark where the phone is dark, and as chosen where somebody has chosen', async () => {
    const page = await openScreen(world, await stage.signedIn({ colorScheme: 'light' }), screenNamed('board'))
    const light = await colorsOf(page)
    await dressPage(page, { width: 1280, colorScheme: 'dark' })
    const dark = await colorsOf(page)
    for (const part of ['ground', 'surface', 'ink'] as const) expect(dark[part]).not.toBe(light[part])

    await page.getByRole('button', { name: 'Account and display' }).click()
    await page.getByLabel('Appearance').selectOption('light')
    await expect.poll(() => colorsOf(page)).toEqual(light)
    await page.reload()
    await page.getByRole('region', { name: 'Emergency' }).waitFor()
    await expect.poll(() => colorsOf(page)).toEqual(light)
  })

  test('speaks Spanish on every screen to whoever reads Spanish', { timeout: 90_000 }, async () => {
    const context = await stage.signedIn({ locale: 'es-US' })
    const page = await context.newPage()
    const lang = () => page.evaluate(() => document.documentElement.lang)
    const english =
      /\b(Needs you|Conversations|Missed calls?|Settings|Numbers|Save|Back|Today|Booked|Pipeline|Price book)\b/
    const places: [string, RegExp][] = [
      ['board', /Conversaciones/],
      ['visits', /Visitas/],
      ['pipeline', /Clientes/],
      ['numbers', /Números/],
      ['agents', /Agentes/],
      ['settings', /Ajustes/],
      ['settings/schedule', /Agenda/],
      ['settings/timings', /Tiempos/],
      ['settings/notify', /Este aparato/],
    ]
    for (const [place, words] of places) {
      await page.goto(`${stage.run.appUrl}/app/${world.stage.business.id}/${place}`)
      await page.getByRole('heading', { name: words }).first().waitFor()
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
      expect(await lang()).toBe('es')
      const shown = (await page.locator('body').innerText()).replaceAll(/Us: .*|Nosotros: .*/g, '')
      expect(english.exec(shown)?.[0] ?? null, place).toBeNull()
    }
    await page.goto(`${stage.run.appUrl}/app/${world.stage.business.id}/c/${world.conversationId}`)
    await page
      .getByText('Llamada perdida: nadie contestó')
      .or(page.getByText(/nadie contest/))
      .first()
      .waitFor()
    const fleet = await stage.open(await stage.signedIn({ locale: 'es-US', email: ADMIN }), '/fleet')
    await fleet.getByRole('heading', { name: 'Cada negocio' }).waitFor()
    expect(english.exec(await fleet.locator('body').innerText())).toBeNull()
    const joining = await stage.open(await stage.signedIn({ locale: 'es-US', email: 'luz@example.com' }), '/join')
    await joining.getByRole('heading', { name: 'Primero, su negocio' }).waitFor()
    await joining.getByRole('group', { name: 'Idioma de esta página' }).getByRole('radio', { name: 'English' }).check()
    await joining.getByRole('heading', { name: 'First, your business' }).waitFor()
    await joining.reload()
    await joining.getByRole('heading', { name: 'First, your business' }).waitFor()
  })

  test.each([
    'board',
    'visits',
    'conversation',
    'pipeline',
    'numbers',
    'agents',
    'fleet',
    'fleet-tenant-pays',
    'settings-scripts',
    'settings-timings',
    'join-business',
  ])('%s is all within reach of the keyboard, and shows where it is', async (name) => {
    const screen = screenNamed(name)
    const page = await openScreen(world, await stage.signedIn({ email: screen.as }), screen)
    const wanted = new Set(await workable(page))
    await page.evaluate(() => {
      ;(document.activeElement as HTMLElement | null)?.blur()
      getSelection()?.removeAllRanges()
    })
    const { visited, unseen } = await tabAround(page)
    // News that come in meanwhile push out older ones, which cannot be visited any more.
    const left = await page.locator('[data-place]').evaluateAll((all) => all.map((each) => each.dataset['place'] ?? ''))
    expect(left.length).toBeGreaterThan(wanted.size - 12)
    const isThere = (each: string) => each.startsWith('radio ') || left.includes(each)
    expect([...wanted].filter((each) => isThere(each) && !visited.has(each))).toEqual([])
    expect(unseen).toEqual([])
  })

  test('shows an admin the fleet, narrowed and one by one, and finds the way back', async () => {
    const page = await openScreen(world, await stage.signedIn({ email: ADMIN }), screenNamed('fleet'))
    const names = page.locator('.fleet-row-name a')
    expect(await names.count()).toBe(5)
    const missed = async () => Number(await page.locator('.funnel .missed strong').innerText())
    const all = await missed()
    await page.getByLabel('Order').selectOption('Most missed calls')
    await expect.poll(() => names.first().innerText()).toBe(stage.business.businessName)
    await page.getByLabel('Business name').fill('bluebonnet')
    await expect.poll(() => names.count()).toBe(1)
    expect(new URL(page.url()).search).toBe('?find=bluebonnet&sort=missed')
    const own = await missed()
    expect(own).toBeGreaterThan(0)
    expect(own).toBeLessThan(all)
    const href = await page.getByRole('link', { name: /^Download as a table/ }).getAttribute('href')
    const table = await page.request.get(`${stage.run.appUrl}${href}`)
    expect((await table.text()).split('\r\n').filter((line) => line.includes('ten_'))).toHaveLength(1)

    await names.first().press('Enter')
    await page.getByRole('heading', { name: stage.business.businessName }).waitFor()
    expect(await missed()).toBe(own)
    await page.getByRole('link', { name: 'Back to the fleet' }).click()
    await expect.poll(() => names.count()).toBe(1)
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect.poll(missed).toBe(all)
    const now = page.getByRole('region', { name: 'Right now' })
    await now.getByText('Live', { exact: true }).waitFor()
    // Among the few that are shown, the news of whoever told last leave no room for those before.
    await stage.call({ from: newCaller() })
    await now.getByRole('link', { name: stage.business.businessName }).first().waitFor()
  })

  test('skips to the content', async () => {
    const page = await openScreen(world, await stage.signedIn(), screenNamed('board'))
    await page.keyboard.press('Tab')
    await page.getByRole('link', { name: 'Skip to content' }).press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
  })

  test('moves nothing for those who asked for stillness', async () => {
    const context = await stage.signedIn({ email: OWNER_OF_EMPTY, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(`${stage.run.appUrl}/app/${world.empty.id}/board`)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.evaluate(() => {
      const moved: string[] = []
      Object.assign(window, { moved })
      const look = () => {
        for (const motion of document.getAnimations()) {
          const { duration } = motion.effect?.getTiming() ?? {}
          if (typeof duration === 'number' && duration > 1) moved.push(motion.constructor.name)
        }
        requestAnimationFrame(look)
      }
      look()
    })
    for (const from of ['+12145550187', '+12145550188']) {
      await stage.call({ from }, world.empty)
      await page.getByRole('link', { name: new RegExp(`${from.slice(-4)}.*Us: Larkspur`) }).waitFor()
    }
    await page.getByRole('button', { name: 'Account and display' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([])
  })

  test('can be read at twice the size of letters', async () => {
    const page = await openScreen(
      world,
      await stage.signedIn({ viewport: { width: 640, height: 800 } }),
      screenNamed('board'),
    )
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    const width = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    await expect.poll(width).toBeLessThanOrEqual(0)
  })

  test('shows an admin what is wrong, who is told of it, and takes their word that they are on it', async () => {
    const { id, businessName } = world.empty
    await stage.api('POST', `/tenants/${id}/registration/outcome`, { kind: 'suspended', reason: 'Complaints' })
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    await stage.api('POST', '/fleet/exports', { from: day, to: day, tenantId: id })
    const open = async () => (await stage.api<{ open: { tenantId: string }[] }>('GET', '/fleet/alerts')).open
    await expect.poll(async () => (await open()).map(({ tenantId }) => tenantId), { timeout: 20_000 }).toContain(id)
    const page = await openScreen(world, await stage.signedIn({ email: ADMIN }), screenNamed('fleet'))
    await dressPage(page, { width: 390, colorScheme: 'light' })
    const alert = page.getByRole('region', { name: 'Alerts' }).getByRole('listitem').filter({ hasText: businessName })
    await alert.getByText('It may not text').waitFor()
    expect(await findViolations(page)).toEqual([])
    // The charts are drawn anew once the page has become narrower.
    await expect.poll(() => findCutOff(page)).toEqual([])
    await alert.getByRole('button', { name: /^I’m on it/ }).press('Enter')
    await alert.getByText(`${ADMIN} is on it`).waitFor()

    await alert.getByRole('button', { name: /^Silence/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Silence', exact: true }).click()
    await expect.poll(() => dialog.getByLabel('Why').getAttribute('aria-invalid')).toBe('true')
    expect(await findViolations(page)).toEqual([])
    await dialog.getByLabel('Why').fill('They are at it')
    await dialog.getByRole('button', { name: 'Silence', exact: true }).click()
    await alert.getByText('Silenced', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Who is told' }).click()
    await dialog.getByRole('button', { name: 'Tell somebody else' }).click()
    await dialog.getByLabel('Name').fill('On duty')
    await dialog.getByLabel('E-mail address').fill('duty@example.com')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByRole('button', { name: 'Send a test to On duty' }).click()
    await dialog.getByText('The test was sent.').waitFor()
    const mail = await stage.sandbox<{ subject: string }[]>('/sandbox/emails?to=duty%40example.com')
    expect(mail.map(({ subject }) => subject)).toEqual(['Shoulder: A test: alerts arrive here.'])
  })
})
