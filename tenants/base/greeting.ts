/** What a caller hears at our number, in one place: it is said by the router and kept as evidence by the tenant. */

export type GreetingLanguage = 'en' | 'es'

/** The notice as it was said to one caller. */
export type SpokenNotice = { language: GreetingLanguage; words: string }

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

/** `language` is BCP 47; other languages than English and Spanish are greeted in English. */
export function spokenNotice(businessName: string, language: string): SpokenNotice {
  const spoken = /^es\b/i.test(language) ? 'es' : 'en'
  return { language: spoken, words: NOTICES[spoken](businessName) }
}

/** Whether a call lasted long enough for the notice to be heard to its end. Who hung up before was not told. */
export function isHeardOut(words: string, durationS: number): boolean {
  return durationS * WORDS_PER_SECOND_MAX >= words.split(/\s+/).length
}
