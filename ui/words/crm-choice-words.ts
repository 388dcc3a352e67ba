import { EN_CRM_CHOICE } from './en-crm-choice.ts'
import { ES_CRM_CHOICE } from './es-crm-choice.ts'
import { pairWords } from './language.ts'

export const crmChoiceWords = pairWords(EN_CRM_CHOICE, ES_CRM_CHOICE)
