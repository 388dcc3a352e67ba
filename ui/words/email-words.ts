import { EN_EMAIL } from './en-email.ts'
import { ES_EMAIL } from './es-email.ts'
import { pairWords } from './language.ts'

export const emailWords = pairWords(EN_EMAIL, ES_EMAIL)
