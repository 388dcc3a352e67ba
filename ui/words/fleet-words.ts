import { EN_FLEET } from './en-fleet.ts'
import { ES_FLEET } from './es-fleet.ts'
import { pairWords } from './language.ts'

export const fleetWords = pairWords(EN_FLEET, ES_FLEET)
