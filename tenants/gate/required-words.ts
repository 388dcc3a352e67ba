import { once } from '../base/once.ts'

/** What a text has to offer or to own up to. A word is not enough: "We never STOP" offers nothing. */

const CLOSED = String.raw`(?=\s*(?:["']?\s*(?:[.!;)\]-]|\n|$)))`
const VERBS =
  'reply|text|send|respond|answer|type|write|responda|responde|responder|env[ií]e|env[ií]a|enviar|conteste|mande|escriba'
const FILLER = String.raw`(?:\s+(?:back|us|with|by|just|only|the|word|to|this|text|message|that|number|la|palabra|con|a|este|mensaje|solo|help|for|or|,))*[:,]?`
const WORD = String.raw`\s*["']?(?:STOP|ALTO)\b["']?`

/** Why somebody would: to get no more. */
const PURPOSE =
  String.raw`\s*(?:[=:,-]\s*)?(?:(?:at )?any ?time\s*)?(?:to\s+(?:opt|unsubscribe|end|cancel|quit|stop|leave|get out|be (?:removed|taken off)|` +
  String.raw`(?:get|receive|hear) (?:no|nothing)|(?:not|no longer) (?:get|receive|hear)|turn|halt|block|discontinue|decline|mute|remove)\b|` +
  String.raw`to get off\b|and (?:we|you|this)(?:'ll| will)? (?:stop|not|never|end|get no|hear no|are out|be (?:removed|taken off))\b|` +
  String.raw`(?:if|when) you (?:want|would like|prefer|'d like|wish)\b|opts? (?:you )?out\b|ends?\b|unsubscribes?\b|for no more\b|` +
  String.raw`para (?:no|salir|dar|cancelar|dejar|terminar|parar|detener|finalizar|anular|que no|evitar|desuscribirse|la baja)\b|` +
  String.raw`si (?:no|ya no|prefiere)\b|y (?:no|dejamos|dejaremos|ya no)\b|(?:en cualquier momento|cuando quiera|any ?time|at any time)\b)`
const OWN_PURPOSE = String.raw`\s*(?:=\s*|-\s*|:\s*)?(?:to (?:opt[ -]?out|unsubscribe)|para (?:no recibir|salir|darse de baja))`

const openOffers = once((): readonly RegExp[] => [
  new RegExp(String.raw`(?<![\p{L}])(?:${VERBS})(?![\p{L}])${FILLER}${WORD}(?:${PURPOSE}|${CLOSED})`, 'iu'),
  new RegExp(String.raw`(?<!ing )(?<![\p{L}])STOP\b${OWN_PURPOSE}`, 'u'),
  new RegExp(String.raw`(?:^|[.!?,;:()\n"'|-]|\bor|\bo|\bu)\s*["']?(?:STOP|ALTO)\b["']?${PURPOSE}`, 'u'),
  new RegExp(
    String.raw`(?:opt[ -]?out|unsubscribe|no more (?:texts|messages)|end texts|no recibir(?: más)?(?: textos| mensajes)?|darse de baja|salir)[:,]\s*(?:STOP|ALTO)\b`,
    'iu',
  ),
])
/** Said before an offer within its sentence it takes it back; "if you want no more texts" does not. */
const TAKEN_BACK =
  /(?:\b(?:not|never|no|nobody|cannot|nunca|jam[aá]s|sin|without|tampoco|if you|when you|who|why|because you|before you|si usted)|n't)(?!\s+(?:more|further|longer|interested|want|wish|like|recibir|m[aá]s|quiere|desea))(?:\s+[\p{L}']+){0,4}\s+["']?$/iu
const COMES_TO_NOTHING =
  /^[^.!?\n]*?\b(?:does nothing|(?:does not|doesn't|won't|will not|cannot|can't|never) (?:work|help|do)|is (?:ignored|useless)|in vain|no (?:sirve|funciona|hace nada))/i

/** Whether a text says how to opt out, as an instruction. The opt-out word stands in capitals. */
export function offersOptOut(text: string): boolean {
  return openOffers().some((pattern) => {
    for (const found of text.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
      if (!/\b(?:STOP|ALTO)\b/.test(found[0])) continue
      const before = text.slice(0, found.index)
      const sentence = before.slice(before.search(/[^.!?;,:\n()]*$/))
      const after = text.slice(found.index + found[0].length)
      if (!TAKEN_BACK.test(sentence) && !COMES_TO_NOTHING.test(after)) return true
    }
    return false
  })
}

const EN_NOUN =
  '(?:text(?:ing)?|message|messaging|sms|assistant|reply|response|answer|note|notice|alert|notification|e-?mail|receptionist|agent|bot)s?'
const ES_NOUN = '(?:mensajes?|textos?|respuestas?|asistentes?|sms|avisos?|correos?|contestaci[oó]n|sistema|bot)'
const ES_AUTOMATIC = String.raw`(?:autom[aá]tic[oa]s?|automatizad[oa]s?|virtual(?:es)?)`

const openStatements = once((): readonly RegExp[] => [
  new RegExp(String.raw`(?<![\p{L}-])(?:automated|auto)(?: [\p{L}-]+)?[ -]${EN_NOUN}(?!\p{L})`, 'giu'),
  new RegExp(String.raw`(?<![\p{L}-])(?:automatic|virtual|AI|automated|digital) (?:${EN_NOUN}|system)(?!\p{L})`, 'giu'),
  new RegExp(
    String.raw`(?<!\p{L})(?:${EN_NOUN}|this|it) (?:(?:is|was|are|were|comes?|goes|went|sent) |is sent |was sent )(?:being |fully |all |sent )?automat(?:ed|ic(?:ally)?)(?! \p{L}*(?:door|gate|garage))`,
    'giu',
  ),
  /(?:^|[.!?:;,(\n-])\s*(?:automated|auto|automatizado|autom[aá]tico)\s*(?=[.):!\]-]|$)/giu,
  new RegExp(
    String.raw`(?<!\p{L})${ES_NOUN}(?: de texto| de voz)?(?: es| fue| son)?(?: (?:un|una|enviado|totalmente|de forma|de manera))* (?:${ES_AUTOMATIC}|autom[aá]ticamente)(?!\p{L})`,
    'giu',
  ),
])
const NOT = String.raw`(?:\b(?:not|no|never|nothing|none|non|nobody|without|hardly|nada|nunca|sin|ning[uú]n[ao]?|tampoco|jam[aá]s|ni)|n't)`
const MISSED = String.raw`(?!\s+(?:(?:able|to|le|la|lo|nos|haber|hemos|podemos|pod[ií]amos)\s+)*(?:answer|pick|take|reach|get|catch|make|talk|respond|pude|pudimos|puedo|podemos|contest|atend|respond|estamos|estoy))`
/** What turns the statement into its contrary, before it in its sentence and after it. */
const openDeniedBefore = once(
  () =>
    new RegExp(
      String.raw`${NOT}${MISSED}(?:[\s-]+[\p{L}']+){0,4}[\s-]*$|${NOT}${MISSED}[^.!?\n]{0,4},[^.!?\n,]{0,30},[^.!?\n,]{0,8}$`,
      'iu',
    ),
)
const DENIED_AFTER =
  /^\s*(?:\?|(?:is|are|was)(?:n't| not) (?:our|what|how|my|who|for us|this|used|sent)|no more|never|,\s*(?:no|not|never)\s*(?:[.!]|$)|(?:no es|nunca|jam[aá]s)\b)/iu

/** Whether a text says of itself that a machine sends it. */
export function saysAutomated(text: string): boolean {
  return openStatements().some((pattern) => {
    for (const found of text.matchAll(pattern)) {
      const before = text.slice(0, found.index)
      const sentence = before.slice(before.search(/[^.!?;:\n()]*$/))
      if (!openDeniedBefore().test(sentence) && !DENIED_AFTER.test(text.slice(found.index + found[0].length)))
        return true
    }
    return false
  })
}
