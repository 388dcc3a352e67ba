import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'
import { ADMIN, newCaller, type Business } from './support/stage.ts'

type Heard = { ok: boolean; heard: string[] }
const OWN = 'Hi, this is Rosa. We may send you a text about this call; reply STOP to opt out.'

playInBrowser('how callers agree', (stage) => {
  const place = ({ id }: Business) => `/app/${id}/settings/registration`
  const profile = ({ id }: Business) =>
    stage.api<{ consentMode: string; voicemailGreeting: string | null }>('GET', `/tenants/${id}`)
  const call = (from: string, { smsNumber: to }: Business, more: object = {}) =>
    stage.sandbox<Heard>('/sandbox/calls', { to, from, outcome: 'voicemail', via: 'twilio', ...more })

  test('is chosen by whoever vouches for it, and is what the next caller hears', async () => {
    const [smsNumber, email] = ['+15125550177', 'wren@example.com']
    const shop = await stage.openBusiness({ businessName: 'Wren Plumbing', smsNumber, email })
    const page = await stage.open(await stage.signedIn({ email: ADMIN }), place(shop))
    await page.getByRole('radio', { name: /They press 1/ }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('status').getByText('Saved').waitFor()
    expect(await profile(shop)).toMatchObject({ consentMode: 'press_1' })

    const [willing, silent, unwilling] = [newCaller(), newCaller(), newCaller()]
    const agreed = await call(willing, shop, { digits: '1' })
    expect(agreed).toMatchObject({ ok: true })
    expect(agreed.heard.join(' ')).toMatch(/press 1 now\. Thanks, a text is on its way\..*recorded and may be transcr/)
    const left = await call(silent, shop)
    expect(left.heard.join(' ')).toMatch(/press 1 now\. All right, we will not text you\..*recorded and may be transcr/)
    await call(unwilling, shop, { digits: '2' })
    expect(await stage.received(willing, 1)).toHaveLength(1)
    const told = await stage.received('+15125550120', 2)
    expect(told.filter((text) => /did not press 1 for a text, so we sent none/.test(text))).toHaveLength(2)
    for (const phone of [silent, unwilling]) expect(await stage.received(phone, 0)).toEqual([])
  })

  test('is read by a viewer, who changes nothing', async () => {
    const viewer = 'kit@example.com'
    await stage.api('POST', `/tenants/${stage.business.id}/invitations`, { email: viewer, role: 'viewer' })
    const mails = () => stage.sandbox<{ text: string }[]>(`/sandbox/emails?to=${encodeURIComponent(viewer)}`)
    await expect.poll(async () => (await mails()).length).toBe(1)
    const path = /\/app\/invitation\/[0-9a-z]+/.exec((await mails())[0]?.text ?? '')?.[0] ?? ''
    const context = await stage.signedIn({ email: viewer })
    const invitation = await stage.open(context, path)
    await invitation.getByRole('button', { name: 'Accept' }).click()
    await invitation.waitForURL(/\/app\/ten_/)
    const page = await stage.open(context, place(stage.business))
    await page.getByText(/^The way they agree: They hear a notice$/).waitFor()
    expect(await page.getByLabel('Your own voicemail greeting, word for word').isDisabled()).toBe(true)
    expect(await page.getByRole('radio', { name: /They press 1/ }).count()).toBe(0)
  })

  test('is read by a technician, who writes down only their own greeting, and only one that is a notice', async () => {
    const page = await stage.open(await stage.signedIn(), place(stage.business))
    await page.getByText('Ask whoever set up your account to change this').waitFor()
    expect(await page.getByRole('radio', { name: /They press 1/ }).count()).toBe(0)
    const greeting = page.getByLabel('Your own voicemail greeting, word for word')
    await greeting.fill('Please leave a message.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('These words do not tell callers of a text and of STOP').waitFor()
    expect((await profile(stage.business)).voicemailGreeting ?? null).toBeNull()
    await greeting.fill(OWN)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('status').getByText('Saved').waitFor()
    expect(await profile(stage.business)).toMatchObject({ voicemailGreeting: OWN, consentMode: 'spoken_notice' })
    await greeting.fill('')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(async () => (await profile(stage.business)).voicemailGreeting).toBeNull()
  })
})
