import { EN_PLANS } from './en-plans.ts'
import { ES_PLANS } from './es-plans.ts'
import { pairWords } from './language.ts'

export const plansWords = pairWords(EN_PLANS, ES_PLANS)
