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
  'voice',
  'notify',
  'oncall',
  'email',
  'webleads',
  'gohighlevel',
  'registration',
  'known',
  'people',
  'data',
  'privacy',
  'check',
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
  voice: 'phone',
  notify: 'bell',
  oncall: 'alert',
  email: 'send',
  webleads: 'text',
  gohighlevel: 'board',
  registration: 'lock',
  known: 'person',
  people: 'person',
  data: 'download',
  privacy: 'lock',
  check: 'check',
  pause: 'pause',
  appearance: 'settings',
  closing: 'close',
}
