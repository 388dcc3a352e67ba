import { EN_CLOSING } from './en-closing.ts'
import { ES_CLOSING } from './es-closing.ts'
import { pairWords } from './language.ts'

export const closingWords = pairWords(EN_CLOSING, ES_CLOSING)
