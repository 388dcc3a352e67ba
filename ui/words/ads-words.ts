import { EN_ADS } from './en-ads.ts'
import { ES_ADS } from './es-ads.ts'
import { pairWords } from './language.ts'

export const adsWords = pairWords(EN_ADS, ES_ADS)
