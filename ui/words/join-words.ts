import { EN_JOIN } from './en-join.ts'
import { ES_JOIN } from './es-join.ts'
import { pairWords } from './language.ts'

export const joinWords = pairWords(EN_JOIN, ES_JOIN)
