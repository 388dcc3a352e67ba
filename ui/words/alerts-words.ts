import { EN_ALERTS } from './en-alerts.ts'
import { ES_ALERTS } from './es-alerts.ts'
import { pairWords } from './language.ts'

export const alertWords = pairWords(EN_ALERTS, ES_ALERTS)
