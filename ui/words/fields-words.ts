import { EN_FIELDS } from './en-fields.ts'
import { ES_FIELDS } from './es-fields.ts'
import { pairWords } from './language.ts'

export const fieldWords = pairWords(EN_FIELDS, ES_FIELDS)
