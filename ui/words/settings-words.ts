import { EN_SETTINGS } from './en-settings.ts'
import { ES_SETTINGS } from './es-settings.ts'
import { pairWords } from './language.ts'

export const settingsWords = pairWords(EN_SETTINGS, ES_SETTINGS)
