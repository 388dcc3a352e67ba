import { EN_VOICE } from './en-voice.ts'
import { ES_VOICE } from './es-voice.ts'
import { pairWords } from './language.ts'

export const voiceWords = pairWords(EN_VOICE, ES_VOICE)
