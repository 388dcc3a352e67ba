import { optOutEn } from './en-opt-out.ts'
import { optOutEs } from './es-opt-out.ts'
import { pairWords } from './language.ts'

export const optOutWords = pairWords(optOutEn, optOutEs)
