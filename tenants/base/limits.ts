import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './clock.ts'

/** Every bound in one place; `limits.test.ts` asserts how they relate. */

// Webhooks
export const HOOK_BODY_BYTES_MAX = 256 * 1024
export const API_BODY_BYTES_MAX = 256 * 1024
export const SMS_BODY_CHARS_MAX = 1_600
/** Of what a caller says when asked for a yes. */
export const CONSENT_SPEECH_CHARS_MAX = 200
export const INBOX_AGE_MAX_MS = 30 * DAY_MS
/** Deliveries too old to come again are dropped once a day, so many at a time. */
export const INBOX_DROPPED_AT_ONCE_MAX = 500

// Outbox
/** Calls of one tenant to the world that may run at once. */
export const OUTBOX_IN_FLIGHT_MAX = 6
export const OUTBOX_ATTEMPTS_MAX = 10
/** How long one call to a provider may take. */
export const SEND_TIMEOUT_MS = 5 * SECOND_MS
/**
 * A claim must never lapse while its send can still be running: the longest is a call to GoHighLevel whose token has to
 * be renewed on the way.
 */
export const CLAIM_LEASE_MS = MINUTE_MS
export const BACKOFF_BASE_MS = SECOND_MS
export const BACKOFF_MAX_MS = 5 * MINUTE_MS
/** What a provider asks us to wait counts, up to here; beyond it the entry's usefulness decides. */
export const RETRY_AFTER_MAX_MS = HOUR_MS
/** Setting up a location is many calls; with the last of them it stays within a claim. */
export const SET_UP_MS_MAX = 25 * SECOND_MS
/** Entries that wait for a connection look this often whether there is one. */
export const CRM_DOWN_LOOK_MS = 6 * HOUR_MS
/** Whether GoHighLevel lets texts to somebody through again, who has asked for them again. */
export const CRM_FREEING_LOOK_MS = SECOND_MS
/** GoHighLevel calls nobody back about a text of ours for certain, so it is asked: so long after it was sent. */
export const CRM_FATE_LOOKS_MS: readonly number[] = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS]

// Doubt
/** An entry in doubt holds back the customer's later entries for at most this long. */
export const DOUBT_HOLD_MAX_MS = MINUTE_MS
/** The first question; a provider lists a message within a second or two of accepting it. */
export const DOUBT_FIRST_LOOK_MS = SECOND_MS
/**
 * "Not there" is believed only this long after the attempt began. A request that we gave up on can still be waiting in
 * the provider's queue, so this lies well beyond the send timeout.
 */
export const DOUBT_ABSENCE_TRUSTED_MS = 30 * SECOND_MS
/**
 * After a broken connection or a crash nothing of ours is waiting; a slow provider may still be at it for a send
 * timeout. A text ordered 20 s after a call is then still sent within the 30 s promised.
 */
export const DOUBT_BROKEN_TRUSTED_MS = 7 * SECOND_MS
export const DOUBT_LOOK_EVERY_MS = 3 * SECOND_MS
export const DOUBT_LATE_LOOK_EVERY_MS = MINUTE_MS

// Texts
export const SEGMENTS_MAX = 2
export const VALIDITY_MAX_S = 36_000
/** One opt-out confirmation, and only this soon after the request (47 CFR 64.1200(a)(12)). */
export const CONFIRMATION_DELAY_MAX_MS = 5 * MINUTE_MS
/** A conversation stays open this long after the customer's last word. */
export const CONVERSATION_OPEN_MS = 7 * DAY_MS
/** A notice to the technician that could not be delivered for this long has lost its use as a text. */
export const NOTICE_USEFUL_MS = 6 * HOUR_MS

// On call
export const ON_CALL_CONTACTS_MAX = 5
export const ON_CALL_ROUNDS_MAX = 3
export const ON_CALL_STEP_MIN_MS = 30 * SECOND_MS
export const ON_CALL_STEP_MAX_MS = 30 * MINUTE_MS
/** An alert that is older wakes somebody for what others have dealt with. */
export const ALERT_USEFUL_MS = 15 * MINUTE_MS
/** Whose danger is told by voice may be known to the CRM alone; asking it takes a second or two. */
export const LOOK_UP_PATIENCE_MS = 5 * SECOND_MS

// The board
/** A caller whom we cannot text is shown as waiting for this long. */
export const UNREACHED_AGE_MAX_MS = 3 * DAY_MS
/** Tabs that may be open on one business at a time. */
export const LIVE_SOCKETS_MAX = 200
/** Characters that are sent to a tab of which nothing is heard; a phone that lost its network looks open for hours. */
export const LIVE_UNHEARD_CHARS_MAX = 4 * 1024 * 1024
/** A tab that is behind and of which nothing is heard for this long is gone. One that lives pings twice meanwhile. */
export const LIVE_SILENT_MAX_MS = MINUTE_MS
/** How soon it is looked again whether a tab that is behind has been heard of. */
export const LIVE_BEHIND_LOOK_MS = 2 * SECOND_MS
/** Calls that were held back, as the screen lists them. */
export const HELD_SHOWN_MAX = 200
/** Whoever missed more events than this gets the whole board anew. */
export const LIVE_MISSED_MAX = 500
export const BOARD_CONVERSATIONS_MAX = 50
/** How many events are gone through, newest first, to find those conversations. */
export const BOARD_EVENTS_SEEN_MAX = 20_000
export const BOARD_LEADS_MAX = 200
/** Completed and lost leads stay on the board this long. */
export const BOARD_CLOSED_LEADS_MS = 14 * DAY_MS
export const ATTENTION_MAX = 100
/** A visit that nobody has confirmed for this long is asked about no more. */
export const BOOKING_AGE_MAX_MS = 30 * DAY_MS
export const CONVERSATION_ITEMS_MAX = 100
export const CONVERSATION_CALLS_MAX = 50
/**
 * How many days are looked through for the next opening. Every weekday comes within one week, and within two where the
 * only hours of the week were the ones that summer time skips.
 */
export const OPENING_SEARCH_DAYS_MAX = 14

// Joining
/** One request to Twilio about a number or a call, while somebody looks at a spinner. */
export const NUMBER_TIMEOUT_MS = 6 * SECOND_MS
/** A test call rings until the carrier has had time to forward it, and comes back within this or not at all. */
export const FORWARDING_TEST_MS = MINUTE_MS
export const FORWARDING_TEST_RING_S = 50
/** Each test rings the technician's phone. */
export const FORWARDING_TESTS_PER_HOUR_MAX = 6

// Notifications to phones
/** Browsers of one person: the one they used longest ago gives way to another. */
export const PUSH_SUBSCRIPTIONS_PER_PERSON_MAX = 5
export const PUSH_SUBSCRIPTIONS_MAX = 25
/** A person waits for this one, and the router for its answer. */
export const PUSH_TEST_TIMEOUT_MS = 5 * SECOND_MS

// The ledger
/** Rows of one kind that are taken in at once. */
export const LEDGER_BATCH_MAX = 500
/** A text that has not left after this long never will; the ledger need not wait for it. */
export const LEDGER_MESSAGE_OPEN_MS = 3 * DAY_MS

// Pace
/** With the technician's notices, which never wait, below AT&T's 75 a minute for low-volume mixed campaigns. */
export const CARRIER_TEXTS_PER_MINUTE_MAX = 65
/** Below T-Mobile's 2,000 a day, which all numbers of one brand share. */
export const CARRIER_TEXTS_PER_DAY_MAX = 1_800
/** Automated texts beyond so many times the usual hour are taken for a loop; fewer than the floor never are. */
export const UNUSUAL_VOLUME_FACTOR = 5
export const UNUSUAL_VOLUME_FLOOR = 30
/** The same for a sole proprietor, below AT&T's 15 a minute and T-Mobile's 1,000 segments a day. */
export const SOLE_TEXTS_PER_MINUTE_MAX = 12
export const SOLE_TEXTS_PER_DAY_MAX = 900
/** Instants that are kept to count a minute by; texts to the technician wait for nobody, so there may be more. */
export const PACE_INSTANTS_MAX = 200
/** Calls and texts of one hour that are counted, each; beyond it a business is taken for as busy as that. */
export const INBOUND_COUNTED_MAX = 500

// Exports
/** Rows that are read in one turn, and their bytes: what falls due meanwhile waits for one such turn at most. */
export const EXPORT_PAGE_ROWS = 256
export const EXPORT_PAGE_BYTES = 256 * 1024
/** Rows of one table about one customer. One who has more is exported as a file, which is read in pages. */
export const PERSON_ROWS_MAX = 20_000
/** A download that nobody has taken a byte of for this long is over. */
export const EXPORT_STALLED_MS = MINUTE_MS
/** Bytes that are handed on at once. */
export const EXPORT_CHUNK_BYTES = 64 * 1024
/** Pictures and recordings in one archive; each is named in its manifest, and all together leave room for the rows. */
export const EXPORT_FILES_MAX = 20_000
export const EXPORT_FILES_BYTES_MAX = 2 * 1024 ** 3
export const EXPORT_OMITTED_NAMED_MAX = 100

// Rights
/** Days before a privacy request is due on which the technician is reminded of it. */
export const PRIVACY_FIRST_REMINDER_DAYS = 10
export const PRIVACY_LAST_REMINDER_DAYS = 3
export const PRIVACY_REQUESTS_LISTED_MAX = 200
/** What a provider is asked to delete goes out so many at a time. */
export const FORGET_BATCH = 10
/** How long an erasure waits for calls to providers that are under way, and how often it looks. */
export const ERASURE_WAIT_MAX_MS = 3 * MINUTE_MS
export const ERASURE_WAIT_EVERY_MS = 5 * SECOND_MS
/** How long the link in a letter ends letters after its reader was erased; the law asks for thirty days. */
export const LINK_AFTER_ERASURE_MS = 60 * DAY_MS
/** A request that is written down later reached the business within this time. */
export const REQUEST_AGE_MAX_MS = 2 * 365 * DAY_MS
export const FORGET_BATCH_EVERY_MS = 5 * SECOND_MS
/** A provider that is down for longer needs a person. */
export const FORGET_USEFUL_MS = 7 * DAY_MS
/** A closed business can come back for this long. */
export const CLOSING_GRACE_MS = 30 * DAY_MS
/** After this many days what a provider has not deleted of it is left to the owner of the account there. */
export const CLOSING_ORDERS_DAYS_MAX = 14
/** Zeros are written in pieces of this size to where deleted rows lay. */
export const FILE_FILL_BYTES = 256 * 1024
/** A file that could not be written anew is tried again after this long. */
export const FILE_REWRITE_RETRY_MS = MINUTE_MS

// Retention
/** Two years, counted as months of 31 days, so that nothing goes early. */
export const WORDS_AGE_MAX_MS = 24 * 31 * DAY_MS
export const ORDERS_AGE_MAX_MS = 30 * DAY_MS
/** Five years after the last message. */
export const PROOF_AGE_MAX_MS = 5 * 366 * DAY_MS
export const RETAINED_AT_ONCE_MAX = 200

// E-mail
/** Complaints are weighed against what went out in this long. */
export const EMAIL_REPUTATION_DAYS = 30
/** Offers rest above this share of complaints, long before Gmail's 0.3 %; one complaint alone says little. */
export const COMPLAINT_SHARE_MAX = 0.002
export const COMPLAINTS_MIN = 2

// Waking
/** How long after local midnight the first business's chores begin, and over how long those of all of them do. */
export const DAILY_AFTER_MIDNIGHT_MS = 10 * MINUTE_MS
export const DAILY_SPREAD_MS = 100 * MINUTE_MS
/** How long they pause when more is left to do. */
export const DAILY_PAUSE_MS = 10 * SECOND_MS
export const TIMERS_PER_WAKE_MAX = 500
/** Due times this near get an in-memory timer beside the alarm, so that they do not wait behind a busy alarm. */
export const NEAR_TIMER_MS = MINUTE_MS
/** How long after such a timer the alarm stands by, for the case that the object was not in memory any more. */
export const ALARM_STANDBY_MS = 100

// Requests from forms
export const LEAD_FORM_BYTES_MAX = 16 * 1024
export const LEAD_WORDS_CHARS_MAX = 1_500
export const LEAD_ANSWERS_MAX = 20
/** Nobody fills in a form faster than this; one that lay open for longer than a day may show words of yesterday. */
export const LEAD_FORM_MIN_MS = 2 * SECOND_MS
export const LEAD_FORM_MAX_MS = DAY_MS
export const LEAD_ORIGINS_MAX = 10
export const OFFERS_LISTED_MAX = 200
/** Of quotes, jobs and contracts each, beside an open conversation. */
export const WORK_OF_CUSTOMER_MAX = 10

// Comparing with GoHighLevel
/** Reaches back before the last comparison by this much: a message may be listed some minutes after it was. */
export const COMPARE_OVERLAP_MS = 10 * MINUTE_MS
/** Pages of 100 rows that one comparison reads; what is left comes with the next night's. */
export const COMPARE_PAGES_MAX = { hour: 5, night: 100 }
/** A business of which nothing was heard for this long is compared at night alone. */
export const COMPARE_ACTIVE_MS = DAY_MS
export const COMPARE_AHEAD_MS = 60 * DAY_MS
export const COMPARE_LINKS_MAX = 50
/** Cards that were made before are compared at night alone: the API cannot be asked for what has changed since. */
export const COMPARE_CARDS_BACK_MS = 14 * DAY_MS
/** Pages of earlier comparisons, which prove nothing and would make each claim walk past all of them. */
export const SETTLED_DROPPED_MAX = 500
/** The nightly check: a caller hears nothing for as long, and Twilio hangs up at fifteen seconds. */
export const CANARY_TIMEOUT_MS = 10 * SECOND_MS
/** Whoever asked for a check waits this long for it, which is less than the router waits for us. */
export const CANARY_WAIT_MS = 8 * SECOND_MS

// Looking back at texts in other words
export const PAST_DAYS = 90
/** Each is composed anew, up to five times, while whoever asked waits. */
export const PAST_TEXTS_MAX = 500
export const PAST_EXAMPLES_MAX = 5
