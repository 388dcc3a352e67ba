import type { GreetingLanguage } from '../../base/greeting.ts'
import { document, escapeXml } from './twiml.ts'

/** What is said and done where we ring a phone ourselves. */

const PRESS_SECONDS = 8

const WORDS = {
  en: {
    voice: 'en-US',
    ring: 'A customer is calling your business number. Press 1 to take the call.',
    bridge: 'This is the call that you asked for. Press 1, and we connect you.',
    noCustomer: 'We cannot reach this customer. Goodbye.',
  },
  es: {
    voice: 'es-MX',
    ring: 'Un cliente llama al número de su negocio. Marque 1 para contestar.',
    bridge: 'Esta es la llamada que pidió. Marque 1 y lo comunicamos.',
    noCustomer: 'No podemos comunicarnos con este cliente. Adiós.',
  },
} as const

type Dial = { to: string; callerId: string; ringS: number; actionUrl: string }

/** The caller goes on hearing it ring until somebody has pressed the key, so that no mailbox answers for us. */
export function ringTwiml({ to, callerId, ringS, actionUrl, whisperUrl }: Dial & { whisperUrl: string }): string {
  const number = `<Number url="${escapeXml(whisperUrl)}" method="POST">${escapeXml(to)}</Number>`
  return document(dial({ to, callerId, ringS, actionUrl }, number))
}

export function connectTwiml(wanted: Dial): string {
  return document(dial(wanted, `<Number>${escapeXml(wanted.to)}</Number>`))
}

/** What whoever takes the phone hears, so that they know which key takes the call. */
export function whisperWords(language: GreetingLanguage): string {
  return WORDS[language].ring
}

/** Who presses nothing is hung up: a mailbox hears it out and has taken nothing. */
export function whisperTwiml(asked: { language: GreetingLanguage; isBridge: boolean; acceptUrl: string }): string {
  const { voice, ring, bridge } = WORDS[asked.language]
  const words = asked.isBridge ? bridge : ring
  const say = `<Say language="${voice}">${words}</Say>`
  const gather = `<Gather input="dtmf" numDigits="1" timeout="${PRESS_SECONDS}" action="${escapeXml(asked.acceptUrl)}" method="POST">`
  return document(`${gather}${say}</Gather><Hangup/>`)
}

export function hangUpTwiml(): string {
  return document('<Hangup/>')
}

/** A call of ours that came back: busy, so that it is taken by nobody. */
export function rejectTwiml(): string {
  return document('<Reject reason="busy"/>')
}

export function noCustomerTwiml(language: GreetingLanguage): string {
  const { voice, noCustomer } = WORDS[language]
  return document(`<Say language="${voice}">${noCustomer}</Say><Hangup/>`)
}

function dial({ callerId, ringS, actionUrl }: Dial, nouns: string): string {
  const shown = `timeout="${ringS}" callerId="${escapeXml(callerId)}" answerOnBridge="true"`
  return `<Dial ${shown} action="${escapeXml(actionUrl)}" method="POST">${nouns}</Dial>`
}
