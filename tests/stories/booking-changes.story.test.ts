import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '../../tenants/base/clock.ts'
import { askFor, close } from '../support/erasure.ts'
import { countCells, openAgreed, openBooking, visitsOf } from '../support/visits.ts'

describe('somebody who has a visit', () => {
  test('moves it by text, to a time that is kept until they say yes', async () => {
    const { shop, pat, local, said, writes } = await openAgreed('Thursday at 2pm')
    await writes('can we move it to Friday at 10am')
    expect(await said()).toMatch(/^Fri, .* at 10 AM is free\. Reply YES to move your visit there\. .* stays on Thu, /)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed', startsAt: local(2, 14) }])
    expect(await countCells(shop)).toBe(16)
    await writes('yes please')
    expect(await said()).toMatch(/^Done\. Your visit from .* is now Fri, .* at 10 AM/)
    expect((await shop.told()).at(-1)).toMatch(/moved the visit to Fri, .* at 10 AM/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed', startsAt: local(3, 10), sequence: 1 }])
    expect(await countCells(shop)).toBe(8)
    const texts = (await pat.received()).length
    await shop.tenant.passTime(local(3, 7) - shop.watch.now)
    const reminders = (await pat.received()).slice(texts)
    expect(reminders).toHaveLength(1)
    expect(reminders[0]).toMatch(/a reminder of your visit, Fri, .* at 10 AM/)
  })

  test('calls off one day and names another in the same breath, which moves it, in one line', async () => {
    const { shop, local, said, writes } = await openAgreed('Thursday at 2pm')
    await writes('cancel Thursday, come Friday at 10am')
    expect(await said()).toMatch(/^Fri, .* at 10 AM is free\. Reply YES to move your visit there\. .* stays on Thu, /)
    await writes('no, Monday at 9am')
    expect(await said()).toMatch(/^Mon, .* at 9 AM is free\. Reply YES to move your visit there/)
    await writes('yes')
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed', startsAt: local(6, 9), sequence: 1 }])
    const told = (await shop.tenant.timeline()).filter((type) => /^(?:visit|lead)_/.test(type))
    expect(told.slice(told.indexOf('visit_confirmed'))).toEqual(['visit_confirmed', 'lead_changed', 'visit_moved'])
  })

  test('wants another time, says none and keeps what they have', async () => {
    const { shop, local, said, writes } = await openAgreed('Thursday at 2pm')
    await writes('CHANGE')
    expect(await said()).toMatch(/^Your visit stays on Thu, .* at 2 PM for now\. These times are free: 1\) /)
    await writes('none of these')
    expect(await said()).toMatch(/^All right, your visit stays as it is: Thu, .* at 2 PM/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed', startsAt: local(2, 14), sequence: 0 }])
  })

  test('calls it off in words that are no opt-out, and the technician hears when it is late', async () => {
    const { shop, said, writes } = await openAgreed('tomorrow at 10am')
    await writes("sorry, I can't make it")
    expect(await said()).toMatch(/^Your visit on Wed, .* at 10 AM is called off/)
    expect((await shop.told()).at(-1)).toMatch(/called off the visit on Wed, .* less than a day before it/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'cancelled' }])
    expect(await countCells(shop)).toBe(0)
    await writes('can someone come Friday at 9am?')
    expect(await said()).toMatch(/^Fri, .* at 9 AM is free/)
  })

  test('asks whether a visit is possible and is not taken to call one off', async () => {
    const { shop, writes } = await openAgreed('Thursday at 2pm')
    await writes('what is the fee if I cancel?')
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
  })

  test('is told by us that the business calls it off', async () => {
    const { shop, said } = await openAgreed('Thursday at 2pm')
    const [visit] = await visitsOf(shop)
    await shop.api('PATCH', `/tenants/${shop.id}/appointments/${visit?.id}`, { move: 'cancel' })
    await shop.tenant.settle()
    expect(await said()).toMatch(/: sorry, we cannot make your visit on Thu, .* at 2 PM\. Reply with a day/)
    expect(await countCells(shop)).toBe(0)
  })

  test('says STOP, is texted no more, and keeps the visit', async () => {
    const { shop, pat, local } = await openAgreed('Thursday at 2pm')
    await pat.texts('STOP', { OptOutType: 'STOP' })
    const before = (await pat.received()).length
    await shop.tenant.passTime(local(2, 16) - shop.watch.now)
    expect(await pat.received()).toHaveLength(before)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed', startsAt: local(2, 14) }])
    expect((await shop.told()).at(-1)).toMatch(/^Was the visit/)
  }, 60_000)

  test('is left to the technician who has taken the conversation', async () => {
    const { shop, pat, local, writes } = await openAgreed('Thursday at 2pm')
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customer?.id}/takeover`)
    const before = (await pat.received()).length
    await writes('cancel my appointment')
    await shop.tenant.passTime(local(2, 13) - shop.watch.now)
    expect(await pat.received()).toHaveLength(before)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
  })

  test('is erased, and nobody drives to them', async () => {
    const { shop } = await openAgreed('Thursday at 2pm')
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    const request = await askFor(shop, { customerId: customer?.id })
    await close(shop, request.id)
    await shop.tenant.passMinutes(10)
    expect(await countCells(shop)).toBe(0)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'cancelled' }])
  })
})

test('an object that is evicted between the offer and the answer loses neither', async () => {
  const { shop, said, writes } = await openBooking()
  await writes('can someone come tomorrow at 9am?')
  await shop.tenant.evict()
  await writes('YES')
  expect(await said()).toMatch(/is set: Wed, .* at 9 AM/)
  await shop.tenant.evict()
  await shop.tenant.passTime(HOUR_MS * 2)
  expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
  expect(await countCells(shop)).toBe(8)
})
