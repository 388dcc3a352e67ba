import { EN_CHECK } from './en-check.ts'
import { ES_CHECK } from './es-check.ts'
import { pairWords } from './language.ts'

export const checkWords = pairWords(EN_CHECK, ES_CHECK)
