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

/** How many days back are read again each night, once a week and once a month: conversions come late. */
export const ADS_NIGHTLY_DAYS = 3
export const ADS_WEEKLY_DAYS = 14
export const ADS_MONTHLY_DAYS = 30
/** Days in one answer. */
export const ADS_PAGE_DAYS = 7
/** A call that Google counts is found among ours of the last month. */
export const ADS_CALLS_BACK_DAYS = 30
/** Forms are looked for so far back, which has to be less than deliveries are remembered. */
export const ADS_FORMS_BACK_DAYS = 7
/** Forms that are taken in at once; each may begin a conversation. */
export const ADS_FORMS_AT_ONCE_MAX = 50
/**
 * Two tellings of one form are no further apart: what Google tells of it by itself comes within minutes, if it comes.
 */
export const ADS_FORM_TOLD_WITHIN_MS = 15 * 60_000
/** Rows of one answer that are taken in, in one transaction; a page that holds more is read in halves. */
export const ADS_ROWS_MAX = 20_000
/** Rows of one statement: what is bound to it stays far below the two megabytes that a value may have. */
export const ADS_ROWS_AT_ONCE = 1_000
/** A round that the day's quota stops goes on the next day, and ends the day after. */
export const ADS_ROUND_USEFUL_MS = 2 * DAY_MS
/** What people searched for is kept as long as it is of use; what it all cost, for comparing years. */
export const ADS_TERM_DAYS_KEPT = 180
export const ADS_DAYS_KEPT = 800
export const ADS_DAYS_DROPPED_AT_ONCE_MAX = 5_000

/** A lead came by the last advertisement its customer followed within so many days. */
export const ADS_TOUCH_DAYS = 30
/** Google tells of clicks for so long. */
export const ADS_CLICK_DAYS_BACK = 90
/** Days of clicks that one round reads. */
export const ADS_CLICK_PAGES_MAX = 10
/** Leads whose click is looked for at once; the newest. */
export const ADS_SOUGHT_MAX = 500
/** Days that are summed up anew each night: bookings and jobs come later than the leads they are of. */
export const ADS_FINANCIAL_DAYS = 35

/** A lead that is older is told no more: Google takes nothing of clicks that are older than ninety days. */
export const ADS_TELL_WITHIN_DAYS = 60
export const ADS_TOLD_AT_ONCE_MAX = 200
export const ADS_TELL_USEFUL_MS = 7 * DAY_MS
/** Google looks what it was told over within half an hour mostly, and within a day always. */
export const ADS_FATE_AFTER_MS = 45 * 60_000
export const ADS_FATE_EVERY_MS = 6 * 3_600_000
export const ADS_FATE_ASKS_MAX = 6
export const ADS_FATE_USEFUL_MS = 2 * DAY_MS

/** Longer than anything is told of a click. */
export const ADS_CLICKS_KEPT_DAYS = 120
