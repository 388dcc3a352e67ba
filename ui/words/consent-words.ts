import { EN_CONSENT } from './en-consent.ts'
import { ES_CONSENT } from './es-consent.ts'
import { pairWords } from './language.ts'

export const consentWords = pairWords(EN_CONSENT, ES_CONSENT)
