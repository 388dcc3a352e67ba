import { EN_CRM } from './en-crm.ts'
import { ES_CRM } from './es-crm.ts'
import { pairWords } from './language.ts'

export const crmWords = pairWords(EN_CRM, ES_CRM)
