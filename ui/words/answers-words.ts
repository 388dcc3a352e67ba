import { EN_ANSWERS } from './en-answers.ts'
import { ES_ANSWERS } from './es-answers.ts'
import { pairWords } from './language.ts'

export const answersWords = pairWords(EN_ANSWERS, ES_ANSWERS)
