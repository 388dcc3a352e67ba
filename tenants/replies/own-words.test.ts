import { describe, expect, test } from 'vitest'
import { makeLine, makeScriptFacts } from '../../tests/support/scripts.ts'
import { composeText, type TextRequest } from './compose.ts'
import { composeEmail } from './email.ts'
import type { ScriptFacts } from './facts.ts'
import { fillPlaceholders } from './placeholders.ts'
import { checkScript } from './script-rules.ts'

const WEDNESDAY_AT_NINE = Date.UTC(2026, 10, 25, 15, 0)

function compose(
  template: TextRequest['template'],
  text: string,
  request: Partial<TextRequest> = {},
  facts: Partial<ScriptFacts> = {},
) {
  const rest = { services: [], wishedAt: null, emergency: null, text: null, isFirst: false }
  return composeText({ ...rest, template, ...request }, makeScriptFacts(facts), (name, language) =>
    name === template && language === 'en' ? { text, version: 3 } : null,
  )
}

describe("the business's own words", () => {
  test('go out in place of ours, and say which version they are', () => {
    const text = '{business} here by automated text: sorry! Call {phone}, or tell us more. Reply STOP to opt out'
    expect(compose('missed_call_text', text, { isFirst: true })).toEqual({
      body:
        "Mike's Plumbing & Heating here by automated text: sorry! Call (512) 555-0147, or tell us more. " +
        'Reply STOP to opt out',
      variant: 'own@3',
      script: 'missed_call_text',
      passedOver: null,
    })
  })

  test('are for the language they were written in', () => {
    const { body, variant } = compose('question_received', 'Got it. {owner} answers soon.', {}, { language: 'es' })
    expect(variant).toBe('ours')
    expect(body).toContain('Gracias')
  })

  test('are framed with name and opt-out where they are the first text', () => {
    const { body } = compose('question_received', 'Got it, {owner} answers soon.', { isFirst: true })
    expect(body).toBe(
      "Automated reply from Mike's Plumbing & Heating: Got it, Mike Torres answers soon. Reply STOP to opt out",
    )
  })

  test('say a price once for each job that was asked about', () => {
    const services = ['Water heater repair', 'Drain cleaning']
    const { body } = compose('price_answer', 'Hi! {service} runs {price}. That is an estimate.', { services })
    expect(body).toBe(
      'Hi! Water heater repair runs $179-$463 per job; Drain cleaning runs $99 per hour. That is an estimate.',
    )
  })

  test('name the jobs beside their prices where the two stand apart', () => {
    const services = ['Water heater repair', 'Drain cleaning']
    const { body } = compose('price_answer', 'About {service}. Our estimate: {price}', { services })
    expect(body).toBe(
      'About Water heater repair, Drain cleaning. ' +
        'Our estimate: Water heater repair: $179-$463 per job; Drain cleaning: $99 per hour',
    )
  })

  test('give way to ours where they speak of a time and none was named', () => {
    const text = 'You asked for {time}. We will confirm.'
    expect(compose('booking_received', text, { wishedAt: WEDNESDAY_AT_NINE }).body).toBe(
      'You asked for Wed, Nov 25 at 9 AM. We will confirm.',
    )
    expect(compose('booking_received', text)).toMatchObject({ variant: 'ours', passedOver: null })
  })

  test('for which a name is too long give way to ours, and that is told', () => {
    const text = `{business} ${'and so on '.repeat(28)}`
    const { variant, passedOver } = compose('question_received', text, {}, { businessName: 'Q'.repeat(80) })
    expect(variant).toBe('ours')
    expect(passedOver).toEqual({ name: 'question_received', version: 3, code: 'too_many_segments' })
  })

  test('answer a price question about a job that has left the price book by asking which job', () => {
    const find = (name: string) =>
      name === 'price_ask_service'
        ? { text: 'Is it {services}?', version: 1 }
        : { text: '{price} estimate', version: 9 }
    const request = { services: ['Gone'], wishedAt: null, emergency: null, text: null, isFirst: false }
    const { body, variant } = composeText({ ...request, template: 'price_answer' }, makeScriptFacts(), find)
    expect(body).toBe('Is it Water heater repair, Drain cleaning, Toilet installation?')
    expect(variant).toBe('own@1')
  })

  test('are the middle of the e-mail, escaped, between our greeting and our small print', () => {
    const request = { customerName: 'Pat', calledAt: WEDNESDAY_AT_NINE, unsubscribeUrl: 'https://app.example.com/u/1' }
    const own = { text: 'You rang {business} on {time}.\n\nReply <here> & now.', version: 2 }
    const email = composeEmail('missed_call_email', request, makeScriptFacts(), () => own)
    expect(email.variant).toBe('own@2')
    expect(email.text).toContain(
      "Hello Pat,\n\nYou rang Mike's Plumbing & Heating on Wednesday, November 25 at 9 AM.\n\nReply <here> & now.\n\n--\n",
    )
    expect(email.text).toContain('https://app.example.com/u/1')
    expect(email.html).toContain('Reply &lt;here&gt; &amp; now.')
  })

  test('a value that looks like a placeholder is not filled again', () => {
    expect(fillPlaceholders('{owner} of {business}', { owner: '{business}', business: 'B' })).toBe('{business} of B')
    const facts = { priceBook: [makeLine('{phone}', 100, 100)] }
    expect(compose('price_answer', '{service}: {price}, an estimate', { services: ['{phone}'] }, facts).body).toBe(
      '{phone}: $1 per job, an estimate',
    )
  })
})

describe('a script is refused', () => {
  test.each([
    ['question_received', 'en', 'Hi {name}, thanks', 'placeholder_unknown'],
    ['question_received', 'en', 'Thanks {business', 'placeholder_unknown'],
    ['question_received', 'en', 'Thanks {constructor}', 'placeholder_unknown'],
    ['question_received', 'en', 'It costs {price}', 'placeholder_unknown'],
    ['price_answer', 'en', 'Our estimate: a few hundred', 'placeholder_missing'],
    ['price_answer', 'en', '{service}: {price}. When?', 'estimate_missing'],
    ['price_answer', 'en', '{price}. This is not an estimate.', 'estimate_missing'],
    ['price_answer', 'es', '{service}: {price}, estimate', 'estimate_missing'],
    ['price_answer', 'es', '{service}: {price}. No es un precio estimado.', 'estimate_missing'],
    ['booking_received', 'en', "You're all set for {time}.", 'time_promised'],
    ['booking_received', 'en', 'Your visit is confirmed.', 'time_promised'],
    ['booking_received', 'en', 'Thanks, see you {time}', 'time_promised'],
    ['booking_received', 'es', 'Su visita queda confirmada para el {time}', 'time_promised'],
    ['missed_call_text', 'en', 'Hi, this is {owner} from {business}', 'human_claim'],
    ['missed_call_text', 'en', 'A text from {business}, not automated', 'human_claim'],
    ['missed_call_text', 'es', '{business}: esto no es un mensaje automático', 'human_claim'],
  ] as const)('%s in %s: %s', (name, language, text, code) => {
    expect(checkScript(name, language, text).map((finding) => finding.code)).toEqual([code])
  })

  test.each([
    ['price_answer', 'en', 'We estimate {price} for {service}.'],
    ['price_answer', 'es', '{service}: {price}. Es un precio aproximado.'],
    ['booking_received', 'en', '{owner} will confirm {time} with you soon.'],
    ['booking_received', 'es', 'Gracias. Le confirmaremos la hora.'],
  ] as const)('and not %s in %s: %s', (name, language, text) => {
    expect(checkScript(name, language, text)).toEqual([])
  })
})
