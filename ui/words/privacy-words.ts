import { EN_PRIVACY } from './en-privacy.ts'
import { ES_PRIVACY } from './es-privacy.ts'
import { pairWords } from './language.ts'

export const privacyWords = pairWords(EN_PRIVACY, ES_PRIVACY)
