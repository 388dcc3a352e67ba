import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'
import { ADMIN, newCaller } from './support/stage.ts'

const words = (page: Page) => page.getByLabel('The words')
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true })
const OWN = 'Hi, {business} here, sorry we missed you! What broke? Automated text. Reply STOP to opt out'

playInBrowser('settings', (stage) => {
  const openSection = async (section: string, email?: string) => {
    const context = await stage.signedIn(email === undefined ? {} : { email })
    return stage.open(context, `/app/${stage.business.id}/settings/${section}`)
  }
  const tenant = () =>
    stage.api<{ ownerName: string; serviceArea: string; policy: Record<string, unknown> }>(
      'GET',
      `/tenants/${stage.business.id}`,
    )

  test('refuse a script that breaks a rule, say which, and send the words that are right', async () => {
    const page = await openSection('scripts')
    await words(page).fill(
      '{business}: 20% discount on every repair, only today! Reply STOP to opt out. Automated text',
    )
    await page.getByText('It cannot be saved like this').waitFor()
    await page.getByText(/It reads like an offer/).waitFor()
    expect(await save(page).isDisabled()).toBe(true)
    await words(page).fill('Sorry we missed your call')
    await page.getByText('It does not name your business. Insert {business}.').waitFor()
    await page.getByText('It does not say how to opt out. Add “Reply STOP to opt out”.').waitFor()
    expect(await save(page).isDisabled()).toBe(true)

    await words(page).fill(OWN)
    await page.getByText('Nothing against it. It can be saved.').waitFor()
    await page.getByText('Hi, Bluebonnet Plumbing here').waitFor()
    await page.getByText(/of 160 characters · 1 text/).waitFor()
    await save(page).click()
    await page.getByRole('status').getByText('Saved').waitFor()

    const caller = newCaller()
    await stage.call({ from: caller })
    expect(await stage.received(caller, 1)).toEqual([OWN.replace('{business}', 'Bluebonnet Plumbing')])
    const id = await stage.customerId(caller)
    await page.goto(`${stage.run.appUrl}/app/${stage.business.id}/c/${id}`)
    await page.getByRole('button', { name: 'Why was this sent?' }).first().click()
    await page
      .getByRole('dialog')
      .getByText(/Your own words, version 1/)
      .waitFor()
  })

  test('show which texts of before would have read differently, before anything is saved', async () => {
    const page = await openSection('scripts')
    const caller = newCaller()
    await stage.call({ from: caller })
    await stage.received(caller, 1)
    await words(page).waitFor()
    await page.getByRole('button', { name: 'Show what would have changed' }).click()
    await page.getByText(/^All \d+ read the same|^The one that went out reads the same/).waitFor()
    await words(page).fill('{business}: we saw your call. Automated text. Reply STOP to opt out')
    await page.getByRole('button', { name: 'Show what would have changed' }).click()
    await page.getByText(/\d+ of \d+ would have read differently/).waitFor()
    await page.getByRole('list', { name: 'The newest of them' }).getByText('we saw your call').first().waitFor()
    await words(page).fill('{business}: we saw it. Automated text. Reply STOP to opt out')
    await page.getByText(/would have read differently/).waitFor({ state: 'detached' })
  })

  test('are refused by the server as well, in its own words', async () => {
    const page = await openSection('scripts')
    await words(page).waitFor()
    const answer = await page.evaluate(async (tenantId) => {
      const body = JSON.stringify({ name: 'missed_call_text', language: 'en', text: 'Big sale today!', version: 1 })
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`/api/v1/tenants/${tenantId}/scripts`, { method: 'PUT', headers, body })
      const problem = (await response.json()) as { code: string; issues: { message: string }[] }
      return { ...problem, status: response.status, type: response.headers.get('content-type') }
    }, stage.business.id)
    expect(answer).toMatchObject({ status: 400, code: 'script_refused' })
    expect(answer.type).toMatch(/problem\+json/)
    expect(answer.issues.length).toBeGreaterThan(1)
  })

  test('refuse timings that contradict each other, and take those that do not', async () => {
    const page = await openSection('timings')
    const after = page.getByLabel('Text goes out after')
    const atLatest = page.getByLabel('Text goes out at the latest after')
    await after.fill('45')
    await atLatest.fill('30')
    await save(page).click()
    await page.getByText('The text cannot wait longer than its own deadline.').waitFor()
    await expect.poll(() => after.evaluate((field) => field === document.activeElement)).toBe(true)
    await after.fill('soon')
    await save(page).click()
    expect(await after.getAttribute('aria-invalid')).toBe('true')

    await after.fill('25')
    await save(page).click()
    await page.getByRole('status').getByText('Saved').waitFor()
    expect((await tenant()).policy).toMatchObject({ textAfterMs: 25_000, textDeadlineMs: 30_000 })
    await stage.api('PATCH', `/tenants/${stage.business.id}/policy`, { textAfterMs: 500 })
  })

  test('tell two people who change one thing, and keep what both wrote', async () => {
    const rosa = await openSection('business')
    const office = await openSection('business', ADMIN)
    for (const page of [rosa, office]) await page.getByLabel('Where you work').waitFor()
    await office.getByLabel('Where you work').fill('Austin and Pflugerville')
    await save(office).click()
    await office.getByRole('status').getByText('Saved').waitFor()

    await rosa.getByLabel('Where you work').fill('Austin and Kyle')
    await save(rosa).click()
    const clash = rosa.getByRole('dialog', { name: 'Changed by somebody else meanwhile' })
    await clash.getByText('Austin and Pflugerville').waitFor()
    await clash.getByText('Austin and Kyle').waitFor()
    expect((await tenant()).serviceArea).toBe('Austin and Pflugerville')
    expect(await clash.getByRole('button', { name: 'Save this choice' }).isDisabled()).toBe(true)
    await clash.getByRole('radio', { name: /Yours/ }).check()
    await clash.getByRole('button', { name: 'Save this choice' }).click()
    await expect.poll(async () => (await tenant()).serviceArea).toBe('Austin and Kyle')
  })

  test('save beside each other what two people changed in different places', async () => {
    const rosa = await openSection('business')
    const office = await openSection('business', ADMIN)
    for (const page of [rosa, office]) await page.getByLabel('Your name').waitFor()
    await office.getByLabel('Your name').fill('Rosa M. Delgado')
    await save(office).click()
    await office.getByRole('status').getByText('Saved').waitFor()
    await rosa.getByLabel('Where you work').fill('Austin and Buda')
    await save(rosa).click()
    await rosa
      .getByRole('status')
      .getByText(/Yours were saved beside theirs/)
      .waitFor()
    expect(await tenant()).toMatchObject({ ownerName: 'Rosa M. Delgado', serviceArea: 'Austin and Buda' })
  })

  test('hold a price book that is never half right', async () => {
    const page = await openSection('prices')
    await page.getByRole('button', { name: /Leak repair/ }).click()
    await page.getByLabel('From', { exact: true }).fill('500')
    await save(page).click()
    await page.getByText('This must not be less than the lower price.').waitFor()
    await page.getByLabel('From', { exact: true }).fill('150')
    await page.getByRole('button', { name: 'Add a service' }).click()
    await page.getByLabel('Service', { exact: true }).fill('Leak repair')
    await page.getByLabel('From', { exact: true }).fill('99')
    await page.getByLabel('Per', { exact: true }).fill('job')
    await save(page).click()
    await page.getByText('This service stands in the list already.').first().waitFor()
    await page.getByRole('button', { name: 'Remove Leak repair' }).click()
    await save(page).click()
    await page.getByRole('status').getByText('Saved').waitFor()

    const caller = newCaller()
    await stage.call({ from: caller })
    await stage.received(caller, 1)
    await stage.text(caller, 'What does it cost to fix a leak?')
    expect((await stage.received(caller, 2))[1]).toMatch(/\$150.*\$380/)
  })

  test('hand a key to another program once, and tell that program what it wants to hear', async () => {
    const page = await openSection('api')
    await page.getByLabel('Name of the program').fill('Bookkeeping')
    await page.getByLabel('Read figures, without names').check()
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByText('New for Bookkeeping').waitFor()
    const key = (await page.getByText(/^shk_[0-9a-z]{52}$/).textContent()) ?? ''
    const own = await fetch(`${stage.run.appUrl}/api/v1/api-key`, { headers: { authorization: `Bearer ${key}` } })
    expect(await own.json()).toMatchObject({ tenantId: stage.business.id, scopes: ['read:figures'] })
    await page.getByRole('button', { name: 'Revoke the key Bookkeeping' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('No keys yet').waitFor()

    await page.getByLabel('Address').fill(`${stage.run.sandboxUrl}/receiver/bookkeeping`)
    await page.getByRole('button', { name: 'Add webhook' }).click()
    await page.getByText(/^whsec_/).waitFor()
    await page.getByRole('button', { name: 'Send a test' }).click()
    type Deliveries = { items: { status: string }[] }
    const statuses = async () =>
      (await stage.api<Deliveries>('GET', `/tenants/${stage.business.id}/deliveries`)).items.map(({ status }) => status)
    await expect.poll(statuses, { timeout: 20_000 }).toEqual(['delivered'])
    expect(await stage.sandbox<unknown[]>('/sandbox/receiver?name=bookkeeping')).toHaveLength(1)
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.getByText('Delivered').waitFor()
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('No webhooks yet').waitFor()
  })

  test('pause everything, say so on every screen, and start again', async () => {
    const page = await openSection('pause')
    await page.getByRole('button', { name: 'Pause everything' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Pause now' }).click()
    await page.getByRole('status').getByText('Everything is paused: no text or e-mail goes out.').waitFor()
    const caller = newCaller()
    await stage.call({ from: caller }, { ...stage.business, ghlLocationId: null })
    await page.getByRole('link', { name: 'Board' }).click()
    await page.getByRole('link', { name: /^\(214\).*Missed call/ }).waitFor()
    await page.getByRole('status').getByText('Everything is paused: no text or e-mail goes out.').waitFor()
    await page.getByRole('link', { name: 'Open settings' }).click()
    await page.getByRole('link', { name: /^Pause/ }).click()
    await page.getByRole('button', { name: 'Start again' }).click()
    await page.getByText('Shoulder is working again.').waitFor()
    const text = await stage.sandbox<unknown[]>(`/sandbox/messages?to=${encodeURIComponent(caller)}`)
    expect(text).toEqual([])
    await stage.text(caller, 'How much to clear a drain?')
    expect((await stage.received(caller, 1))[0]).toMatch(/\$117/)
  })

  test('name what somebody changed in GoHighLevel, and see at once that it was emptied', async () => {
    const { id, ghlLocationId } = stage.business
    const path = `/tenants/${id}/gohighlevel`
    type View = { setUp: { at: number; values: number; kept: string[] } | null }
    const setUp = async () => (await stage.api<View>('GET', path)).setUp
    const writeThere = (change: object) => stage.sandbox(`/sandbox/ghl/places/${ghlLocationId}/change`, change)
    await stage.api('POST', `${path}/set-up`, {})
    await expect.poll(async () => (await setUp())?.values, { timeout: 20_000 }).toBe(9)
    const customValue = 'Shoulder owner name'
    await writeThere({ customValue, says: 'The team' })
    await stage.api('POST', `${path}/set-up`, {})
    await expect.poll(async () => (await setUp())?.kept, { timeout: 20_000 }).toEqual([customValue])

    const page = await openSection('gohighlevel')
    const kept = page.getByText(`Changed in GoHighLevel, so they stay as they are there: ${customValue}.`)
    await kept.waitFor()
    await writeThere({ customValue })
    await page.getByRole('button', { name: 'Check again' }).click()
    await kept.waitFor({ state: 'detached' })
  })
})
