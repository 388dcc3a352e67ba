import { EN_SCRIPTS } from './en-scripts.ts'
import { ES_SCRIPTS } from './es-scripts.ts'
import { pairWords } from './language.ts'

export const scriptWords = pairWords(EN_SCRIPTS, ES_SCRIPTS)
