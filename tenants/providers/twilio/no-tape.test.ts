import { describe, expect, test } from 'vitest'
import { spokenAbsence, spokenAsk, spokenNotice, type Ask, type GreetingLanguage } from '../../base/greeting.ts'
import type { HttpRequest } from '../http.ts'
import { twilioCalls } from './calls.ts'
import * as ringing from './ring-twiml.ts'
import * as speaking from './twiml.ts'

/** Nobody is recorded who has not been told so: in no mode, no language, and in no call that we make or join. */

const AT = 'https://app.example.com/hooks/twilio/voice/status?tenant=ten_a'
const urls = { actionUrl: AT, recordingStatusCallbackUrl: AT }
const to = '+15125550122'
const dial = { to, callerId: to, ringS: 20, actionUrl: AT }
const LANGUAGES = ['en', 'es'] as const
const ASKS: Ask[] = ['press_1', 'spoken_yes']

function scripts(language: GreetingLanguage) {
  const notices = [spokenNotice('Larkspur', language), spokenAbsence('Larkspur', language)]
  const plain = notices.map(({ words }) => ({ language, notice: words, question: null }))
  const asking = ASKS.map((ask) => {
    const { offer, question } = spokenAsk('Larkspur', language, ask)
    return { language, notice: offer, question: { ask, words: question } }
  })
  return [...plain, ...asking]
}

/** Everything that is ever said to Twilio, by the function that says it. What is not listed here fails below. */
const SAID: Record<string, (language: GreetingLanguage) => string[]> = {
  emptyTwiml: () => [speaking.emptyTwiml()],
  voiceGreeting: (language) =>
    scripts(language).flatMap((script) =>
      [true, false].map((recordVoicemail) => speaking.voiceGreeting({ script, recordVoicemail, askUrl: AT, ...urls })),
    ),
  voiceAfterAnswer: (language) =>
    [true, false].flatMap((isAgreed) =>
      [true, false].map((recordVoicemail) =>
        speaking.voiceAfterAnswer({ language, isAgreed, recordVoicemail, ...urls }),
      ),
    ),
  testCall: (language) => [speaking.testCall(language)],
  ringTwiml: () => [ringing.ringTwiml({ ...dial, whisperUrl: AT })],
  connectTwiml: () => [ringing.connectTwiml(dial)],
  whisperTwiml: (language) =>
    [true, false].map((isBridge) => ringing.whisperTwiml({ language, isBridge, acceptUrl: AT })),
  hangUpTwiml: () => [ringing.hangUpTwiml()],
  rejectTwiml: () => [ringing.rejectTwiml()],
  noCustomerTwiml: (language) => [ringing.noCustomerTwiml(language)],
}
const TOLD: Record<GreetingLanguage, RegExp> = {
  en: /<Say language="en-US">[^<]*It will be recorded and may be transcribed\.<\/Say><Record /,
  es: /<Say language="es-MX">[^<]*Será grabado y puede ser transcrito\.<\/Say><Record /,
}
/** Whatever of Twilio's listens and keeps. */
const TAPES = /<(Record|Recording|Transcription|Stream|Start|Conference|Siprec)\b|\brecord(ing)?[A-Za-z]*="/g

test('every answer to a call is listed here', () => {
  const parts = new Set(['document', 'escapeXml', 'whisperWords', 'wordsAroundTone'])
  const exported = [...Object.keys(speaking), ...Object.keys(ringing)].filter((name) => !parts.has(name))
  expect(exported.toSorted()).toEqual(Object.keys(SAID).toSorted())
})

describe.each(LANGUAGES)('in %s', (language) => {
  const all = Object.entries(SAID).flatMap(([name, say]) =>
    say(language).map((twiml, place) => [`${name} ${place}`, twiml] as const),
  )
  test.each(all)('%s keeps nothing that was not announced just before the tone', (_name, twiml) => {
    const tapes = [...twiml.matchAll(TAPES)].map(([found]) => found)
    if (tapes.length === 0) return
    // One recording, after the words, and nothing of it beyond what its own verb says.
    expect(tapes).toEqual([
      '<Record',
      'recordingStatusCallback="',
      'recordingStatusCallbackMethod="',
      'recordingStatusCallbackEvent="',
    ])
    expect(twiml).toMatch(TOLD[language])
  })

  test('a caller who may leave a message is recorded at all', () => {
    expect(all.filter(([, twiml]) => twiml.includes('<Record'))).toHaveLength(scripts(language).length + 2)
  })
})

test('a call that we place ourselves asks Twilio for no recording', async () => {
  const asked: HttpRequest[] = []
  const http = async (request: HttpRequest) => {
    asked.push(request)
    return { kind: 'answered' as const, status: 201, headers: new Headers(), text: `{"sid":"CA${'a1'.repeat(16)}"}` }
  }
  const account = { apiUrl: 'https://api.example.com/twilio', accountSid: 'AC1', authToken: 'tok', http }
  const twiml = ringing.whisperTwiml({ language: 'en', isBridge: true, acceptUrl: AT })
  await twilioCalls(account).place({ to, from: '+15125550101', twiml, statusCallbackUrl: AT, ringS: 20 })
  const fields = [...new URLSearchParams(asked[0]?.body ?? '').keys()]
  expect(fields).toContain('Twiml')
  expect(fields.filter((name) => /record|transcri|stream|trim/i.test(name))).toEqual([])
})
