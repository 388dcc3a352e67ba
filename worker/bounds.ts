import { DAY_MS, MINUTE_MS, SECOND_MS } from '../tenants/base/clock.ts'

/** Bounds of the router. Those that tenants share stand in `tenants/base/limits.ts`. */

/** Below the 15 s that Twilio and Resend wait, so that the answer is ours and asks for another try. */
export const RECEIVE_TIMEOUT_MS = 8 * SECOND_MS
/** A caller waits on the line for it, and Twilio hangs up after 15 s in all. */
export const SCRIPT_TIMEOUT_MS = 4 * SECOND_MS
export const TENANT_TIMEOUT_MS = 10 * SECOND_MS
/** A tenant in the directory without an object behind it is one being made, up to this age. */
export const CREATION_MS_MAX = MINUTE_MS
export const READY_TIMEOUT_MS = 2 * SECOND_MS
/** Businesses that hear at once that their agency took Shoulder out. More hear of it at their next call there. */
export const AGENCY_TENANTS_TOLD_MAX = 500
/** How long somebody may take to choose their account at a provider's page. */
export const CONNECT_MS_MAX = 15 * MINUTE_MS
/** What a provider is asked to wait after we could not store a delivery. */
export const RETRY_AFTER_S = 30

export const TENANT_CACHE_MS = MINUTE_MS
/** Short, so that a tenant who joins is found at once. */
export const UNKNOWN_CACHE_MS = 2 * SECOND_MS
export const TENANT_CACHE_ENTRIES_MAX = 10_000

/** How long the answer to a delivery for nobody waits for its record. */
export const UNKNOWN_RECORD_TIMEOUT_MS = SECOND_MS
export const UNKNOWN_KEPT_MS = 90 * DAY_MS
export const UNKNOWN_LISTED_MAX = 200

export const JWT_LEEWAY_S = 60
/** Where older keys are at hand. */
export const JWKS_TIMEOUT_MS = 3 * SECOND_MS
/** Where nobody can sign in without. */
export const JWKS_COLD_TIMEOUT_MS = 8 * SECOND_MS
/** How long others leave the fetching to the one who began it. */
export const JWKS_LEAD_MS = 2 * SECOND_MS
/** What the two buttons of a visit's page send. */
export const VISIT_FORM_BYTES_MAX = 4 * 1024
/** A team has two or three keys of half a KiB; whatever is larger is no list of keys. */
export const JWKS_BYTES_MAX = 64 * 1024
export const JWKS_TICK_MS = 50
export const JWKS_FRESH_MS = 10 * MINUTE_MS
/** Least time between two tries while older keys are at hand. */
export const JWKS_COOLDOWN_MS = 30 * SECOND_MS
/** Access takes a key out a week after it stopped signing with it, so a day of not hearing of it does no harm. */
export const JWKS_KEPT_MS = DAY_MS

export const TENANTS_PER_PAGE_MAX = 200
export const ISSUES_MAX = 20

// The fleet's switch
/** Businesses told in one request; the platform bounds what one may ask. */
export const FLEET_TOLD_PER_CALL_MAX = 500
export const FLEET_TOLD_AT_ONCE_MAX = 20
/** One that wakes takes a fraction of this. */
export const FLEET_TELL_TIMEOUT_MS = 3 * SECOND_MS
/** No further business is asked after this, so that whoever waits for the answer gets it. */
export const FLEET_TELLING_MS_MAX = 12 * SECOND_MS

/** Offers of one search that are tried before looking farther away. */
export const NUMBERS_TRIED_MAX = 5
/** After a purchase whose answer was lost nothing else is bought for this long: Twilio lists a number by then. */
export const NUMBER_DOUBT_MS = 30 * SECOND_MS

/** A year is the least (DPDP Rules 2025); a month more, so that no reading of "a year" is missed. */
export const ACCESS_LOG_KEPT_MS = 396 * DAY_MS
export const ACCESS_LOG_DROPPED_AT_ONCE_MAX = 100
/** Sign-ins this isolate has written down already. */
export const SIGN_INS_REMEMBERED_MAX = 10_000

export const INVITATION_LIFE_MS = 7 * DAY_MS
export const INVITATIONS_OPEN_MAX = 20
/** Mails to people of whom nobody knows whether they want any. */
export const INVITATION_MAILS_PER_DAY_MAX = 30
/** Far above any real token of Access, which has some 1,000 characters. */
export const TOKEN_CHARS_MAX = 8_192
export const EMAIL_CHARS_MAX = 254

/** A photograph of a card, or a scan of a few pages. */
export const KYC_FILE_BYTES_MAX = 5 * 1024 * 1024
/** No upload that began this long ago is still running. */
export const KYC_UPLOAD_MS_MAX = 10 * MINUTE_MS
export const KYC_ERASURES_AT_ONCE_MAX = 10

/** Keys of the API that are shown, revoked ones included. */
export const API_KEYS_LISTED_MAX = 100
/** A key opens what it opens for as long as a request takes. */
export const API_KEY_LIFE_MS = MINUTE_MS

/** Groups of entries in the access log that one draft of a breach report is made of. */
export const BREACH_ROWS_MAX = 2_000
export const BREACH_WINDOW_MS_MAX = 90 * DAY_MS

/** How long an answer may wait for the end of a body that nobody asked for. */
export const UNREAD_BODY_WAIT_MS = 250

// The fleet's figures in Postgres
/** An embedded Postgres takes seconds to begin where it is the first time. */
export const WAREHOUSE_CONNECT_S = 25
export const WAREHOUSE_STATEMENT_MS_MAX = 60 * SECOND_MS
/** With at most eleven values a row, far below the 65,535 that one statement of Postgres takes. */
export const WAREHOUSE_ROWS_PER_INSERT_MAX = 1_000
/** Asked at once and written together; each takes a few milliseconds awake. */
export const EXPORT_TENANTS_PER_ORDER = 25
/** Orders of one page and the next page's fit into one send to the queue, which takes a hundred. */
export const EXPORT_TENANTS_PER_PAGE = 2_000
export const EXPORT_TENANT_TIMEOUT_MS = 10 * SECOND_MS
/** What the fleet has learned of its trials moves little within a night. */
export const LEARNED_KEPT_MS = 10 * MINUTE_MS
/** With doubling waits some sixteen minutes; the next night tries again in any case. */
export const EXPORT_ATTEMPTS_MAX = 6
export const EXPORT_RETRY_AFTER_S = 30
export const EXPORT_DEAD_LISTED_MAX = 200
/** Businesses of one table to take away, and those that a name or a reseller may stand for. */
/** Lines from which it is told what a business pays, far more than anybody enters. */
export const SUBSCRIPTION_LINES_MAX = 1_000
/** Lines of a subscription's history that are shown. */
export const SUBSCRIPTION_CHANGES_LISTED_MAX = 100
export const FLEET_BUSINESSES_MAX = 20_000
export const FLEET_RESELLERS_LISTED_MAX = 500
/** Days of one order to export anew: two years. */
export const BACKFILL_DAYS_MAX = 731

// Alerts
/** Silences that hold at the same time. */
export const SILENCES_MAX = 100
/** Raised alerts that one tick looks through for reminders and for businesses that have gone. */
export const ALERTS_LOOKED_AT_MAX = 500
export const ALERTS_LISTED_MAX = 200
export const ALERTS_RECENT_MS = 14 * DAY_MS
export const ALERTS_KEPT_MS = 90 * DAY_MS
/** Nights that are made up for where one was missed. */
export const ALERT_DAYS_JUDGED = 3
/** Notices that one message tells of; of more it says how many there are. */
export const NOTICES_PER_MESSAGE_MAX = 20
/** Notices that are put into messages at once. */
export const NOTICES_PER_TICK_MAX = 1_000
export const ALERT_MESSAGES_PER_TICK_MAX = 60
export const ALERT_MESSAGES_AT_ONCE_MAX = 6
/** Well beyond what a send and its question afterwards can take. */
export const ALERT_CLAIM_MS = 2 * MINUTE_MS
/** With doubling waits some two hours; what was not told by then stands at its route. */
export const ALERT_ATTEMPTS_MAX = 8
export const ALERT_RETRY_AFTER_MS = MINUTE_MS
/** Resend knows a key for a day, so nothing is repeated after that. */
export const ALERT_MESSAGE_AGE_MAX_MS = 20 * 60 * MINUTE_MS
/** Businesses whose word is taken between two nights, those that spoke last. */
export const TOLD_JUDGED_MAX = 500
export const VITALS_TIMEOUT_MS = 3 * SECOND_MS
/** Some two segments of plain letters. */
export const ALERT_SMS_CHARS_MAX = 300

// The graph
/** Fields that an answer may have. A page of fifty customers, each with its ten last texts, has some four thousand. */
export const GRAPH_FIELDS_MAX = 20_000
/** What a field counts for that asks a business of the fleet, so that one query wakes some two hundred at most. */
export const GRAPH_BUSINESS_WEIGHT = 100
/** What another list counts for that is read along with it. */
export const GRAPH_LIST_WEIGHT = 10
/** A selection within the schema itself may stand for each of its types. */
export const GRAPH_INTROSPECTION_WEIGHT = 40
/** From the query down to the last object. */
export const GRAPH_DEPTH_MAX = 10
/** Tokens of a query, counted before anything else of it is. */
export const GRAPH_TOKENS_MAX = 4_000
/** Items of a list that nobody can ask the length of: keys, webhooks, roles. */
export const GRAPH_LIST_ITEMS = 20
export const GRAPH_SLOTS_A_DAY = 24
/** Reads that a business is asked for in one call. */
export const GRAPH_READS_PER_CALL = 250
/** Businesses that are asked at once. */
export const GRAPH_BUSINESSES_AT_ONCE = 20
