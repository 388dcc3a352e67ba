import { EN_DATA } from './en-data.ts'
import { ES_DATA } from './es-data.ts'
import { pairWords } from './language.ts'

export const dataWords = pairWords(EN_DATA, ES_DATA)
