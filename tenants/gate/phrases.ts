/** Words that sell. Inside an answer or a service message they turn it into an advertisement. */
export const PROMOTIONS: readonly RegExp[] = [
  /%|\bpercent off\b/i,
  /\bdeals?\b(?! with)/i,
  /\bdiscount(?:s|ed)?\b/i,
  /\bcoupons?\b/i,
  /\bpromo(?:s|tion|tions|tional)?\b/i,
  /\b(?:special|limited|exclusive|introductory) (?:time )?(?:offer|price|rate)s?\b|\bon sale\b|\bspecials\b/i,
  /\bsav(?:e|ings)\b(?! (?:my|our|this|the|your) (?:number|contact|card|spot|slot|place|date|time|day))/i,
  /(?:\$\d[\d,.]*|dollars|bucks) off\b/i,
  /\bfor free\b|\bfree of charge\b|\bat no (?:extra )?(?:cost|charge)\b/i,
  /(?<!feel )\bfree (?!to\b|for\b|at\b|on\b)(?:\w+ )?(?:estimate|quote|inspection|check|check-?up|tune-up)s?\b/i,
  /(?<!feel )\bfree (?!to\b|for\b|at\b|on\b)(?:\w+ )?(?:service|visit|consultation|gift|repair|install(?:ation)?)s?\b/i,
  /\bAMC\b|\bannual maintenance\b/i,
  /\b(?:maintenance|service|protection|membership|care) (?:plan|contract|agreement|membership|club)s?\b/i,
  /\bmemberships?\b/i,
  /\b(?:leave|write|give|post)\b[^.!?\n]{0,24}\breviews?\b|\brate us\b/i,
  /\brefer (?:a|your) friends?\b|\bcash ?back\b|\bwin a\b/i,
  /\bgratis\b|\bdescuentos?\b|\bofertas?\b/i,
]

/** The opt-out word itself, in capitals: "we can stop by" offers nothing. */
export const STOP_OFFER = /\bSTOP\b(?!\s+(?:BY|IN|OVER)\b)/

const BLOCKING_WORDS = 'CANCEL|END|QUIT|REVOKE|OPT-?OUT|STOPALL|UNSUBSCRIBE'
const REPLY_VERBS = String.raw`[Rr]eply|REPLY|[Rr]espond|[Rr]esponda|[Aa]nswer|[Tt]ext|TEXT|[Ss]end|[Tt]ype`

/** Asking for a reply by which carriers block a number. Further along in a list of choices it stands in capitals. */
export const MISUSED_REPLY_WORDS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:${REPLY_VERBS})(?: back| us| with| the word| to)*:? ?["']?(?:${BLOCKING_WORDS})\b(?! of\b)`,
    'i',
  ),
  new RegExp(String.raw`\b(?:${REPLY_VERBS})\b[^.!?\n]{0,60}(?<![\w-])(?:${BLOCKING_WORDS})(?![\w-])`),
]

/** What a capital letter begins besides a person's name. */
const DAY = String.raw`(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day`
const BEFORE_NAME = String.raw`\b(?:I'm|I am|[Tt]his is|[Ss]oy)`
const AFTER_NAME = String.raw`(?=\s*(?:[,.!]|from\b|with\b|at\b|here\b|de\b|$))`

/** An automated text that speaks as if a person held the phone. The name of the business has been taken out before. */
export const HUMAN_CLAIMS: readonly RegExp[] = [
  /\bmy name is\b|\bme llamo\b/i,
  new RegExp(String.raw`${BEFORE_NAME} (?!AI\b|${DAY})[A-Z][a-z]+\b${AFTER_NAME}`),
  /\breal (?:person|human)\b|\b(?:I'm|I am) (?:a )?(?:human|person)\b/i,
  /\bnot (?:a |an )?(?:ro)?bot\b|\bno (?:soy|es) un (?:ro)?bot\b/i,
  /\b(?:I'm|I am|I was) (?:currently |just |out )*(?:on (?:a|another|the) (?:job|ladder|roof|call)|driving)\b/i,
  /\b(?:I'm|I am|I was) (?:currently |just )?(?:under a sink|in the van|with (?:a|another) customer)\b/i,
]

const URL_WRITTEN = /\bhttps?:\/\/[^\s<>"'()]+/gi
const BARE_HOST = /(?<![@\w.-])(www\.)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})(?![\w@-])(\/\S*)?/gi
/** Endings by which a bare name is a link. Others are as often a full stop without a space behind it. */
const PLAIN_ENDINGS = /\.(?:com|net|org|info|biz|io|app|dev|link|page|site|shop|store|xyz|online|club|top|gl|ly|pro)$/i

/** The first link that leads to no allowed host or a subdomain of one; null when there is none. */
export function findForeignLink(text: string, allowedHosts: readonly string[]): string | null {
  const allowed = allowedHosts.map((host) => host.toLowerCase().replace(/:\d+$/, ''))
  const isAllowed = (host: string) => allowed.some((known) => host === known || host.endsWith(`.${known}`))
  for (const [link] of text.matchAll(URL_WRITTEN)) {
    if (!URL.canParse(link) || !isAllowed(new URL(link).hostname)) return link
  }
  for (const [link, www, host = '', path] of text.replaceAll(URL_WRITTEN, ' ').matchAll(BARE_HOST)) {
    const isLink = www !== undefined || path !== undefined || PLAIN_ENDINGS.test(host)
    if (isLink && !isAllowed(host.toLowerCase())) return link
  }
  return null
}
