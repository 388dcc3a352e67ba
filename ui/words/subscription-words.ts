import { EN_SUBSCRIPTION } from './en-subscription.ts'
import { ES_SUBSCRIPTION } from './es-subscription.ts'
import { pairWords } from './language.ts'

export const subscriptionWords = pairWords(EN_SUBSCRIPTION, ES_SUBSCRIPTION)
