import { describe, expect, test } from 'vitest'
import { spokenAsk, spokenNotice, type Ask } from '../../base/greeting.ts'
import { emptyTwiml, voiceAfterAnswer, voiceGreeting } from './twiml.ts'

const STATUS = 'https://app.example.com/hooks/twilio/voice/status?tenant=ten_a'
const urls = { actionUrl: `${STATUS}&step=recorded`, recordingStatusCallbackUrl: `${STATUS}&step=recording` }

function notice(businessName = 'Larkspur Plumbing', language = 'en-US') {
  const { language: spoken, words } = spokenNotice(businessName, language)
  return { script: { language: spoken, notice: words, question: null }, askUrl: '', recordVoicemail: true, ...urls }
}

function asking(ask: Ask, language = 'en') {
  const { language: spoken, offer, question } = spokenAsk('Larkspur Plumbing', language, ask)
  const script = { language: spoken, notice: offer, question: { ask, words: question } }
  return { ...notice(), script, askUrl: `${STATUS}&step=consent&ask=${ask}` }
}

const TAPED = { en: /It will be recorded and may be transcribed\./, es: /Será grabado y puede ser transcrito\./ }

test('nothing to say is an empty response', () => {
  expect(emptyTwiml()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>')
})

test('a caller hears who was called, that a text may come, and how to stop it, all before the tone', () => {
  const twiml = voiceGreeting(notice())
  const [before = ''] = twiml.split('<Record')
  expect(before).toMatch(/You have reached Larkspur Plumbing/)
  expect(before).toMatch(/we may text you/)
  expect(before).toMatch(/STOP/)
  expect(twiml).toContain('action="https://app.example.com/hooks/twilio/voice/status?tenant=ten_a&amp;step=recorded"')
  expect(twiml).toMatch(/maxLength="120"/)
})

describe.each(['en', 'es'] as const)('that a message is recorded and may be written down, in %s,', (language) => {
  test.each<[string, string]>([
    ['with a notice', voiceGreeting(notice('Larkspur Plumbing', language))],
    ['when asked to press 1', voiceGreeting(asking('press_1', language))],
    ['when asked to say yes', voiceGreeting(asking('spoken_yes', language))],
    ['after a yes', voiceAfterAnswer({ language, isAgreed: true, recordVoicemail: true, ...urls })],
    ['after a no', voiceAfterAnswer({ language, isAgreed: false, recordVoicemail: true, ...urls })],
  ])('is said before the tone %s', (_when, twiml) => {
    const [before = '', ...after] = twiml.split('<Record ')
    expect(before).toMatch(TAPED[language])
    expect(after).toHaveLength(1)
  })
})

test('without voicemail nothing is recorded and nothing is said of it', () => {
  const twiml = voiceGreeting({ ...notice(), recordVoicemail: false })
  expect(twiml).not.toMatch(/<Record|recorded/)
  expect(twiml).toMatch(/<Hangup\/><\/Response>$/)
})

test.each([
  ['es', 'es-MX'],
  ['es-US', 'es-MX'],
  ['en', 'en-US'],
  ['fr', 'en-US'],
  ['est', 'en-US'],
])('a business that speaks %s greets in %s', (language, voice) => {
  const twiml = voiceGreeting(notice('Larkspur Plumbing', language))
  const voices = [...twiml.matchAll(/<Say language="([^"]+)"/g)].map((say) => say[1])
  expect(new Set(voices)).toEqual(new Set([voice]))
})

test('a name that looks like markup stays a name', () => {
  const twiml = voiceGreeting(notice(`</Say><Dial>+1900</Dial> A&B "Bo's"\u0000\uD800`))
  expect(twiml).toContain('reached &lt;/Say&gt;&lt;Dial&gt;+1900&lt;/Dial&gt; A&amp;B &quot;Bo&apos;s&quot;\uFFFD.')
  expect(twiml).not.toContain('<Dial>')
})

describe('a caller who is asked', () => {
  test.each<[Ask, 'en' | 'es', RegExp, string]>([
    ['press_1', 'en', /press 1 now/, 'input="dtmf" numDigits="1"'],
    ['press_1', 'es', /marque 1 ahora/, 'input="dtmf" numDigits="1"'],
    ['spoken_yes', 'en', /say yes or no/, 'input="speech" language="en-US"'],
    ['spoken_yes', 'es', /diga sí o no/, 'input="speech" language="es-MX"'],
  ])('for %s in %s hears all they agree to before anything listens', (ask, language, question, input) => {
    const twiml = voiceGreeting(asking(ask, language))
    const [before = '', gathered = ''] = twiml.split('<Gather ')
    expect(before).toMatch(/Larkspur Plumbing/)
    expect(before).toMatch(language === 'en' ? /this call: one text/ : /su llamada: uno/)
    expect(before).toMatch(language === 'en' ? /Message and data rates may apply/ : /tarifas de mensajes y datos/)
    expect(before).toMatch(/STOP/)
    expect(gathered).toMatch(question)
    expect(gathered.startsWith(input)).toBe(true)
    expect(gathered).toContain(`action="${STATUS.replace('&', '&amp;')}&amp;step=consent&amp;ask=${ask}"`)
    // Silence is an answer too, and is reported like one.
    expect(gathered).toContain('actionOnEmptyResult="true"')
  })

  test('is told what comes of the answer', () => {
    expect(voiceAfterAnswer({ language: 'en', isAgreed: true, recordVoicemail: true, ...urls })).toContain(
      'Thanks, a text is on its way.',
    )
    expect(voiceAfterAnswer({ language: 'es', isAgreed: true, recordVoicemail: true, ...urls })).toContain(
      'el mensaje va en camino',
    )
    expect(voiceAfterAnswer({ language: 'en', isAgreed: false, recordVoicemail: true, ...urls })).toContain(
      'we will not text you',
    )
    expect(voiceAfterAnswer({ language: 'es', isAgreed: false, recordVoicemail: true, ...urls })).toContain(
      'no le enviaremos',
    )
  })
})
