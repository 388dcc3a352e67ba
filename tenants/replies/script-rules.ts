import { once } from '../base/once.ts'
import type { Language } from './facts.ts'
import { findUnknownPlaceholder, hasPlaceholder, type ScriptName } from './placeholders.ts'

/** What a script itself must hold, whatever its placeholders come to stand for. The gate's lint sees it filled in. */

export type ScriptRuleCode =
  'placeholder_unknown' | 'placeholder_missing' | 'estimate_missing' | 'time_promised' | 'human_claim'
export type ScriptFinding = { code: ScriptRuleCode; detail: string }

/** A price is a range from the price book, and never an offer that binds (compliance: section 8). */
const ESTIMATE: Record<Language, RegExp> = {
  en: /(?<!\b(?:not|no|isn't) (?:an? )?)\bestimate[sd]?\b/i,
  es: /(?<!\b(?:no|sin) (?:es |son )?(?:un |una )?(?:precios? )?)\b(?:estimad[oa]s?|estimaci[oó]n|aproximad[oa]s?)/i,
}

/** Not yet so, or only once somebody has said so. */
const OPEN = String.raw`(?<!\b(?:once|until|till|when|if|whether|before|after|nothing|as soon as|not|never|cuando|hasta que|si|una vez que|no|nada est[aá]|todav[ií]a|a[uú]n)(?!\p{L}|,|\s+(?:problem|worries|hay problema))[^.!?,\n]{0,30})`
const DONE =
  'booked|set|scheduled|confirmed|approved|accepted|reserved|fixed|settled|locked in|secured|guaranteed|good|yours|a go|on (?:the|our) (?:calendar|schedule)'
const HECHO = String.raw`(?:confirmad|agendad|reservad|programad|fijad|aprobad|apartad|asegurad|aceptad|anotad)[oa]s?|list[oa]s?`
const ARRIVES = String.raw`come(?! back| up with| to (?:an|a)\b)|be there|arrive|stop by|drop by|swing by|show up|visit|be at your|be with you (?:at|on|by)`

/** Nobody has looked at the calendar when this is sent. */
const openPromises = once((): readonly RegExp[] => [
  new RegExp(
    String.raw`${OPEN}\b(?:are|is|was|been|got|gets|'re|'s)\s+(?:(?:now|all|already|hereby|officially|good and|in and)\s+)*(?:${DONE})\b(?! (?:once|when|after|until|only|as soon as|if)\b)`,
    'iu',
  ),
  new RegExp(String.raw`${OPEN}\byou(?:'re| are)\s+(?:on for|in for|good to go|down for|good for \{time\})`, 'iu'),
  new RegExp(
    String.raw`${OPEN}\b(?:all set|good to go|got you down|have you down|put you down|pencil(?:l?ed)? you in|it's a date)\b`,
    'iu',
  ),
  /(?:^|[.!?:,;\n-])\s*(?:visit |appointment |booking |time )?(?:confirmed|booked|scheduled|reserved|done|locked in)\s*(?:[:!,.-]|for\b|on\b|at\b|\{time\}|$)/im,
  new RegExp(String.raw`${OPEN}(?<!\bbe )\b(?:confirmed|booked|scheduled|reserved) (?:you )?(?:for|on|at|in)\b`, 'iu'),
  /\bsee you\b(?! (?:asked|want|need|called|wrote|texted))|\bexpect (?:us|me|\{owner\}|a visit)\b|\bcount on (?:us|me|\{owner\}) (?:at|on|for)\b/i,
  new RegExp(
    String.raw`${OPEN}(?:\b(?:we|i|he|she|they|team|plumber|electrician|technician|somebody|someone)|\{owner\}|\{business\})(?:'ll|'re| will| shall| can| is| are| am)(?: be| going to| definitely| gladly| happily| certainly| both| all)* (?:${ARRIVES}|coming(?! back)|arriving)\b`,
    'iu',
  ),
  new RegExp(
    String.raw`(?:\bwe|\{owner\}|\{business\}) (?:come|comes|arrive|arrives|visits?)\b[^.!?\n]{0,20}\{time\}`,
    'iu',
  ),
  new RegExp(
    String.raw`${OPEN}(?:\b(?:we|i|this|text|message)|\{owner\})(?: hereby| gladly)? confirms?\b|${OPEN}\{time\} (?:it is|works)\b`,
    'iu',
  ),
  /\bon (?:the|our|my|his|her|their) way\b|\bwrit\w+ to confirm\b|\bthis is to confirm\b/i,
  new RegExp(
    String.raw`${OPEN}(?:\b(?:est[aá]n?|qued[aó]n?|quedamos|es|fue|ha sido|tiene|tenemos)|\bqued[oó]) (?:(?:ya|todo|su (?:visita|cita)|la (?:visita|cita)) )*(?:${HECHO})(?!\p{L})`,
    'iu',
  ),
  new RegExp(
    String.raw`(?:^|[.!?¡:,;\n-])\s*(?:(?:cita|visita|hora) )?(?:${HECHO}|todo listo|hecho)\s*(?:[:!,.-]|para\b|el\b|\{time\}|$)`,
    'im',
  ),
  /\btodo listo\b|\bnos vemos\b|\b(?:le|lo|la|los|te) (?:esperamos|visitamos|visitaremos|vemos|veremos)\b|\bcuente con (?:nosotros|\{owner\})/i,
  new RegExp(
    String.raw`${OPEN}\b(?:iremos|llegaremos|pasaremos|acudiremos|visitaremos|llegamos|estaremos (?:ah[ií]|all[ií]|all[aá]|en su|el|a las|con usted|\{time\}))(?!\p{L})`,
    'iu',
  ),
  new RegExp(
    String.raw`${OPEN}(?:\{owner\}|\{business\}|nosotros|t[eé]cnico|plomero|alguien) (?:ir[aá]|llegar[aá]|pasar[aá]|acudir[aá]|estar[aá]|llega|pasa|vamos a (?:ir|llegar|estar)|va a (?:ir|llegar|pasar|estar))(?!\p{L})`,
    'iu',
  ),
  /\b(?:le |les )?confirmamos\b/i,
])
/** What a sentence with a time in it has to be about. */
const REQUEST =
  /\brequest(?:s|ed|ing)?\b|\bask(?:ed|ing)?\b|\bwish(?:ed)?\b|\bwant(?:ed)?\b|\bprefer(?:red)?\b|\bwould like\b|\bpropos|\bsuggest|\b(?:got|received|have|has|saw|read) your (?!appointment|visit|booking|slot|spot)|\bhop(?:e|ed|ing)\b|\btry\b|\bsee (?:if|whether)\b|\bcheck\b|\b(?:will|'ll|shall|going to|need to|have to|yet to|still)\b[^.!?]{0,60}\bconfirm\b|\bsolicit|\bpidi[oó]|\bpedid[oa]|\bpide\b|\bquiere\b|\bprefiere\b|\bdesea\b|\bpropu|\bpetici[oó]n|\bpreferencia|\brecibimos su\b|\btenemos su\b|\bsi (?:podemos|puede)\b|\bconfirmar(?:emos|[aá]n?|é)?/i
/** A bare acknowledgement names the time, where the rest says that somebody will confirm it. */
const NOTED = /\b(?:got it|noted|thanks|thank you|received|gracias|recibido|entendido|anotamos)\b/i
const WILL_CONFIRM =
  /\b(?:will|'ll|to|going to)\b[^.!?]{0,60}\bconfirm\b|\bconfirmar(?:emos|[aá]n?)?|\bget back to you\b/i

function findPromise(text: string): string | null {
  const plain = text.replaceAll('’', "'").replaceAll(/[ \t]+/g, ' ')
  const promise = openPromises()
    .map((pattern) => pattern.exec(plain)?.[0])
    .find((found) => found !== undefined)
  if (promise !== undefined) return promise.trim()
  const sentences = plain.split(/(?<=[.!?])\s+|\n+|;/).filter((sentence) => sentence.includes('{time}'))
  const bare = sentences.find(
    (sentence) =>
      !REQUEST.test(sentence) && !sentence.endsWith('?') && !(NOTED.test(sentence) && WILL_CONFIRM.test(plain)),
  )
  return bare?.trim() ?? null
}

/** Who reads "This is Dana" believes that Dana writes. */
const SPEAKS_AS_OWNER = /\b(?:i'm|i am|this is|it's|my name is|me llamo|soy|habla|le escribe) \{owner\}/i

/** The word that the disclosure is known by, and the contrary said with it. */
const DENIED = String.raw`\b(?:not|no|never|nothing|none|nada|nunca|sin|tampoco|ning[uú]n)\b|n't\b`
const MISSED = String.raw`(?!\s+(?:able to |be able to |le |la |lo |hemos |haber )?(?:answer|pick|take|reach|get|catch|make|talk|pude|pudimos|podemos|puedo|podr|contest|atend|respond|est))`
const DENIES_AUTOMATION = new RegExp(
  String.raw`(?:${DENIED})${MISSED}[^.!?:;\n]{0,24}\bautom[aá]t|\bnon-?autom|\bautomat\w*(?: \w+)? (?:no more|never)\b|\bautomat\w*(?: \w+)? (?:is|are)(?:n't| not)\b(?! monitored| read)`,
  'i',
)

const SENTENCES: Record<ScriptRuleCode, string> = {
  placeholder_unknown: 'The braces hold nothing that we can fill in here.',
  placeholder_missing: 'Something that has to be in it is missing.',
  estimate_missing: 'A price counts as a firm offer unless the text says that it is an estimate.',
  time_promised: 'It promises a visit that you have not confirmed yet. Say that you will confirm the time.',
  human_claim: 'It reads as if a person wrote it, and none did. Word it as coming from the business.',
}

export const SCRIPT_RULE_CODES = Object.keys(SENTENCES) as ScriptRuleCode[]

/** What is wrong and what to do, for the person who writes the script. */
export function describeScriptRule(code: ScriptRuleCode): string {
  return SENTENCES[code]
}

/** Everything that forbids a script; `detail` is the place, or what is missing. */
export function checkScript(name: ScriptName, language: Language, text: string): ScriptFinding[] {
  const findings: ScriptFinding[] = []
  const add = (code: ScriptRuleCode, detail: string | null | undefined) => {
    if (detail !== null && detail !== undefined) findings.push({ code, detail })
  }
  add('placeholder_unknown', findUnknownPlaceholder(name, text))
  if (name === 'price_answer') {
    if (!hasPlaceholder(text, 'price')) add('placeholder_missing', '{price}')
    if (!ESTIMATE[language].test(text)) add('estimate_missing', language === 'es' ? 'estimado' : 'estimate')
  }
  if (name === 'review_request' && !hasPlaceholder(text, 'link')) add('placeholder_missing', '{link}')
  if (name === 'amc_offer' && !hasPlaceholder(text, 'price')) add('placeholder_missing', '{price}')
  if (name === 'booking_received') add('time_promised', findPromise(text))
  add('human_claim', (SPEAKS_AS_OWNER.exec(text) ?? DENIES_AUTOMATION.exec(text))?.[0])
  return findings
}
