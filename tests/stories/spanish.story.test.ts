import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '../../tenants/base/clock.ts'
import { finishJob, openAfterShop, signsForOffers } from '../support/after-shop.ts'
import type { Customer } from '../support/customer.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { changeSchedule } from '../support/schedule.ts'
import { visitsOf } from '../support/visits.ts'

/** Whoever speaks Spanish is answered in it, in everything they ever see of a business that speaks English. */

/** Each sentence of ours in English has one of these words, and none in Spanish has. */
const ENGLISH =
  /\b(the|you|your|we|will|with|this|that|is|are|was|and|or|for|from|to|of|at|on|please|reply|call|text|visit|time|times|free|sorry|thanks?|estimate|price|review|automated|reminder|cancel|move|questions|when|where|what|it|our|us|here|any|not|get|by|need|job|message)\b/gi

/** What a person reads of a page. */
function readPage(html: string): string {
  const seen = html.replaceAll(/<(style|script)\b[^>]*>[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]+>/g, ' ')
  return seen.replaceAll(/&[a-z]+;|&#\d+;/g, ' ').replaceAll(/\s+/g, ' ')
}

function expectSpanish({ businessName, ownerName, postalAddress }: Shop, said: string): void {
  const names = [businessName, ownerName, postalAddress, 'STOP', 'HELP', 'START']
  const ours = names.reduce((text, name) => text.replaceAll(name, ' '), said)
  const words = ours.replaceAll(/https?:\/\/\S+|\S+@\S+/g, ' ')
  expect(words.match(ENGLISH) ?? [], said).toEqual([])
  expect(words, said).toMatch(/\b(su|sus|le|de|que|para|el|la)\b/i)
}

const SPANISH_BOOK = [
  { service: 'Reparación de calentador', from: 17_900, to: 46_300, unit: 'trabajo', keywords: ['calentador'] },
]

async function openTalk() {
  const shop = await openAfterShop({ amc: { isOn: false } }, { priceBook: SPANISH_BOOK })
  await changeSchedule(shop, { closesOnHolidays: false })
  const pat = shop.customer(undefined, 'Pat Ríos')
  const says = async (words: string): Promise<string> => {
    await shop.tenant.passSeconds(30)
    await pat.texts(words)
    await shop.tenant.passSeconds(30)
    return (await pat.received()).at(-1) ?? ''
  }
  return { shop, pat, says }
}

async function expectAllSpanish(shop: Shop, pat: Customer): Promise<void> {
  for (const text of await pat.received()) expectSpanish(shop, text)
}

describe('somebody who leaves word in Spanish', () => {
  test('is answered, quoted, visited, reminded and asked for a review in it', { timeout: 60_000 }, async () => {
    const { shop, pat, says } = await openTalk()
    await pat.leavesVoicemailTracked('Hola, habla Pat, necesito que alguien venga a revisar el calentador, gracias')
    await shop.tenant.passSeconds(30)
    expect((await pat.received()).at(-1)).toMatch(/^.*: Sentimos no haber contestado su llamada/)
    expect(await says('¿es usted un robot?')).toMatch(/asistente virtual/)
    expect(await says('¿cuánto cuesta reparar el calentador?')).toMatch(/\$179-\$463 por trabajo/)
    expect(await says('¿puede venir alguien el jueves a las 2 de la tarde?')).toMatch(/^Hay lugar el jue .* a las 2 PM/)
    expect(await says('sí')).toMatch(/^¡Gracias! Su visita .* queda para el jue .*CAMBIAR/)
    expect(await says('CAMBIAR')).not.toBe('')
    expect(await says('el jueves a las 4 de la tarde')).toMatch(/a las 4 PM/)
    await says('sí')
    const [visit] = (await visitsOf(shop)).filter(({ status }) => status === 'confirmed')
    const place = /\/b\/(\S+)/.exec((await pat.received()).at(-1) ?? '')?.[0] ?? ''
    const page = await (await shop.send(place, {})).text()
    expect(page).toContain('lang="es"')
    expectSpanish(shop, readPage(page))
    const calendar = (await (await shop.send(`${place}/visit.ics`, {})).text()).replaceAll('\r\n ', '')
    expect(calendar).toMatch(/SUMMARY:(?:Visita de |Reparación de )/)
    expectSpanish(shop, /DESCRIPTION:(.*)/.exec(calendar)?.[1]?.replaceAll('\\n', ' ') ?? '')
    const before = (await pat.received()).length
    await shop.tenant.passTime((visit?.startsAt ?? 0) - shop.watch.now - HOUR_MS)
    expect((await pat.received()).slice(before).map((text) => /le recordamos su visita/.test(text))).toEqual([
      true,
      true,
    ])
    await shop.tenant.passHours(3)
    await shop.api('PATCH', `/tenants/${shop.id}/appointments/${visit?.id}`, { move: 'complete', amountMinor: 25_000 })
    await shop.tenant.passHours(30)
    const asked = (await pat.received()).at(-1) ?? ''
    const link = /https?:\/\/[^/\s]+(\/r\/\S+)/.exec(asked)?.[1] ?? 'no link'
    expectSpanish(shop, readPage(await (await shop.send(link, {})).text()))
    expect(await says('muchas gracias, excelente trabajo')).toMatch(/racias/)
    await expectAllSpanish(shop, pat)
  })

  test('is asked about a job without a price, and gets its estimate in it', { timeout: 60_000 }, async () => {
    const { shop, pat, says } = await openTalk()
    await pat.leavesVoicemailTracked('Buenas tardes, quisiera saber cuánto cuesta un trabajo, por favor llámeme')
    await shop.tenant.passSeconds(30)
    for (const words of ['¿Cuánto costaría?', 'Cambiar la tubería detrás de la alberca', 'Calle Olmo 12']) {
      expectSpanish(shop, await says(words))
    }
    await says('En dos semanas')
    type Quotes = { items: { id: string; status: string }[] }
    const [quote] = (await shop.api<Quotes>('GET', `/tenants/${shop.id}/quotes`)).items
    const range = { fromMinor: 42_000, toMinor: 61_500 }
    const words = 'cambio de tubería de la alberca'
    await shop.api('PATCH', `/tenants/${shop.id}/quotes/${quote?.id}`, { move: 'approve', range, description: words })
    await shop.tenant.settle()
    expect((await pat.received()).at(-1)).toMatch(/\$420-\$615/)
    await says('Sí, adelante')
    await shop.tenant.passHours(1)
    await expectAllSpanish(shop, pat)
    expect(await says('ya no me manden mensajes')).toMatch(/no .*(recibirá|mensajes|textos)/i)
    await expectAllSpanish(shop, pat)
  })
})

test('who is offered a maintenance plan in Spanish agrees to terms in it, and ends it in it', async () => {
  const shop = await openAfterShop({ review: { isOn: false } }, { ghlLocationId: null, language: 'es' })
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  const [customer] = await shop.tenant.list<{ id: string }>('customers')
  await signsForOffers(shop, customer?.id ?? '')
  await finishJob(shop, pat, { service: 'Reparación' })
  await shop.tenant.passDays(8)
  for (const words of ['SÍ', 'sí']) await pat.texts(words)
  expect(await shop.tenant.query('select status from contracts')).toEqual([{ status: 'active' }])
  await pat.texts('NO RENOVAR')
  expect(await shop.tenant.query('select status from contracts')).toEqual([{ status: 'cancelled' }])
  // What the plan holds is in the words of the business.
  for (const text of await pat.received()) expectSpanish(shop, text.replaceAll('2 visits a year', ''))
  expect((await pat.received()).length).toBeGreaterThan(4)
})

test('a business that speaks Spanish greets, texts and writes in it, and so does the way out', async () => {
  const shop = await openShop({ language: 'es', priceBook: SPANISH_BOOK })
  const sol = shop.customer(undefined, 'Sol Vega', `sol-${crypto.randomUUID().slice(0, 8)}@example.com`)
  const call = { CallSid: `CA${crypto.randomUUID().replaceAll('-', '')}`, AccountSid: 'AC1', From: sol.phone }
  const heard = await shop.twilio('/voice', {
    ...call,
    To: shop.smsNumber,
    Direction: 'inbound',
    CallStatus: 'ringing',
  })
  const greeting = await heard.text()
  expect(greeting).toContain('language="es-MX"')
  expectSpanish(shop, readPage(greeting))
  await sol.callsTracked()
  await shop.tenant.passMinutes(7)
  const [letter] = await sol.mail()
  expectSpanish(shop, letter?.subject ?? '')
  expectSpanish(shop, letter?.text ?? '')
  const away = /<(https?:[^>]+)>/.exec(letter?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
  expectSpanish(shop, readPage(await (await shop.send(new URL(away).pathname, {})).text()))
  await sol.texts('AYUDA')
  await shop.tenant.passSeconds(10)
  for (const text of await sol.received()) expectSpanish(shop, text)
  expect((await sol.received()).length).toBeGreaterThan(1)
})

test('who writes Spanish to a business with an English price book is told its prices, or asked which job it is', async () => {
  const shop = await openShop()
  const sol = shop.customer()
  const says = async (words: string): Promise<string> => {
    await shop.tenant.passSeconds(30)
    await sol.texts(words)
    await shop.tenant.passSeconds(30)
    return (await sol.received()).at(-1) ?? ''
  }
  await sol.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  expect(await says('Hola, ¿cuánto cobran?')).toMatch(/¿De qué trabajo se trata: Water heater repair, Drain clearing/)
  expect(await says('fregadero tapado')).toMatch(/Drain clearing: \$117-\$291 por trabajo/)
  expect(await says('y cuanto por arreglar el calentadr?')).toMatch(/Water heater repair: \$179-\$463 por trabajo/)
  expect(await says('¿y cuánto por pintar la casa?')).not.toMatch(/\$/)
  for (const text of (await sol.received()).slice(1)) expectSpanish(shop, withoutServices(text))
})

const withoutServices = (text: string): string => text.replaceAll(/Water heater repair|Drain clearing/g, '')
