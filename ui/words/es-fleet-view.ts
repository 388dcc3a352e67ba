import type { FleetViewWords } from './en-fleet-view.ts'
import type { Wording } from './language.ts'

/** How all businesses are doing, in Spanish. */
export const ES_FLEET_VIEW: Wording<FleetViewWords> = {
  title: 'Flota',
  bar: 'Todos los negocios',
  back: 'Volver a la flota',
  stops: { overview: 'Flota', switch: 'Freno general', businesses: 'Tableros' },
}
