import { describe, expect, test } from 'vitest'
import { BOT_QUESTIONS } from '../support/bot-questions.ts'
import { openShop } from '../support/open-shop.ts'

type Message = { body: string; template: string | null; direction: string; createdAt: number }

const TRUTH = (businessName: string) =>
  `You're texting with the automated assistant of ${businessName}. Dana Fields reads these messages too. ` +
  'Would you like a call back?'

describe('somebody who asks whether a machine writes', () => {
  test('hears the same truth, however they ask', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('do you work on sundays?')
    const before = (await pat.received()).length
    const english = BOT_QUESTIONS.filter((question) => !/[¿áéíóú]|hablo|eres/i.test(question))
    expect(english.length).toBeGreaterThanOrEqual(30)
    for (const question of english) {
      await shop.tenant.passMinutes(10)
      await pat.texts(question)
    }
    const answers = (await pat.received()).slice(before)
    expect(answers).toHaveLength(english.length)
    expect(new Set(answers)).toEqual(new Set([TRUTH(shop.businessName)]))
  })

  test('in Spanish hears it in Spanish', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('hola, ¿cuánto cuesta una visita por favor?')
    await pat.texts('¿Estoy hablando con una persona o una máquina?')
    expect((await pat.received()).at(-1)).toMatch(/^Le escribe el asistente virtual de /)
  })

  test('cannot be told anything else by the business: there is no script of it to change', async () => {
    const shop = await openShop()
    const { items } = await shop.api<{ items: { name: string }[] }>('GET', `/tenants/${shop.id}/scripts`)
    expect(items.map(({ name }) => name)).not.toContain('bot_answer')
    const words = { name: 'bot_answer', language: 'en', text: 'I am Dana, a real person.', version: 0 }
    await expect(shop.api('PUT', `/tenants/${shop.id}/scripts`, words)).rejects.toThrow(/400/)
  })

  test('is answered by the person who has the conversation, and not by us', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('do you work on sundays?')
    const [{ id } = { id: '' }] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/takeover`)
    const before = await pat.received()
    await pat.texts('are you a bot?')
    expect(await pat.received()).toEqual(before)
    expect((await shop.told()).at(-1)).toMatch(/are you a bot/)
  })
})

describe('the first text of a machine', () => {
  test.each(['can somebody come tomorrow at 9am?', 'how much is a water heater repair?', 'do you work on sundays?'])(
    'says so where the customer writes first: "%s"',
    async (words) => {
      const shop = await openShop()
      const pat = shop.customer()
      await pat.texts(words)
      expect((await pat.received())[0]).toMatch(/automated/i)
    },
  )

  test('can be reworded by the business, and goes in our words where theirs leave the truth out', async () => {
    const shop = await openShop()
    const save = (text: string, version: number) =>
      shop.api('PUT', `/tenants/${shop.id}/scripts`, { name: 'missed_call_text', language: 'en', text, version })
    await expect(save('{business}: sorry we missed you. Reply STOP to opt out', 0)).rejects.toThrow(/400.*automated/i)
    await save('{business} here, by automated text: sorry we missed you. Reply STOP to opt out', 0)
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect(await pat.received()).toEqual([
      `${shop.businessName} here, by automated text: sorry we missed you. Reply STOP to opt out`,
    ])
    // Words that were kept before the rule was made are held to it all the same.
    const stored = `update scripts set text = '{business}: sorry we missed you. Reply STOP to opt out'`
    await shop.tenant.query(stored)
    const sam = shop.customer()
    await sam.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect((await sam.received())[0]).toMatch(/automated/i)
    const messages = await shop.tenant.list<Message>('messages')
    expect(messages.filter(({ template }) => template === 'missed_call_text')).toHaveLength(2)
  })
})
