import { EN_FLEET_WORK } from './en-fleet-work.ts'
import { ES_FLEET_WORK } from './es-fleet-work.ts'
import { pairWords } from './language.ts'

export const fleetWorkWords = pairWords(EN_FLEET_WORK, ES_FLEET_WORK)
