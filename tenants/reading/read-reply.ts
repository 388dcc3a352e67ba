import { readEmergency, type Emergency } from './emergency.ts'
import { weighIntent } from './intent.ts'
import type { ReplyLabel } from './labels.ts'
import { readLanguage, type Language } from './language.ts'
import { normalise, type Normalised } from './normalise.ts'
import { asksIfBot } from './asks-if-bot.ts'
import { bringsUpMore, saysMoreThanThanks } from './beyond-thanks.ts'
import { isOpeningAlone } from './opening.ts'
import { hasOptOutFooter, readOptOut } from './opt-out.ts'
import { readForeignOptOut } from './other-languages.ts'
import { isReaction } from './reactions.ts'

/** What a customer's text says, read without a model. */
export type Reading = {
  label: ReplyLabel
  language: Language
  emergency: Emergency | null
  asksIfBot: boolean
  /** The label's share among all labels, 0 to 1. Rules that leave no doubt give 1. */
  confidence: number
  /** The wordings that spoke for the label, for people who ask why. */
  evidence: string[]
}

/** Reads one text. An opt-out beats every other intent in it; a pitch is spam whatever its footer says. */
export function readReply(text: string): Reading {
  const normalised = normalise(text)
  const language = readLanguage(text, normalised)
  if (isReaction(text)) return { ...QUIET, label: 'thanks', language, evidence: ['thanks: a reaction to our text'] }
  const foreign = readForeignOptOut(text)
  const emergency = readEmergency(normalised)
  if (foreign !== null) {
    return { ...QUIET, label: 'opt_out', language, emergency, evidence: [`opt-out word: ${foreign}`] }
  }
  const wordless = readWordless(text, normalised)
  if (wordless !== null) return { ...QUIET, ...wordless, language }
  if (isOpeningAlone(normalised)) {
    return { ...QUIET, label: 'question_other', language, evidence: ['question_other: says nothing yet'] }
  }
  return { language, emergency, asksIfBot: asksIfBot(normalised), ...decideLabel(normalised, emergency) }
}

/** A lone question mark asks what this is about, and a lone emoji is a nod; nothing at all may come with a picture. */
function readWordless(raw: string, { words, asksQuestion }: Normalised): Pick<Reading, 'label' | 'evidence'> | null {
  if (words.length > 0) return null
  if (asksQuestion) return { label: 'help', evidence: ['help: a question mark alone'] }
  if (/\p{Extended_Pictographic}/u.test(raw)) return { label: 'thanks', evidence: ['thanks: a sign alone'] }
  return { label: 'question_other', evidence: [] }
}

const QUIET = { emergency: null, asksIfBot: false, confidence: 1 } as const

function decideLabel(
  text: Normalised,
  emergency: Emergency | null,
): Pick<Reading, 'label' | 'confidence' | 'evidence'> {
  const { label, confidence, evidence, certain } = weighIntent(text)
  if (label === 'opt_in_again' && certain) return { label, confidence, evidence }
  const optOut = readOptOut(text)
  if (optOut !== null) return { label: 'opt_out', confidence: 1, evidence: [optOut.evidence] }
  if (hasOptOutFooter(text)) return { label: 'spam', confidence: 1, evidence: ['spam: instructions of a mass text'] }
  if (emergency !== null) return { label: 'booking', confidence: 1, evidence: [`booking: emergency, ${emergency}`] }
  const hasMore = label === 'thanks' ? saysMoreThanThanks(text) : label === 'not_interested' && bringsUpMore(text)
  return hasMore ? { label: 'question_other', confidence, evidence } : { label, confidence, evidence }
}
