import { EN_ON_CALL } from './en-on-call.ts'
import { ES_ON_CALL } from './es-on-call.ts'
import { pairWords } from './language.ts'

export const onCallWords = pairWords(EN_ON_CALL, ES_ON_CALL)
