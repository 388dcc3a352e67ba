import { describe, expect, test } from 'vitest'
import { makeScriptFacts } from '../tests/support/scripts.ts'
import { judgeScript } from './judge-script.ts'
import { shippedText } from './replies/compose.ts'
import { shippedEmail } from './replies/email.ts'
import { SCRIPT_NAMES, type ScriptName } from './replies/placeholders.ts'

const codes = (name: ScriptName, language: 'en' | 'es', text: string) =>
  judgeScript({ name, language, text }, makeScriptFacts({ language }), ['app.example.com']).findings.map(
    ({ code }) => code,
  )

describe('own words are refused', () => {
  test.each([
    ['missed_call_text', 'en', "{business}: automated text. Don't reply STOP", 'opt_out_words_missing'],
    ['missed_call_text', 'en', '{business}: automated text. We never STOP working', 'opt_out_words_missing'],
    ['missed_call_text', 'es', '{business}: texto automatizado. No responda STOP', 'opt_out_words_missing'],
    ['missed_call_text', 'en', '{business}: our automatic doors! Reply STOP to opt out', 'disclosure_missing'],
    ['question_received', 'en', 'I typed this myself, {owner} answers soon', 'human_claim'],
    ['question_received', 'en', 'Nothing here is automated.', 'human_claim'],
    ['booking_received', 'en', '{owner} will be there at {time}', 'time_promised'],
    ['price_answer', 'en', '{service}: {price}, an estimate. First hour on us!', 'promotion_in_class'],
    ['question_received', 'en', 'Got it. frее estimate for you', 'promotion_in_class'],
    ['question_received', 'en', 'Got it. A dis\ncount waits', 'promotion_in_class'],
    ['missed_call_email', 'en', 'We missed you. Get 50 off.', 'promotion_in_class'],
    ['question_received', 'en', 'Got it. See evil.co now', 'link_not_allowed'],
    ['missed_call_email', 'en', 'Write to mailto:x@example.com', 'link_not_allowed'],
    ['question_received', 'en', 'Got it. Text us your card number', 'card_number'],
    ['question_received', 'es', 'Recibido. Responda CANCELAR si ya no quiere', 'opt_out_word_misused'],
  ] as const)('%s in %s: %s', (name, language, text, code) => {
    expect(codes(name, language, text)).toContain(code)
  })
})

describe('own words that are well said stand', () => {
  test.each([
    ['missed_call_text', 'en', "Hi, {business}'s automated assistant here. What broke? To opt out, reply STOP."],
    ['missed_call_text', 'en', 'Sorry, {business} could not pick up. This text is automated. Text STOP to end.'],
    ['missed_call_text', 'es', '{business}, mensaje automático: ¿en qué ayudamos? Para no recibir más, responda ALTO.'],
    ['price_answer', 'en', '{service} runs {price}. An estimate; {owner} confirms on site. When are you free?'],
    ['price_answer', 'es', '{service}: {price}, precio aproximado. ¿Qué hora le conviene?'],
    ['price_ask_service', 'en', 'Sure! Is it {services}? Tell us what the water does.'],
    ['booking_received', 'en', 'Thanks, {owner} got your wish for {time} and calls you to settle it.'],
    ['booking_received', 'es', 'Gracias, pidió el {time}. {owner} le llamará para confirmar.'],
    ['question_received', 'en', 'Got it.Thanks! {owner} reads this tonight. Please never text card numbers.'],
    ['question_received', 'es', 'Recibido. {owner} le responde hoy. ¿Sale agua? Cierre la llave.'],
    ['missed_call_email', 'en', 'You rang on {time}.\n\nJust reply, or call {phone}.\nWe sell no extras.'],
    ['missed_call_email', 'es', 'Llamó el {time}. Responda a este correo, o llame al {phone}.'],
  ] as const)('%s in %s: %s', (name, language, text) => {
    expect(codes(name, language, text)).toEqual([])
  })

  test.each(SCRIPT_NAMES.flatMap((name) => [[name, 'en'] as const, [name, 'es'] as const]))(
    'as do those we ship: %s in %s',
    (name, language) => {
      const text = name === 'missed_call_email' ? shippedEmail(language) : shippedText(name, language)
      expect(codes(name, language, text)).toEqual([])
    },
  )
})
