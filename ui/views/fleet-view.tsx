import { fleetViewWords } from '../words/fleet-view-words.ts'
import { FleetAlerts } from './fleet-alerts.tsx'

/** `/fleet`: how all businesses are doing, for administrators. */
export function FleetView() {
  const words = fleetViewWords()
  return (
    <div class="page fleet">
      <h1>{words.title}</h1>
      <FleetAlerts />
    </div>
  )
}
