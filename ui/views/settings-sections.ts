import type { IconName } from '../parts/icon.tsx'

/** The sections of the settings, in the order in which they are listed. */

export const SECTIONS = [
  'scripts',
  'prices',
  'business',
  'hours',
  'schedule',
  'afterjob',
  'timings',
  'notify',
  'oncall',
  'email',
  'gohighlevel',
  'registration',
  'known',
  'people',
  'data',
  'privacy',
  'pause',
  'appearance',
  'closing',
] as const
export type Section = (typeof SECTIONS)[number]

export const SECTION_ICONS: Record<Section, IconName> = {
  scripts: 'text',
  prices: 'edit',
  business: 'person',
  hours: 'clock',
  schedule: 'calendar',
  afterjob: 'check',
  timings: 'clock',
  notify: 'bell',
  oncall: 'alert',
  email: 'send',
  gohighlevel: 'board',
  registration: 'lock',
  known: 'person',
  people: 'person',
  data: 'download',
  privacy: 'lock',
  pause: 'pause',
  appearance: 'settings',
  closing: 'close',
}
