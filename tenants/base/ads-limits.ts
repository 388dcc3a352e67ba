import { DAY_MS } from './clock.ts'

/** Bounds of what has to do with advertising. */

/** A change that did not get through in a day was thought of for another day. */
export const ADS_CHANGE_USEFUL_MS = DAY_MS

/** Micros of a currency's whole units are what Google writes; our money is in hundredths of them. */
export const MICROS_PER_MINOR = 10_000

/** How far back days are read when an account is connected. */
export const ADS_HISTORY_DAYS = 90
/** Changes on the screen, the newest. */
export const ADS_CHANGES_SHOWN_MAX = 50
export const ADS_CAMPAIGNS_MAX = 500
