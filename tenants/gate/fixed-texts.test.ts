import { describe, expect, test } from 'vitest'
import { judgeHelpText } from '../../tests/support/help-text.ts'
import { makeScriptFacts, NAMES } from '../../tests/support/scripts.ts'
import { composeText } from '../replies/compose.ts'
import { countSegments } from '../base/segments.ts'
import { saysUnsubscribed } from './fixed-texts.ts'

const NAME = 'Lone Star Plumbing'

describe('an answer to HELP', () => {
  test.each([
    `${NAME}: for help call (214) 555-0100. Msg & data rates may apply. Msg frequency varies. Reply STOP to opt out`,
    `${NAME}: help at help@example.com. Message and data rates may apply, up to 4 msgs/month. Reply STOP to opt out`,
    `${NAME}: https://example.com/help. Msg & data rates may apply. Frequency varies. STOP to opt out`,
    `${NAME}: ayuda en el 214-555-0100. Se pueden aplicar tarifas de mensajes y datos. Frecuencia variable. Responda STOP para no recibir textos`,
  ])('that holds the five things is complete: %s', (text) => {
    expect(judgeHelpText(text, NAME)).toEqual([])
  })

  test.each([
    ['business_name', 'Call (214) 555-0100. Msg & data rates may apply. Frequency varies. Reply STOP to opt out'],
    ['contact', `${NAME}: call us. Msg & data rates may apply. Frequency varies. Reply STOP to opt out`],
    ['rates', `${NAME}: (214) 555-0100. Frequency varies. Reply STOP to opt out`],
    ['frequency', `${NAME}: (214) 555-0100. Msg & data rates may apply. Reply STOP to opt out`],
    ['opt_out', `${NAME}: (214) 555-0100. Msg & data rates may apply. Frequency varies.`],
    ['opt_out', `${NAME}: (214) 555-0100. Msg & data rates may apply. Frequency varies. We never STOP.`],
  ])('that lacks its %s says so: %s', (field, text) => {
    expect(judgeHelpText(text, NAME)).toEqual([field])
  })

  test('of a business without a name or of no words at all lacks what it lacks', () => {
    expect(judgeHelpText('', '')).toEqual(['business_name', 'contact', 'rates', 'frequency', 'opt_out'])
    expect(judgeHelpText('Call 214-555-0100', ' ')).toContain('business_name')
  })
})

describe.each(['en', 'es'] as const)('our own answer to HELP, in %s', (language) => {
  // Beside eighty letters of another script two segments have no room for all five.
  test.each(NAMES.filter((name) => countSegments(name).units <= 40))('holds the five things for %s', (businessName) => {
    const facts = makeScriptFacts({ businessName, language })
    const rest = { services: [], wishedAt: null, emergency: null, text: null, isFirst: false }
    const { body } = composeText({ ...rest, template: 'help_answer' }, facts)
    expect(judgeHelpText(body, businessName), body).toEqual([])
  })
})

describe('a confirmation of an opt-out', () => {
  test.each([
    `${NAME}: You are unsubscribed and will get no more messages. Reply START to return.`,
    `${NAME}: unsubscribed, no more messages. START to return.`,
    'You have been unsubscribed.',
    "You're opted out.",
    `${NAME}: Baja confirmada. No le enviaremos otros mensajes. Responda START para volver.`,
    `${NAME}: baja confirmada, sin otros mensajes. START: volver`,
  ])('says that nothing more comes: %s', (text) => {
    expect(saysUnsubscribed(text)).toBe(true)
  })

  test.each(['Done.', 'OK, got it', 'We will be in touch', 'Reply STOP to unsubscribe', 'You can opt out'])(
    'is not: %s',
    (text) => {
      expect(saysUnsubscribed(text)).toBe(false)
    },
  )
})
