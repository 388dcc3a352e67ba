import { EN_AFTER } from './en-after.ts'
import { ES_AFTER } from './es-after.ts'
import { pairWords } from './language.ts'

export const afterWords = pairWords(EN_AFTER, ES_AFTER)
