import { expect, test } from 'vitest'
import { playInBrowser } from './support/play.ts'

playInBrowser('people', (stage) => {
  const linkMailedTo = async (email: string) => {
    const mails = await stage.sandbox<{ text: string }[]>(`/sandbox/emails?to=${encodeURIComponent(email)}`)
    return /\/app\/invitation\/[0-9a-z]+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? ''
  }
  const openPeople = async () => stage.open(await stage.signedIn(), `/app/${stage.business.id}/settings/people`)

  test('are invited, come in by the link of their mail, and are taken out while they look on', async () => {
    const page = await openPeople()
    await page.getByLabel('Their e-mail').fill('not an address')
    await page.getByRole('button', { name: 'Send the invitation', exact: true }).click()
    await page.getByText('This is no e-mail address').waitFor()
    await page.getByLabel('Their e-mail').fill('ines@example.com')
    await page.getByRole('button', { name: 'Send the invitation', exact: true }).click()
    await page.getByText('Invited, not here yet').waitFor()

    const hers = await stage.signedIn({ email: 'ines@example.com' })
    const board = await stage.open(hers, await linkMailedTo('ines@example.com'))
    await board.getByText('invites you to Bluebonnet Plumbing').waitFor()
    await board.getByRole('button', { name: 'Accept' }).click()
    await board.waitForURL(`**/app/${stage.business.id}/board`)
    await board.getByText('Live', { exact: true }).waitFor()

    await page.reload()
    await page.getByRole('button', { name: 'Take out ines@example.com' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Take out', exact: true }).click()
    await page.getByText('Taken out').waitFor()
    await board.getByText('Offline', { exact: true }).waitFor()
    await board.reload()
    await board.getByText('Live', { exact: true }).waitFor({ state: 'detached' })
    expect(await board.getByText('Bluebonnet Plumbing').count()).toBe(0)
    // The link is spent, whoever opens it.
    await board.goto(`${stage.run.appUrl}${await linkMailedTo('ines@example.com')}`)
    await board.getByText('This invitation is over').waitFor()
  })

  test('are not all taken out, and a failed mail is sent again, in Spanish as well', async () => {
    const context = await stage.signedIn({ locale: 'es-US' })
    const page = await stage.open(context, `/app/${stage.business.id}/settings/people`)
    await page.getByRole('button', { name: /^Quitar a rosa/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Quitar', exact: true }).click()
    await page.getByText('Alguien tiene que atender aquí').waitFor()

    await stage.sandbox('/sandbox/faults', { provider: 'resend', kind: 'status', status: 503, rate: 1, forMs: 60_000 })
    await page.getByLabel('Su correo').fill('luis@example.com')
    await page.getByText('Solo mira').click()
    await page.getByRole('button', { name: 'Enviar la invitación', exact: true }).click()
    await page.getByText('El correo no llegó.').first().waitFor()
    await fetch(`${stage.run.sandboxUrl}/sandbox/faults`, { method: 'DELETE' })
    await page.getByRole('button', { name: 'Enviar otra vez la invitación a luis@example.com' }).click()
    await page.getByText('El correo salió.').waitFor()
    expect(await linkMailedTo('luis@example.com')).not.toBe('')
    await page.getByRole('button', { name: 'Retirar la invitación a luis@example.com' }).click()
    await page.getByText('Invitación retirada').waitFor()
    await page.getByText('retiró la invitación a luis@example.com (Solo mira)').waitFor()
  })
})
