import type { Ask, CallScript, GreetingLanguage } from '../../base/greeting.ts'

/** Answers to Twilio's voice and message webhooks. Content type: `text/xml`. */

const VOICEMAIL_SECONDS_MAX = 120
const VOICEMAIL_SILENCE_SECONDS = 5

/** How long after the question somebody may think before silence is taken for a no. */
const DIGIT_SECONDS = 6
const SPEECH_SECONDS = 5

type Greeting = { voice: string; hints: string; agreed: string; declined: string; record: string; goodbye: string }

/** Said before the tone: all-party states want a recording announced, and a text that is expected gets read. */
const GREETINGS: Record<GreetingLanguage, Greeting> = {
  en: {
    voice: 'en-US',
    hints: 'yes,no,yes please,no thanks,sure,okay',
    agreed: 'Thanks, a text is on its way.',
    declined: 'All right, we will not text you.',
    record: 'You may also leave a message after the tone. It will be recorded and may be transcribed.',
    goodbye: 'Thank you for calling.',
  },
  es: {
    voice: 'es-MX',
    hints: 'sí,no,sí por favor,no gracias,claro,bueno',
    agreed: 'Gracias, el mensaje va en camino.',
    declined: 'De acuerdo, no le enviaremos ningún mensaje.',
    record: 'También puede dejar un mensaje después del tono. Será grabado y puede ser transcrito.',
    goodbye: 'Gracias por llamar.',
  },
}

/** Nothing to say, nothing to do: Twilio hangs up a call, and sends no reply to a text. */
export function emptyTwiml(): string {
  return document('')
}

/** Where Twilio reports what is left of a call after our words. */
type CallUrls = { actionUrl: string; recordingStatusCallbackUrl: string }

/** What a caller hears whose call was forwarded to our number because nobody answered it. */
export function voiceGreeting(
  greeting: CallUrls & {
    script: Pick<CallScript, 'language' | 'notice' | 'question'>
    recordVoicemail: boolean
    /** Who hears the answer to the question. */
    askUrl: string
  },
): string {
  const { script, recordVoicemail, askUrl } = greeting
  const { language, notice, question } = script
  const asked = question === null ? '' : gather(language, question, askUrl)
  const end = recordVoicemail ? voicemail(language, greeting) : farewell(language)
  return document(`${say(language, notice)}${asked}${end}`)
}

/** What follows on the answer of somebody who was asked whether they want a text. */
export function voiceAfterAnswer(
  answer: CallUrls & { language: GreetingLanguage; isAgreed: boolean; recordVoicemail: boolean },
): string {
  const { language, isAgreed, recordVoicemail } = answer
  const { agreed, declined } = GREETINGS[language]
  return document(
    `${say(language, isAgreed ? agreed : declined)}${recordVoicemail ? voicemail(language, answer) : farewell(language)}`,
  )
}

/** What is said around the tone. */
export function wordsAroundTone(language: GreetingLanguage): { record: string; goodbye: string } {
  const { record, goodbye } = GREETINGS[language]
  return { record, goodbye }
}

/**
 * Only the question listens, so nobody agrees to what they have not heard. An empty result is reported as well: then
 * silence is known at once.
 */
function gather(language: GreetingLanguage, { ask, words }: { ask: Ask; words: string }, askUrl: string): string {
  const { voice, hints } = GREETINGS[language]
  const input =
    ask === 'press_1'
      ? `input="dtmf" numDigits="1" timeout="${DIGIT_SECONDS}"`
      : `input="speech" language="${voice}" hints="${hints}" speechTimeout="auto" timeout="${SPEECH_SECONDS}"`
  const to = `action="${escapeXml(askUrl)}" method="POST" actionOnEmptyResult="true"`
  return `<Gather ${input} ${to}>${say(language, words)}</Gather>`
}

function voicemail(language: GreetingLanguage, { actionUrl, recordingStatusCallbackUrl }: CallUrls): string {
  const record =
    `<Record maxLength="${VOICEMAIL_SECONDS_MAX}" timeout="${VOICEMAIL_SILENCE_SECONDS}" playBeep="true"` +
    ` action="${escapeXml(actionUrl)}" method="POST"` +
    ` recordingStatusCallback="${escapeXml(recordingStatusCallbackUrl)}"` +
    ' recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="completed absent"/>'
  // Twilio goes on past the recording only where nothing was said.
  return `${say(language, GREETINGS[language].record)}${record}${farewell(language)}`
}

function farewell(language: GreetingLanguage): string {
  return `${say(language, GREETINGS[language].goodbye)}<Hangup/>`
}

function say(language: GreetingLanguage, words: string): string {
  return `<Say language="${GREETINGS[language].voice}">${escapeXml(words)}</Say>`
}

/** What somebody hears who takes our test call instead of letting it ring. */
export function testCall(language: string): string {
  const isSpanish = /^es\b/i.test(language)
  const words = isSpanish
    ? 'Esta es una llamada de prueba de Shoulder. La próxima vez, deje que suene. Ya puede colgar.'
    : 'This is a test call from Shoulder. Next time, let it ring. You can hang up now.'
  return document(`<Say language="${isSpanish ? 'es-MX' : 'en-US'}">${words}</Say><Hangup/>`)
}

export function document(verbs: string): string {
  const root = verbs === '' ? '<Response/>' : `<Response>${verbs}</Response>`
  return `<?xml version="1.0" encoding="UTF-8"?>${root}`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

export function escapeXml(text: string): string {
  // XML 1.0 has no way to write most control characters and halves of surrogate pairs, escaped or not.
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '')
}
