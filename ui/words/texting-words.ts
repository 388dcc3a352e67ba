import { EN_TEXTING } from './en-texting.ts'
import { ES_TEXTING } from './es-texting.ts'
import { pairWords } from './language.ts'

export const textingWords = pairWords(EN_TEXTING, ES_TEXTING)
