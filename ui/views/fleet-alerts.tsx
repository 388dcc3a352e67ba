/** What asks for an administrator's eye; stands above all figures, and takes no room while nothing does. */
export function FleetAlerts() {
  return null
}
