import { mediaEn } from './en-media.ts'
import { mediaEs } from './es-media.ts'
import { pairWords } from './language.ts'

export const mediaWords = pairWords(mediaEn, mediaEs)
