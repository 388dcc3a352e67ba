import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '../../tenants/base/clock.ts'
import { changeSchedule } from '../support/schedule.ts'
import { countCells, openBooking, visitsOf } from '../support/visits.ts'

describe('somebody who wants a visit', () => {
  test('names a time, takes it, is reminded of it, and the technician says that it was done', async () => {
    const { shop, pat, local, said } = await openBooking()
    await pat.texts('can someone come on Thursday at 2pm?')
    expect(await said()).toMatch(/^Thu, .* at 2 PM is free\. Reply YES to take it/)
    expect((await shop.told()).at(-1)).toMatch(/wants a visit on Thu, .* at 2 PM\. .*We have offered them a free time/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'held', startsAt: local(2, 14), crew: 'owner' }])
    await pat.texts('YES')
    expect(await said()).toMatch(
      /^Thank you! Your visit from .* is set: Thu, .* at 2 PM \(until about 3 PM\)\. Details: https:\/\/\S+\/b\/\S+ To /,
    )
    expect((await shop.told()).at(-1)).toMatch(/^Agreed: .* on Thu, .* at 2 PM\./)
    const [visit] = await visitsOf(shop)
    expect(visit).toMatchObject({ status: 'confirmed', startsAt: local(2, 14) })
    // The link in the text is the visit's own.
    const token = /\/b\/(\S+)/.exec(await said())?.[1]
    const [link] = await shop.tenant.query(`select purpose, address from tokens where token = '${token}'`)
    expect(link).toEqual({ purpose: 'visit', address: visit?.id })

    await shop.tenant.passTime(local(1, 14) - shop.watch.now - 1)
    expect(await pat.received()).toHaveLength(3)
    await shop.tenant.passTime(HOUR_MS)
    expect(await said()).toMatch(/a reminder of your visit, Thu, .* at 2 PM \(until about 3 PM\)\./)
    await pat.texts('ok see you then')
    expect(await pat.received()).toHaveLength(4)
    await shop.tenant.passTime(local(2, 12) - shop.watch.now)
    expect(await pat.received()).toHaveLength(5)
    await shop.tenant.passHours(4)
    expect((await shop.told()).at(-1)).toMatch(/^Was the visit with .* on Thu, .* at 2 PM done\?/)
    await shop.api('PATCH', `/tenants/${shop.id}/appointments/${visit?.id}`, { move: 'complete', amountMinor: 12_900 })
    expect(await visitsOf(shop)).toMatchObject([{ status: 'completed' }])
    expect(await countCells(shop)).toBe(0)
    await shop.tenant.passDays(20)
    expect(await pat.received()).toHaveLength(5)
    const told = await shop.tenant.timeline()
    expect(told.filter((type) => type.startsWith('visit_'))).toEqual([
      'visit_held',
      'visit_confirmed',
      'visit_completed',
    ])
    const journeys = await shop.tenant.list<{ kind: string; outcome: string }>('journeys')
    expect(journeys.find(({ kind }) => kind === 'booking')).toMatchObject({ outcome: 'completed' })
  }, 60_000)

  test('names none, chooses from what is free, and another gets what is left', async () => {
    const { shop, pat, said } = await openBooking()
    await pat.texts('can someone come by?')
    const offered = await said()
    expect(offered).toMatch(
      /^These times are free: 1\) Tue, .* at 2:30 PM, 2\) Wed, .* at 12 PM, 3\) Thu, .* at 8 AM\./,
    )
    expect(await visitsOf(shop)).toEqual([])
    const sam = shop.customer()
    await sam.texts('I need a visit please')
    await sam.texts('the second works')
    await pat.texts('2')
    expect(await said()).toMatch(/^Sorry, that time is not free any more\. These are: 1\) /)
    expect(await said()).not.toMatch(/Wed, .* at 12 PM/)
    await pat.texts('the last one please')
    expect(await said()).toMatch(/^Thank you! Your visit .* is set: /)
    const visits = await visitsOf(shop)
    expect(visits.map(({ status }) => status)).toEqual(['confirmed', 'confirmed'])
    expect(new Set(visits.map(({ startsAt }) => startsAt)).size).toBe(2)
  })

  test('is told which other times there are, and the technician hears when none of them suits', async () => {
    const { shop, pat, said } = await openBooking()
    await pat.texts('can someone come by?')
    await pat.texts('none of these')
    expect(await said()).toMatch(/^No problem, no time is kept for you\. Dana Fields has your message/)
    expect((await shop.told()).at(-1)).toMatch(/took none of the times we offered\. .*Please agree on a time/)
    expect(await visitsOf(shop)).toEqual([])
  })

  test('is kept a time for an hour and no longer, and may still take it as long as it is free', async () => {
    const { shop, pat, said } = await openBooking()
    await pat.texts('can someone come tomorrow at 9am?')
    expect(await countCells(shop)).toBe(8)
    await shop.tenant.passMinutes(59)
    expect(await countCells(shop)).toBe(8)
    await shop.tenant.passMinutes(2)
    expect(await countCells(shop)).toBe(0)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'cancelled' }])
    expect(await pat.received()).toHaveLength(2)
    await pat.texts('yes 9am')
    expect(await said()).toMatch(/is set: Wed, .* at 9 AM/)
    expect((await visitsOf(shop)).map(({ status }) => status)).toEqual(['cancelled', 'confirmed'])
  })

  test('asks something else in between, and is answered as ever', async () => {
    const { shop, pat, said } = await openBooking()
    await pat.texts('can someone come tomorrow at 9am?')
    await pat.texts('how much to fix a water heater?')
    expect(await said()).toMatch(/\$179/)
    await pat.texts('how about friday at 10am instead')
    expect(await said()).toMatch(/^Fri, .* at 10 AM is free\./)
    expect((await visitsOf(shop)).map(({ status }) => status)).toEqual(['held'])
    // Nothing was agreed on, so nothing was called off.
    const told = (await shop.tenant.timeline()).filter((type) => type.startsWith('visit_'))
    expect(told).toEqual(['visit_held', 'visit_held'])
    expect(await countCells(shop)).toBe(8)
  })

  test('hears of the fee before they agree to it', async () => {
    const { shop, pat, said } = await openBooking()
    await changeSchedule(shop, { afterHoursFeeMinor: 7_500, emergencyFeeMinor: 15_000 })
    await pat.texts('can someone come tomorrow at 9pm?')
    expect(await said()).toMatch(/^Wed, .* at 9 PM is free\. An extra fee of \$75 applies\. Reply YES/)
    await pat.texts('yes')
    expect(await said()).toMatch(/at 9 PM \(until about 10 PM\)\. An extra fee of \$75 applies\./)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed', fee: 7_500 }])
    const sam = shop.customer()
    await sam.texts('my basement is flooding, water everywhere')
    await sam.texts('can you come tomorrow at 10am')
    expect((await sam.received()).at(-1)).toMatch(/^.*at 10 AM is free\. An extra fee of \$150 applies\./)
  })

  test('writes Spanish and is answered in it', async () => {
    const { shop, pat, said } = await openBooking()
    await pat.texts('hola, ¿puede venir alguien mañana a las 9 por favor?')
    expect(await said()).toMatch(/^Hay lugar el mié .* a las 9 AM\. Responda SI para tomarlo/)
    await pat.texts('sí, gracias')
    expect(await said()).toMatch(/queda para el mié .* a las 9 AM \(hasta las 10 AM\)\./)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
  })

  test('is passed on as ever where the business agrees on times itself', async () => {
    const { shop, pat, said } = await openBooking()
    await changeSchedule(shop, { mode: 'off' })
    await pat.texts('can someone come tomorrow at 9am?')
    expect(await said()).toMatch(/has your request for Wed, .* at 9 AM and will get back to you/)
    expect((await shop.told()).at(-1)).toContain('Not confirmed yet')
    expect(await visitsOf(shop)).toEqual([])
  })
})
