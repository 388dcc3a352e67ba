import { EN_NUMBERS } from './en-numbers.ts'
import { ES_NUMBERS } from './es-numbers.ts'
import { pairWords } from './language.ts'

export const numbersWords = pairWords(EN_NUMBERS, ES_NUMBERS)
