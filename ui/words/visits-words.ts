import { EN_VISITS } from './en-visits.ts'
import { ES_VISITS } from './es-visits.ts'
import { pairWords } from './language.ts'

export const visitsWords = pairWords(EN_VISITS, ES_VISITS)
