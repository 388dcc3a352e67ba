/** Bounds of what is read of advertising accounts and of what is changed there. */

/** Accounts that a login reaches by itself, and that are asked who they are. */
export const ADS_LOGINS_MAX = 20
/** Accounts that are offered for choice, those of managers included. */
export const ADS_ACCOUNTS_MAX = 200
/** A row of an answer, in characters; the longest are advertisements, of a few thousand. */
export const ADS_ROW_CHARS_MAX = 262_144
/** Rows of one report. Whoever needs more asks for fewer days at a time. */
export const ADS_ROWS_MAX = 200_000
/** Conversions that Google takes in one request. */
export const ADS_CONVERSIONS_AT_ONCE_MAX = 2_000
