import { EN_SCHEDULE } from './en-schedule.ts'
import { ES_SCHEDULE } from './es-schedule.ts'
import { pairWords } from './language.ts'

export const scheduleWords = pairWords(EN_SCHEDULE, ES_SCHEDULE)
