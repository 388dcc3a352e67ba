import { describe, expect, test } from 'vitest'
import { openAgreed, openBooking, visitsOf } from '../support/visits.ts'

describe('somebody whose visit is agreed', () => {
  test('writes about it in ordinary words, and nothing of it becomes a new request', async () => {
    const { shop, pat, local, said, writes } = await openAgreed('Thursday at 2pm')
    const count = async () => (await pat.received()).length
    const silent = await count()
    for (const words of ['thanks, see you then', 'see you thursday at 2pm', 'ok great']) await writes(words)
    expect(await count()).toBe(silent)
    for (const words of [
      'the address is 12 Palm St',
      "I'm running 15 minutes late",
      'please call when you are close',
    ]) {
      await writes(words)
      expect(await said()).toMatch(/has your message\. Your visit stands: Thu, .* at 2 PM/)
      expect((await shop.told()).at(-1)).toContain(words)
    }
    for (const words of ['am I booked?', 'when are you coming?', '¿a qué hora viene?']) {
      await writes(words)
      expect(await said()).toMatch(/(?:is set for|es el) (?:Thu|jue)/)
    }
    await writes('please answer in english. what about 10?')
    expect(await said()).toMatch(/(?:Thu|jue).* 10 AM/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed', startsAt: local(2, 14) }])
    const told = (await shop.told()).join('\n')
    expect(told.match(/Not confirmed yet/g) ?? []).toHaveLength(0)
  }, 30_000)

  test('calls it off in words without the verb, or is asked where that is not plain', async () => {
    const { shop, said, writes } = await openAgreed('Thursday at 2pm')
    await writes('no')
    expect(await said()).toMatch(/^Do you not need the visit on Thu, .* at 2 PM any more\? Reply YES and we cancel it/)
    expect((await shop.told()).at(-1)).toMatch(/may not want the visit on Thu/)
    await writes('no')
    expect(await said()).toMatch(/^All right, your visit stays as it is: Thu/)
    await writes("never mind, it's working now, thanks")
    expect(await said()).toMatch(/^Your visit on Thu, .* is called off/)
    expect((await shop.told()).at(-1)).toMatch(/called off the visit on Thu/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'cancelled' }])
  })

  test('cannot come then and names another day: nothing is called off', async () => {
    for (const words of ['no puedo el jueves, mejor el viernes', "thursday doesn't work any more, how about friday?"]) {
      const { shop, said, writes } = await openAgreed('Thursday at 2pm')
      await writes(words)
      expect(await said(), words).toMatch(/(?:stays on Thu|sigue el jue).*(?:Fri|vie)/)
      await writes('next week')
      expect(await said()).toMatch(/1\) (?:Mon|lun)/)
      expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
    }
  }, 30_000)

  test('asks for more behind a thanks, or has another question, and is passed on', async () => {
    const { shop, said, writes } = await openAgreed('Thursday at 2pm')
    for (const words of [
      'ok great. can you bring a new faucet?',
      'we have another leak too',
      'I have another question',
    ]) {
      await writes(words)
      expect(await said(), words).toMatch(/has (?:your message|it and will get back)/)
      expect((await shop.told()).at(-1)).toContain(words)
    }
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed' }])
  })

  test('is asked, says yes, and nobody drives there', async () => {
    const { shop, said, writes } = await openAgreed('Thursday at 2pm')
    await writes('nevermind')
    expect(await said()).toMatch(/^Do you not need the visit/)
    await writes('yes')
    expect(await said()).toMatch(/is called off/)
    expect(await visitsOf(shop)).toMatchObject([{ status: 'cancelled' }])
  })

  test('writes CANCEL alone, which ends the texts, and the technician hears that the visit stands', async () => {
    const { shop, pat } = await openAgreed('Thursday at 2pm')
    await pat.texts('cancel', { OptOutType: 'STOP' })
    await shop.tenant.passSeconds(30)
    expect((await shop.told()).at(-1)).toMatch(/wants no more texts\..*The visit on Thu, .* still stands/)
    const { attention } = await shop.api<{ attention: { sentence: string }[] }>('GET', `/tenants/${shop.id}/board`)
    expect(attention.map(({ sentence }) => sentence).join()).toContain('wants no more texts')
  })
})

describe('somebody who has been offered a time', () => {
  test('says yes in ordinary words', async () => {
    for (const yes of ['ok thats fine', 'yes my address is 44 Coral Way', 'dale']) {
      const { said, writes } = await openBooking()
      await writes('can someone come tomorrow at 9am?')
      await writes(yes)
      expect(await said(), yes).toMatch(/(?:is set: Wed|queda para el mié)/)
    }
  }, 30_000)

  test('puts it off, asks, and thanks, and is told that nothing is booked yet', async () => {
    const { shop, said, writes } = await openBooking()
    await writes('can someone come Thursday at 9am?')
    for (const words of ['let me check with my wife', 'is that confirmed?', 'thanks', 'confirmed?']) {
      await writes(words)
      expect(await said(), words).toMatch(/^Not booked yet: Thu, .* at 9 AM/)
    }
    await writes('hmm 9 is too early')
    expect(await said()).toMatch(/^These times are free: 1\) Thu, .* at (?:10|11)/)
    expect(await said()).not.toMatch(/at 8|at 9 AM/)
    await writes('what about 11?')
    expect(await said()).toMatch(/^(?:Thu, .* at 11 AM is free|Thank you! .* set: Thu, .* at 11 AM)/)
    await writes('no those dont work')
    expect((await shop.told()).at(-1)).toMatch(/took none of the times|called off/)
  })

  test.each(['ok Friday at 3', 'Friday at 3 works', 'thanks, Friday at 3 would be perfect'])(
    'names another time than those in the list, with whatever friendly word: %s',
    async (words) => {
      const { said, writes } = await openBooking()
      await writes('when can you come?')
      expect(await said()).toMatch(/^These times are free: 1\)/)
      await writes(words)
      expect(await said()).toMatch(/^Fri, .* at 3 PM is free\. Reply YES/)
      await writes('yes')
      expect(await said()).toMatch(/is set: Fri, .* at 3 PM/)
    },
  )

  test('wants it soon, or in a part of a day, and hears what is free then before anything else', async () => {
    const { shop, said, writes } = await openBooking()
    await writes('can someone come asap?')
    expect(await said()).toMatch(/1\) Tue, .* at 2:30 PM, 2\) Tue, .* at 3:30 PM, 3\) Wed, .* at 8 AM\./)
    await writes('none of these')
    await writes('can you come tomorrow morning?')
    expect(await said()).toMatch(/^These times are free: 1\) Wed, .* at 8 AM, 2\) Wed, .* AM, 3\) Wed, .* AM\./)
    await shop.tenant.passMinutes(100)
    await writes('can someone come this afternoon?')
    expect(await said()).toMatch(
      /^No more times are free on Tue, .* in the afternoon\. .*1\) Tue, .* at 4 PM, 2\) Wed, /,
    )
    await writes('¿pueden venir hoy por la noche, por favor?')
    expect(await said()).toMatch(/^No abrimos por la noche\. .*libres: 1\) /)
  }, 30_000)

  test('asks for a day on which nobody works, and is told so', async () => {
    const { said, writes } = await openBooking()
    await writes('anything on saturday?')
    expect(await said()).toMatch(/^We are closed on Sat, .*These times are free: 1\)/)
    await writes('CHANGE')
    expect(await said()).toMatch(/free: 1\)/)
  })

  test('asks about a day, turns one down, and moves by so much: nothing is booked but by a yes', async () => {
    const { shop, local, said, writes } = await openBooking()
    await writes('can someone come at 9pm?')
    expect(await said()).toMatch(/^We are closed at 9 PM\. .*free: 1\) .*, 2\) .*, 3\) /)
    await writes('what about thursday?')
    expect(await said()).toMatch(/free: .*Thu, .*Thu, /)
    expect(await visitsOf(shop)).toEqual([])
    await writes('both')
    expect(await said()).toMatch(/^Which one do you mean\? 1\) /)
    await writes('no, not thursday')
    expect(await said()).toMatch(/free: 1\) /)
    expect(await said()).not.toContain('Thu')
    await writes('is friday at 10 possible?')
    expect(await said()).toMatch(/^Fri, .* at 10 AM is free\. Reply YES to take it/)
    await writes('yes friday 10am')
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed', startsAt: local(3, 10) }])
    await writes('can we do it an hour later?')
    expect(await said()).toMatch(/^Fri, .* at 11 AM is free\. Reply YES to move your visit/)
    await writes('yes')
    await writes('push it back a week please')
    expect(await said()).toMatch(/ at 11 AM is free\. Reply YES to move your visit there\. Until then it stays on Fri/)
    await writes('yes')
    expect(await visitsOf(shop)).toMatchObject([{ status: 'confirmed', startsAt: local(10, 11), sequence: 2 }])
  }, 30_000)
})
