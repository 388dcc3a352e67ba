import { EN_API } from './en-api.ts'
import { ES_API } from './es-api.ts'
import { pairWords } from './language.ts'

export const apiWords = pairWords(EN_API, ES_API)
