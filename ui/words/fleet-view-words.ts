import { EN_FLEET_VIEW } from './en-fleet-view.ts'
import { ES_FLEET_VIEW } from './es-fleet-view.ts'
import { pairWords } from './language.ts'

export const fleetViewWords = pairWords(EN_FLEET_VIEW, ES_FLEET_VIEW)
