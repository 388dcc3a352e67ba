import { describe, expect, test } from 'vitest'
import { makeLine, makeScriptFacts } from '../../tests/support/scripts.ts'
import { countSegments } from '../base/segments.ts'
import { composeText, type TextRequest } from './compose.ts'
import { amountsOf, type ScriptFacts } from './facts.ts'

const WEDNESDAY_AT_NINE = Date.UTC(2026, 10, 25, 15, 0)

function compose(
  request: Partial<TextRequest> & Pick<TextRequest, 'template'>,
  facts: Partial<ScriptFacts> = {},
): string {
  const rest = { services: [], wishedAt: null, emergency: null, text: null, isFirst: false }
  return composeText({ ...rest, ...request }, makeScriptFacts(facts)).body
}

describe('the first text after a missed call', () => {
  test('says who writes, why, that it is automated, asks one thing and names the way out', () => {
    expect(compose({ template: 'missed_call_text', isFirst: true })).toBe(
      "Mike's Plumbing & Heating: Sorry we missed your call! What do you need help with? " +
        'This is an automated text. Reply STOP to opt out',
    )
    expect(compose({ template: 'missed_call_text', isFirst: true }, { language: 'es' })).toBe(
      "Mike's Plumbing & Heating: Sentimos no haber contestado su llamada. ¿En qué le podemos ayudar? " +
        'Este mensaje es automatizado. Responda STOP para no recibir textos',
    )
  })

  test('keeps a name with accents whole, and its other words short enough', () => {
    const businessName = 'Plomería y Calefacción Hermanos López'
    const body = compose({ template: 'missed_call_text', isFirst: true }, { businessName, language: 'es' })
    expect(body).toBe(
      `${businessName}: texto automatizado. No pudimos contestar su llamada. ¿Le ayudamos? STOP para no recibir textos`,
    )
  })
})

describe('an answer about a price', () => {
  test('names the range, the unit, that it is an estimate, and asks for a time', () => {
    expect(compose({ template: 'price_answer', services: ['Water heater repair'] })).toBe(
      'Water heater repair: $179-$463 per job. This is an estimate, confirmed on site. ' +
        'What day and time would suit you for a visit?',
    )
    expect(compose({ template: 'price_answer', services: ['water heater repair'] }, { language: 'es' })).toBe(
      'Water heater repair: $179-$463 por trabajo. Es un precio estimado que se confirma en el lugar. ' +
        '¿Qué fecha y hora le convienen para una visita?',
    )
  })

  test('names a fixed price once, and cents where there are some', () => {
    const body = compose({ template: 'price_answer', services: ['Drain cleaning', 'Toilet installation'] })
    expect(body).toBe(
      'Drain cleaning: $99 per hour. Toilet installation: $250-$600.50 per job. ' +
        'These are estimates, confirmed on site. What day and time would suit you for a visit?',
    )
  })

  test.each([
    ['each', ' each.'],
    ['flat rate', ' flat.'],
    ['per foot', ' per foot.'],
    ['/hr', ' per hr.'],
    ['Visit', ' per visit.'],
  ])('reads the unit "%s" aloud as "%s"', (unit, said) => {
    const priceBook = [makeLine('Gutter', 500, 500, unit)]
    expect(compose({ template: 'price_answer', services: ['Gutter'] }, { priceBook })).toContain(`Gutter: $5${said}`)
  })

  test('asks for the service when the one asked for has left the price book', () => {
    expect(compose({ template: 'price_answer', services: ['Sump pump'] })).toBe(
      compose({ template: 'price_ask_service' }),
    )
  })

  test('passes the question on when the price book is empty by now', () => {
    const body = compose({ template: 'price_answer', services: ['Sump pump'] }, { priceBook: [] })
    expect(body).toBe(compose({ template: 'question_received' }))
  })

  test('cuts long services between words and never loses the price', () => {
    const service = 'Replacement of a forty gallon gas water heater with a new expansion tank and pan'
    const priceBook = [makeLine(service, 129_950, 249_900), makeLine(`${service.slice(0, 74)} kitchen`, 9_900, 19_900)]
    const services = priceBook.map((line) => line.service)
    const body = compose({ template: 'price_answer', services, isFirst: true }, { priceBook })
    expect(body).toContain('Replacement of a forty gallon gas water: $1,299.50-$2,499 per job.')
    expect(body).toContain('$99-$199 per job.')
  })

  test('gives an amount by its currency where its sign would cost half of the room', () => {
    const facts = { currency: 'INR', priceBook: [makeLine('AC service', 79_900, 149_900)] }
    const body = compose({ template: 'price_answer', services: ['AC service'] }, facts)
    expect(body).toContain('INR 799-INR 1,499 per job')
    expect(countSegments(body).encoding).toBe('gsm7')
  })
})

describe('a question which job it is', () => {
  test('names up to three services of the price book', () => {
    const priceBook = [...makeScriptFacts().priceBook, makeLine('Gas line', 1, 2)]
    expect(compose({ template: 'price_ask_service' }, { priceBook })).toBe(
      'Happy to give you a price. Which job is it for: Water heater repair, Drain cleaning, Toilet installation, ' +
        'or something else?',
    )
  })

  test('names the only one', () => {
    expect(compose({ template: 'price_ask_service' }, { priceBook: [makeLine('Drain cleaning', 1, 2)] })).toBe(
      'Happy to give you a price. Which job is it for: Drain cleaning or something else?',
    )
  })
})

describe('an answer to a wish for a visit', () => {
  test('names the wish in the zone of the business and promises nothing', () => {
    expect(compose({ template: 'booking_received', wishedAt: WEDNESDAY_AT_NINE })).toBe(
      'Thanks! Mike Torres has your request for Wed, Nov 25 at 9 AM and will get back to you to confirm the time. ' +
        "If it's urgent, call (512) 555-0147.",
    )
    expect(compose({ template: 'booking_received', wishedAt: WEDNESDAY_AT_NINE }, { language: 'es' })).toBe(
      'Gracias. Mike Torres tiene su solicitud para el mié 25 nov a las 9 AM y va a comunicarse con usted para ' +
        'confirmar la hora. Si es urgente, llame al (512) 555-0147.',
    )
    expect(
      compose({ template: 'booking_received', wishedAt: WEDNESDAY_AT_NINE }, { zone: 'America/Los_Angeles' }),
    ).toContain('Wed, Nov 25 at 7 AM')
  })

  test('asks for a time where none was named', () => {
    expect(compose({ template: 'booking_received' })).toContain('What day and time suit you best?')
  })
})

describe('an answer to an emergency', () => {
  test.each([
    ['gas', /^Leave the building now\..*Once outside, call 911 and your gas company\./],
    ['gas_leak', /^Leave the building now\./],
    ['carbon_monoxide', /^Get everyone outside into fresh air now and call 911\./],
    ['co', /^Get everyone outside into fresh air now/],
    ['sparks', /^Do not touch it.*main breaker only if you can do it safely.*fire or smoke, get out and call 911/],
    ['electrical', /^Do not touch it/],
    ['fire', /^Get everyone out now and call 911/],
    ['flooding', /^Shut off the main water valve.*near outlets or wires/],
    ['burst_pipe', /^Shut off the main water valve/],
    ['no_heat', /^If anyone is in danger, get out and call 911 now\./],
    ['company', /^If anyone is in danger/],
  ])('(%s) begins with what to do, and says that somebody is being alerted', (emergency, advice) => {
    const body = compose({ template: 'emergency_answer', emergency })
    expect(body).toMatch(advice)
    expect(body).toContain('Whoever is on call is being alerted. You can also call (512) 555-0147.')
    expect(compose({ template: 'emergency_answer', emergency, isFirst: true })).toMatch(advice)
  })

  test('in Spanish too', () => {
    expect(compose({ template: 'emergency_answer', emergency: 'gas' }, { language: 'es' })).toBe(
      'Salga del edificio ya. No prenda ni apague nada. Desde afuera, llame al 911 y a la empresa de gas. ' +
        'Estamos avisando a la persona de guardia. También puede llamar al (512) 555-0147.',
    )
  })
})

describe('the other texts', () => {
  test('tell the truth about the machine', () => {
    expect(compose({ template: 'bot_answer' })).toBe(
      "You're texting with the automated assistant of Mike's Plumbing & Heating. " +
        'Mike Torres reads these messages too. Would you like a call back?',
    )
  })

  test('give help with all five parts of it', () => {
    expect(compose({ template: 'help_answer' })).toBe(
      "Mike's Plumbing & Heating: for help call (512) 555-0147 or write to mike@example.com. " +
        'Msg & data rates may apply. Msg frequency varies. Reply STOP to opt out',
    )
  })

  test('confirm an opt-out and say nothing else, also where it is the first text', () => {
    const confirmation =
      "Mike's Plumbing & Heating: You are unsubscribed and will get no more messages. Reply START to return."
    expect(compose({ template: 'opt_out_confirmation' })).toBe(confirmation)
    expect(compose({ template: 'opt_out_confirmation', isFirst: true })).toBe(confirmation)
  })

  test('pass a question on', () => {
    expect(compose({ template: 'question_received' })).toBe(
      "Thanks for your message. Mike Torres has it and will get back to you. If it's urgent, call (512) 555-0147.",
    )
    expect(compose({ template: 'question_received', isFirst: true })).toBe(
      "Automated reply from Mike's Plumbing & Heating: Thanks for your message. Mike Torres has it and will get back " +
        "to you. If it's urgent, call (512) 555-0147. Reply STOP to opt out",
    )
  })

  test("leave a person's words as they were written", () => {
    const text = '  On my way – 10 min… 🔧\nMike  '
    expect(compose({ template: 'human_text', text, isFirst: true })).toBe(text)
  })
})

test('the amounts a text may name are those of the price book, each once', () => {
  expect(amountsOf(makeScriptFacts())).toEqual([9_900, 17_900, 25_000, 46_300, 60_050])
  expect(amountsOf(makeScriptFacts({ priceBook: [] }))).toEqual([])
})
