import { EN_WEB_LEADS } from './en-web-leads.ts'
import { ES_WEB_LEADS } from './es-web-leads.ts'
import { pairWords } from './language.ts'

export const webLeadsWords = pairWords(EN_WEB_LEADS, ES_WEB_LEADS)
