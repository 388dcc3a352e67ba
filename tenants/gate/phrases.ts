import { foldLetters } from '../base/confusables.ts'
import { findWebLinks } from '../base/web-links.ts'

const PRICED = String.raw`(?:estimate|quote|inspection|check-?up|tune-up|visit|consultation|diagnostic|trip|service call|repair|hour)`

/** Asking for a review counts as selling, except in a message that is about nothing else. */
export const ASKS_REVIEW = /\b(?:leave|write|give|post)\b[^.!?\n]{0,24}\breviews?\b|\brate us\b/i

/**
 * Words that sell. Inside an answer or a service message they turn it into an advertisement. They are held against
 * readings of the text, on one line and in letters without accents.
 */
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
  ASKS_REVIEW,
  /\brefer (?:a|your) friends?\b|\bcash ?back\b|\bwin a\b/i,
  /\bhalf[- ](?:price|off)\b|\boff (?:your|the|any|every|all) (?:first|next|repair|service|job|visit|bill)s?\b/i,
  /\b\d[\d.,]* ?(?:per ?cent|por ?ciento)\b|\bper ?cent off\b|\b\d+ off\b/i,
  new RegExp(String.raw`\b(?:${PRICED}|one|it|this|that)(?:'s| is)? on us\b|\bon the house\b`, 'i'),
  /\bbuy (?:one|1|two|2)\b[^.!?]{0,12}\bget\b|\bbogo\b|\b(?:two|2)[ -]?for[ -]?(?:one|1)\b|\b(?:2 ?x ?1|3 ?x ?2)\b/i,
  /\bcomplimentary\b|\bno[- ](?:charge|cost)\b|\bwithout (?:any )?(?:charge|cost)\b/i,
  new RegExp(String.raw`(?<!feel )\bfree (?:\w+ )?${PRICED}s?\b(?<!free (?:for|to|at|on) .*)`, 'i'),
  new RegExp(
    String.raw`\b${PRICED}s? (?:is|are|comes?) (?:always |totally |completely |100% )*free\b(?! (?:to|at|on|for)\b)`,
    'i',
  ),
  /\brebates?\b|\blimited[- ]time\b/i,
  /\b(?:on|a|big|our|huge|spring|summer|fall|winter|holiday|flash|clearance|mega|annual|week(?:end)?|friday) sale\b/i,
  /\bsale (?:price|ends?|starts?|now|today|this|week|event)|\bsale[!:]/i,
  /\bgratis\b|\bgratuit[oa]s?\b|\bdescuentos?\b|\bofertas?\b|\brebajas?\b|\brebajad[oa]s?\b|\bcupon(?:es)?\b/i,
  /\bpromocion(?:es)?\b|\bsin (?:costo|coste|cargo|cobro)\b|\bmitad de(?:l)? precio\b|\bdos por uno\b|\bpor tiempo limitado\b/i,
  /\b(?:hora|visita|revision|inspeccion|presupuesto) (?:va )?por (?:nuestra )?(?:cuenta|cuenta nuestra|la casa)\b/i,
]

const BLOCKING_WORDS = 'CANCEL|CANCELAR|END|QUIT|REVOKE|OPT-?OUT|STOPALL|UNSUBSCRIBE|TERMINAR|ANULAR|BAJA'
const REPLY_VERBS = String.raw`[Rr]eply|REPLY|[Rr]espond[ae]?|RESPONDA|[Aa]nswer|[Tt]ext|TEXT|[Ss]end|SEND|[Tt]ype|[Ee]nter|[Cc]onteste|[Ee]nvi[ea]|[Mm]ande|[Ee]scriba`

/** Asking for a reply by which carriers block a number. Further along in a list of choices it stands in capitals. */
export const MISUSED_REPLY_WORDS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:${REPLY_VERBS})(?: back| us| with| the word| to| con| la palabra)*:? ?["']?(?:${BLOCKING_WORDS})\b(?! of\b)`,
    'i',
  ),
  new RegExp(String.raw`\b(?:${REPLY_VERBS})\b[^.!?\n]{0,60}(?<![\w-])(?:${BLOCKING_WORDS})(?![\w-])`),
  new RegExp(String.raw`(?<![\w-])(?:${BLOCKING_WORDS}) (?:to|para) (?=[a-z])`),
]

const SECRET = [
  String.raw`\b(?:card|account|routing|social security) ?(?:number|no\b|#|details|info)|\bnumber (?:on|of) your (?:\w+ )?card\b`,
  String.raw`\b(?:cvv2?|cvc|ssn)\b|\bsecurity code\b|\bsocial security\b|\bcard'?s? expir|\b(?:photo|picture|pic) of your (?:\w+ )?card\b`,
  String.raw`\b(?:numero|datos|foto) (?:de|del) (?:su |la |tu |el )?(?:tarjeta|cuenta|seguro social)\b|\bseguro social\b|\bcodigo de seguridad\b`,
  String.raw`\b(?:text|send|reply with|give|tell|share|enter|mande|envie|digite) (?:us |me |nos )?(?:your|su|tu) (?:\w+ )?(?:card|tarjeta|password|pin)\b`,
].join('|')
/** Told not to, nobody sends it. */
const NOT_ASKED = String.raw`(?<!\b(?:never|not|don't|won't|no|without|nunca|jamas|sin|ni)\b[^.!?]{0,40})`
/** Asking for what nobody may send by text. */
export const ASKS_SECRET = new RegExp(`${NOT_ASKED}(?:${SECRET})`, 'i')

/** What a capital letter begins besides a person's name. */
const DAY = String.raw`(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day`
const BEFORE_NAME = String.raw`\b(?:I'm|I am|[Tt]his is|[Ss]oy)`
const AFTER_NAME = String.raw`(?=\s*(?:[,.!]|from\b|with\b|at\b|here\b|de\b|$))`

/** An automated text that speaks as if a person held the phone. The name of the business has been taken out before. */
export const HUMAN_CLAIMS: readonly RegExp[] = [
  /\bmy name is\b|\bme llamo\b/i,
  new RegExp(String.raw`${BEFORE_NAME} (?!AI\b|${DAY})[A-Z][a-z]+\b${AFTER_NAME}`),
  /\bI (?:typed|wrote|am typing|am writing|write) (?:this|it|you)\b|\b(?:typed|written|sent) (?:this )?(?:by hand|by a (?:person|human)|myself|personally)\b/i,
  /\bescrito a mano\b|\b(?:lo|le|esto) escrib[ií] yo\b|\bsoy una persona\b/i,
  /\breal (?:person|human)\b|\b(?:I'm|I am) (?:a )?(?:human|person)\b/i,
  /\bnot (?:a |an )?(?:ro)?bot\b|\bno (?:soy|es) un (?:ro)?bot\b/i,
  /\b(?:I'm|I am|I was) (?:currently |just |out )*(?:on (?:a|another|the) (?:job|ladder|roof|call)|driving)\b/i,
  /\b(?:I'm|I am|I was) (?:currently |just )?(?:under a sink|in the van|with (?:a|another) customer)\b/i,
]

/** The first link that leads to no allowed host or a subdomain of one; null when there is none. */
export function findForeignLink(text: string, allowedHosts: readonly string[]): string | null {
  const allowed = allowedHosts.map((host) => host.toLowerCase().replace(/:\d+$/, ''))
  const isAllowed = (host: string) => allowed.some((known) => host === known || host.endsWith(`.${known}`))
  const links = new Set([text, foldLetters(text)].flatMap((reading) => findWebLinks(reading)))
  for (const { link, host } of links) if (host === null || !isAllowed(host)) return link
  return null
}
