/** How all businesses are doing, in English. Spanish has the same entries. */
export const EN_FLEET_VIEW = {
  title: 'Fleet',
  bar: 'All businesses',
  back: 'Back to the fleet',
  stops: { overview: 'Fleet', switch: 'Stop switch', businesses: 'Boards' },
}
export type FleetViewWords = typeof EN_FLEET_VIEW
