/** What a caller hears at our number, in one place: it is said by the router and kept as evidence by the tenant. */

export type GreetingLanguage = 'en' | 'es'

/** The notice as it was said to one caller. */
export type SpokenNotice = { language: GreetingLanguage; words: string }

/** How a caller is asked whether they want a text. */
export type Ask = 'press_1' | 'spoken_yes'

/** `offer` is said first and whole; only then does `question` listen, so that whoever agrees knows to what. */
export type SpokenAsk = { language: GreetingLanguage; offer: string; question: string }

/** What one call is to hear. */
export type CallScript = {
  language: GreetingLanguage
  notice: string
  /** Null where nothing is asked: no answer is needed, or none could bring a text. */
  question: { ask: Ask; words: string } | null
  /** False for a call that this business knows nothing of. */
  isKnown: boolean
  /** They have agreed to a text in this very call. */
  isAgreed: boolean
  /** The technician's phone is to ring before anything is said. */
  ring?: { to: string; callerId: string; ringS: number; language: GreetingLanguage }
  /** A call of ours that the technician's phone has sent back to us. */
  isLoop?: true
  /** The business takes no messages, so nothing is recorded. */
  recordsMessages?: false
  /** Somebody has taken it, so there is nobody left to greet. */
  isAnswered?: true
}

/** Nobody speaks faster than this, so a call that lasted as long as its words take at this pace may have heard them. */
const WORDS_PER_SECOND_MAX = 4

const NOTICES: Record<GreetingLanguage, (businessName: string) => string> = {
  en: (businessName) =>
    `You have reached ${businessName}. We cannot take your call right now, ` +
    'so we may text you at this number about it. You can reply STOP to that text at any time.',
  es: (businessName) =>
    `Ha llamado a ${businessName}. En este momento no podemos contestar, ` +
    'así que podemos enviarle un mensaje de texto a este número sobre su llamada. ' +
    'Puede responder STOP en cualquier momento.',
}

const ABSENCES: Record<GreetingLanguage, (businessName: string) => string> = {
  en: (businessName) => `You have reached ${businessName}. We cannot take your call right now.`,
  es: (businessName) => `Ha llamado a ${businessName}. En este momento no podemos contestar.`,
}

const OFFERS: Record<GreetingLanguage, string> = {
  en:
    'If you wish, we text you at this number about this call: one text, then answers to what you write. ' +
    'Message and data rates may apply. Reply STOP to a text at any time to get no more.',
  es:
    'Si lo desea, le enviamos un mensaje de texto a este número sobre su llamada: uno, y luego respuestas a lo que ' +
    'usted escriba. Pueden aplicarse tarifas de mensajes y datos. Responda STOP en cualquier momento para no recibir más.',
}

const QUESTIONS: Record<GreetingLanguage, Record<Ask, string>> = {
  en: { press_1: 'To get that text, press 1 now.', spoken_yes: 'Would you like that text? Please say yes or no.' },
  es: { press_1: 'Para recibirlo, marque 1 ahora.', spoken_yes: '¿Quiere ese mensaje? Por favor, diga sí o no.' },
}

/** `language` is BCP 47; other languages than English and Spanish are greeted in English. */
export function spokenNotice(businessName: string, language: string): SpokenNotice {
  const spoken = greetingLanguage(language)
  return { language: spoken, words: NOTICES[spoken](businessName) }
}

/** Says that nobody is there, and promises nothing. */
export function spokenAbsence(businessName: string, language: string): SpokenNotice {
  const spoken = greetingLanguage(language)
  return { language: spoken, words: ABSENCES[spoken](businessName) }
}

export function spokenAsk(businessName: string, language: string, ask: Ask): SpokenAsk {
  const { language: spoken, words } = spokenAbsence(businessName, language)
  return { language: spoken, offer: `${words} ${OFFERS[spoken]}`, question: QUESTIONS[spoken][ask] }
}

/** Null where the business asks nobody, since in its mode the call itself or the notice is enough. */
export function askOf(consentMode: string): Ask | null {
  return consentMode === 'press_1' || consentMode === 'spoken_yes' ? consentMode : null
}

/** All that callers are told of texts in this mode, word for word. */
export function wordsHeard(businessName: string, language: string, consentMode: string): string {
  const ask = askOf(consentMode)
  if (ask === null) return spokenNotice(businessName, language).words
  const { offer, question } = spokenAsk(businessName, language, ask)
  return `${offer} ${question}`
}

function greetingLanguage(language: string): GreetingLanguage {
  return /^es\b/i.test(language) ? 'es' : 'en'
}

/** Whether a call lasted long enough for the notice to be heard to its end. Who hung up before was not told. */
export function isHeardOut(words: string, durationS: number): boolean {
  return durationS * WORDS_PER_SECOND_MAX >= words.split(/\s+/).length
}
