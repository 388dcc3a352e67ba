import { spokenNotice } from '../../base/greeting.ts'

/** Answers to Twilio's voice and message webhooks. Content type: `text/xml`. */

const VOICEMAIL_SECONDS_MAX = 120
const VOICEMAIL_SILENCE_SECONDS = 5

type Greeting = { voice: string; record: string; goodbye: string }

/** Said before the tone: all-party states want a recording announced, and a text that is expected gets read. */
const GREETINGS: Record<'en' | 'es', Greeting> = {
  en: {
    voice: 'en-US',
    record: 'You may also leave a message after the tone. It will be recorded.',
    goodbye: 'Thank you for calling.',
  },
  es: {
    voice: 'es-MX',
    record: 'También puede dejar un mensaje después del tono. Será grabado.',
    goodbye: 'Gracias por llamar.',
  },
}

/** Nothing to say, nothing to do: Twilio hangs up a call, and sends no reply to a text. */
export function emptyTwiml(): string {
  return document('')
}

/**
 * What a caller hears whose call was forwarded to our number because nobody answered it.
 * `language` is BCP 47; other languages than English and Spanish are greeted in English.
 */
export function voiceGreeting(greeting: {
  businessName: string
  language: string
  recordVoicemail: boolean
  actionUrl: string
  recordingStatusCallbackUrl: string
}): string {
  const { language, words: notice } = spokenNotice(greeting.businessName, greeting.language)
  const words = GREETINGS[language]
  const say = (text: string): string => `<Say language="${words.voice}">${escapeXml(text)}</Say>`
  if (!greeting.recordVoicemail) return document(`${say(notice)}${say(words.goodbye)}<Hangup/>`)
  const record =
    `<Record maxLength="${VOICEMAIL_SECONDS_MAX}" timeout="${VOICEMAIL_SILENCE_SECONDS}" playBeep="true"` +
    ` action="${escapeXml(greeting.actionUrl)}" method="POST"` +
    ` recordingStatusCallback="${escapeXml(greeting.recordingStatusCallbackUrl)}"` +
    ' recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="completed absent"/>'
  // Twilio goes on past the recording only where nothing was said.
  return document(`${say(notice)}${say(words.record)}${record}${say(words.goodbye)}<Hangup/>`)
}

/** What somebody hears who takes our test call instead of letting it ring. */
export function testCall(language: string): string {
  const isSpanish = /^es\b/i.test(language)
  const words = isSpanish
    ? 'Esta es una llamada de prueba de Shoulder. La próxima vez, deje que suene. Ya puede colgar.'
    : 'This is a test call from Shoulder. Next time, let it ring. You can hang up now.'
  return document(`<Say language="${isSpanish ? 'es-MX' : 'en-US'}">${words}</Say><Hangup/>`)
}

function document(verbs: string): string {
  const root = verbs === '' ? '<Response/>' : `<Response>${verbs}</Response>`
  return `<?xml version="1.0" encoding="UTF-8"?>${root}`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escapeXml(text: string): string {
  // XML 1.0 has no way to write most control characters and halves of surrogate pairs, escaped or not.
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '')
}
