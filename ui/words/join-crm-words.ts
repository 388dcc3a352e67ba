import { EN_JOIN_CRM } from './en-join-crm.ts'
import { ES_JOIN_CRM } from './es-join-crm.ts'
import { pairWords } from './language.ts'

export const joinCrmWords = pairWords(EN_JOIN_CRM, ES_JOIN_CRM)
