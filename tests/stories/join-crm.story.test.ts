import { describe, expect, test } from 'vitest'
import { newLocation } from '../support/connect.ts'
import { newJoiner } from '../support/joiner.ts'

/** GoHighLevel on the way into Shoulder, for those who have it. */

type Joiner = ReturnType<typeof newJoiner>

/** To GoHighLevel's own page and back with what was chosen there; answers where the joiner ends up. */
async function connects(joiner: Joiner, tenantId: string, choice: Record<string, string>): Promise<string> {
  const chooser = new URL(await joiner.follows(`/api/v1/connect/gohighlevel?tenant=${tenantId}&from=join`))
  for (const [name, value] of Object.entries(choice)) chooser.searchParams.set(name, value)
  const chosen = await fetch(chooser, { redirect: 'manual' })
  const back = new URL(chosen.headers.get('location') ?? '')
  const at = new URL(await joiner.follows(back.pathname + back.search))
  return at.pathname + at.search
}

describe('a newcomer', () => {
  test('who connects an account comes back to joining, and has it set up before the first call', async () => {
    const joiner = newJoiner()
    const { tenantId } = await joiner.doesAllSteps()
    expect((await joiner.sees()).json).toMatchObject({ next: 'gohighlevel', crm: { status: 'none', name: null } })
    const locationId = newLocation()
    const at = await connects(joiner, tenantId ?? '', { locationId })
    expect(at).toBe('/join?step=gohighlevel&came=connected')
    expect((await joiner.sees()).json).toMatchObject({ crm: { status: 'connected', name: locationId } })
    await expect
      .poll(
        async () => (await joiner.api<{ setUp: object | null }>('GET', `/tenants/${tenantId}/gohighlevel`)).json.setUp,
      )
      .toMatchObject({ problems: [], tags: 4 })
    const chosen = await joiner.api('PUT', '/join/gohighlevel', { choice: 'connected' })
    expect(chosen.json).toMatchObject({ next: 'review', draft: { gohighlevel: { choice: 'connected' } } })
    expect((await joiner.goesLive()).json).toMatchObject({ isLive: true, crm: { status: 'connected' } })
  })

  test('whose agency is connected chooses a sub-account of it, or has one made where the plan allows', async () => {
    const joiner = newJoiner()
    const { tenantId } = await joiner.doesAllSteps()
    expect(await connects(joiner, tenantId ?? '', { agency: '1' })).toBe('/join?step=gohighlevel&came=choose')
    const at = `/tenants/${tenantId}/gohighlevel`
    const { companyId } = (await joiner.api<{ companyId: string }>('GET', at)).json
    expect((await joiner.api('POST', `${at}/locations`, { companyId })).json.detail).toContain('plan does not let apps')
    await joiner.control('/ghl/places/agency/change', { admitsPrograms: true })
    try {
      expect((await joiner.api('POST', `${at}/locations`, { companyId })).status).toBe(200)
    } finally {
      await joiner.control('/ghl/places/agency/change', { admitsPrograms: false })
    }
    expect((await joiner.sees()).json.crm).toMatchObject({ status: 'connected' })
  })

  test('who has none skips it, or says nothing at all, and goes live', async () => {
    const silent = newJoiner()
    await silent.doesAllSteps()
    expect((await silent.goesLive()).json).toMatchObject({ isLive: true })
    const joiner = newJoiner()
    await joiner.doesAllSteps({ primaryPhone: '+15125550101' })
    expect((await joiner.api('PUT', '/join/gohighlevel', { choice: 'perhaps' })).status).toBe(400)
    const skipped = await joiner.api('PUT', '/join/gohighlevel', { choice: 'skipped' })
    expect(skipped.json).toMatchObject({ next: 'review', crm: { status: 'none' } })
    expect((await joiner.goesLive()).json).toMatchObject({ isLive: true })
  })

  test('cannot come to it before there is a business to connect', async () => {
    const joiner = newJoiner()
    await joiner.does('business')
    const early = await joiner.api('PUT', '/join/gohighlevel', { choice: 'skipped' })
    expect([early.status, early.json.code]).toEqual([409, 'join_incomplete'])
  })
})
