import { EN_PAPER_PLAN } from './en-paper-plan.ts'
import { ES_PAPER_PLAN } from './es-paper-plan.ts'
import { pairWords } from './language.ts'

export const paperPlanWords = pairWords(EN_PAPER_PLAN, ES_PAPER_PLAN)
