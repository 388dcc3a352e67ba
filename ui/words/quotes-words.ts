import { EN_QUOTES } from './en-quotes.ts'
import { ES_QUOTES } from './es-quotes.ts'
import { pairWords } from './language.ts'

export const quotesWords = pairWords(EN_QUOTES, ES_QUOTES)
