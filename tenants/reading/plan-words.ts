import { once } from '../base/once.ts'
import { foldCharacters } from './characters.ts'

/**
 * What a text says to a plan that is offered or stands. A yes has to be said in so many words, since it may bind
 * somebody; an end counts in any wording, since nobody may be kept in a plan by how they put it. `fine` is glad of
 * what is offered, in words that bind to nothing; `asks_by_name` asks and says that the plan is meant.
 */
export type PlanAnswer = 'yes' | 'fine' | 'no' | 'end' | 'asks' | 'asks_by_name'

const POLITE =
  String.raw`(?:[\s,.!]+(?:please|thanks|thank you|sir|ma'?am|por favor|gracias|senora?|i agree|i accept` +
  String.raw`|acepto|to the terms|las condiciones))*(?:[\s.!]|<thumbsup>)*`
/** To go on with it, in the words of whoever has a plan that is about to end. */
const GO_ON =
  String.raw`(?:renew|extend|continue|keep|renuev\w*|renovar\w*|renovemos|extiend\w*|extender\w*|seguir|sigamos` +
  String.raw`|continuar|continuemos)(?: (?:with|con))?(?: (?:it|that|this|me|us|going|on|(?:(?:the|my|our|el|mi) )?` +
  String.raw`(?:\w+ )?(?:plan|contract|contrato)))?(?: (?:going|on))?(?: for (?:another|one more) year)?`
const MORE =
  String.raw`(?:another|one more|otros?|un|\d{1,2}|one|twelve|six|doce|seis)(?: more| another)? (?:year|month|term|mes` +
  String.raw`|ano)(?:s|es)?(?: more| mas)?`
const YES = new RegExp(
  String.raw`^["']?(?:yes|y|yes,? i (?:do|agree|accept)|i (?:do )?(?:agree|accept)|agreed|accepted|si` +
    String.raw`|si,? (?:acepto|quiero|de acuerdo)|acepto|de acuerdo` +
    String.raw`|(?:yes|si),? (?:(?:please|por favor|i (?:do )?(?:want|would like) (?:to )?|i'd like (?:to )?|let'?s` +
    String.raw`|for|quiero|por) ?,? ?)?(?:${GO_ON}|${MORE}))["']?${POLITE}$`,
)
const NO = new RegExp(
  String.raw`^["']?(?:(?:no|nope|nah)(?:,? (?:thanks|thank you|gracias))?[\s,.!]+)?(?:no|nope|nah|no,? (?:i'm good|im good|we're good|not (?:now|today|interested))` +
    String.raw`|(?:no,? )?not (?:this|for another) (?:time|year|term)|(?:i'?ll |we'?ll )?pass(?: on (?:it|that|this))?` +
    String.raw`|no more|(?:por )?est[ea] (?:vez|ano) no|ya no(?: (?:lo )?quiero)?` +
    String.raw`|(?:i'?m |we'?re )?not (?:now|interested)(?: in (?:it|that|this))?|no me interesa|(?:i ` +
    String.raw`|we )?(?:don'?t|do not) (?:want|need) (?:it|that|this|one)|no (?:lo )?(?:quiero` +
    String.raw`|necesito))["']?${POLITE}$`,
)
/** Glad to, in words that bind to nothing. */
const FINE = new RegExp(
  [
    String.raw`^(?:(?:ok|okay|k|sure|yes|yeah|yea|ya|yep|yup|great|perfect|cool|awesome|alright|si|claro` +
      String.raw`|bueno|well)[\s,.!]*)*`,
    String.raw`(?:ok|okay|k|sure(?: thing)?|yeah|yea|ya|yep|yup|great|perfect|cool|awesome|alright|fine` +
      String.raw`|absolutely|definitely|of course|`,
    String.raw`sounds (?:good|great|perfect|fine|nice)|(?:that|this|it)(?:'?s| is) (?:fine|good|great|ok` +
      String.raw`|okay|perfect)|(?:that|this|it|that'll|it'll) works?|works for (?:me|us)|`,
    String.raw`(?:i'?m|i am|we'?re|we are)? ?interested|sign (?:me|us) up|(?:i|we) (?:want|would like|will` +
      String.raw`|do) ?(?:it|that|one|this)?|(?:i'?ll|we'?ll) (?:take|do) (?:it|that|one)|i'?d like (?:it` +
      String.raw`|that|one)|`,
    String.raw`let'?s do (?:it|that|this)|do it|go ahead|count (?:me|us) in|why not|will do|please do` +
      String.raw`|<thumbsup>|send (?:me |us )?(?:the |over )*(?:terms|details)|`,
    String.raw`(?:(?:please|i'?d like(?: to)?|(?:i|we) (?:want|would like)(?: to)?|let'?s|quiero|queremos` +
      String.raw`|me gustaria|por favor),? )*(?:${GO_ON}|${MORE})|`,
    String.raw`claro(?: que si)?|vale|dale|bueno|perfecto|esta bien|me interesa|(?:lo |la )?quiero` +
      String.raw`|suena bien|adelante|por supuesto|manden?(?:me)?(?:las)? ?(?:las )?condiciones)`,
    String.raw`${POLITE}$`,
  ].join(''),
)

const PLAN =
  String.raw`(?:plans?|contract|membership|agreement|maintenance|renewal|subscription|contrato` +
  String.raw`|mantenimiento|membresia|renovacion|suscripcion)\b(?! (?:visit|appointment|appt|check|tune` +
  String.raw`|call|guy|tech|text|texts|message|email|reminder)|[- ](?:visit|check))`
/** Words that may stand between a no and what is not wanted, and change nothing about it. */
const BETWEEN =
  String.raw`(?:(?:the|my|our|your|this|that|a|an|any|another|it|me|us|you|we|i|to|be|have|having|keep` +
  String.raw`|keeping|kept|continue|continuing|with|on|in|of|part|for|pay|paying|do|doing|more|year|need` +
  String.raw`|want|wanna|wanting|wish|like|care|let|get|go|going|gonna|plan|planning|intend|interested` +
  String.raw`|use|using|stay|staying|enrolled|extend|extending|auto|automatic|automatically|anymore|will` +
  String.raw`|would|please|just|really|yearly|annual|monthly|service|contract|membership|agreement` +
  String.raw`|maintenance|subscription|at all|el|la|mi|su|un|una|este|ese|mas|seguir|continuar|siguiendo` +
  String.raw`|con|tener|pagar|pagando|por|usar|de|otro|quiero|queremos|deseo|deseamos|quisiera|necesito` +
  String.raw`|necesitamos|interesa|voy|vamos|a|pienso|pensamos|que|me|nos|lo|se|renovar|contrato` +
  String.raw`|mantenimiento)[ -]+){0,7}`
const NOT =
  String.raw`(?:do not|don'?t|dont|won'?t|wont|will not|would not|wouldn'?t|no longer|never|(?<!(?:does` +
  String.raw`|did|has|have|had|was|could|why) )not|can'?t|cannot|can not|can no longer|against|without` +
  String.raw`|stop|no more|(?<!\p{L})(?:ya )?no|sin|tampoco)`
const openEnds = once((): readonly RegExp[] => [
  new RegExp(
    String.raw`\b${NOT}[ -]${BETWEEN}(?:auto[ -]?)?(?:renew(?:s|ing|al)?|renov(?:ar\w*|acion|emos)` +
      String.raw`|renuev\w{0,2}[eo]n?)\b`,
    'u',
  ),
  new RegExp(
    String.raw`\bnot? (?:want|wish|like|need) ${BETWEEN}renewed\b|\b(?:don'?t|dont|do not) (?:want|need` +
      String.raw`|have) ${BETWEEN}renewed\b|\bnon[- ]?renewal\b`,
    'u',
  ),
  // What is not wanted: the plan, by whatever it is called, with the plan's own name before it.
  new RegExp(
    String.raw`\b${NOT} (?:(?:really|even|longer|me|nos|lo) ){0,2}(?:want|wanting|need|wish|require` +
      String.raw`|interested|interesa|using|use|keep|keeping|continu\w+|extend\w*|go on|stay\w*|pay(?:ing)?` +
      String.raw`|afford|quiero|queremos|necesito|necesitamos|deseo|voy a|vamos a|seguir|puedo|sigo` +
      String.raw`|requiero) ${BETWEEN}(?:\w+ )?${PLAN}`,
    'u',
  ),
  new RegExp(
    String.raw`\bno more (?:of )?(?:the |this |my )?(?:\w+ )?(?:plan|contract|membership|agreement` +
      String.raw`|subscription)\b|\bsin (?:mas )?(?:plan|contrato)\b`,
  ),
  new RegExp(
    String.raw`\b(?:cancel(?:l?ing)?|(?<!the )end(?:ing)?|stop(?! by)|terminat(?:e|ing)|drop(?! by)|quit` +
      String.raw`|close|discontinu(?:e|ing)|leave (?:the|my|this|your)|(?:get|want|opt|back) (?:me ` +
      String.raw`|us )?out of|get rid of|take (?:me|us) off|(?:remove|unsubscribe|unenroll|withdraw)(?: me` +
      String.raw`| us)?(?: from)?|done with|over with|cancele[ns]?|cancelar(?:me)?|termin(?:ar|en?)|anul(?:ar` +
      String.raw`|en?)|da(?:r|rme) de baja|den de baja|dejar|salir(?:me)?|saque(?:n)?me|sacar(?:me)?` +
      String.raw`|quiten?(?:me)?|quitar(?:me)?)\b[^.!?\n]{0,24}\b${PLAN}`,
  ),
  new RegExp(String.raw`\b${PLAN}[^.!?\n]{0,12}\b(?:cancel(?:led|ed|ado)?|cancelar|off|over)\b`),
  new RegExp(
    String.raw`\blet (?:it|the plan|my plan|this|the contract|my contract|the membership|my membership) ` +
      String.raw`(?:just )?(?:expire|lapse|run out|end)\b`,
  ),
])
/** "Don't cancel my plan" wants the contrary. */
const KEEPS = new RegExp(
  String.raw`\b(?:do not|don'?t|dont|never|not|rather than|instead of|no)\s+(?:(?:want|wanna|wish|need` +
    String.raw`|like|mean|meant|said|say|asked|ask|going|to|you|me|us|the|please|ever|it|quiero|deseo|me|lo` +
    String.raw`|que)\s+){0,4}(?:cancel\w*|end|ending|stop|stopping|terminate|drop|cancele[ns]?|cancelar` +
    String.raw`|termin\w+|let (?:it|this|(?:the|my) \w+) (?:expire|lapse|run out|end))\b`,
)
/** Whoever asks what an end would mean has not said it. */
const WONDERS = new RegExp(
  String.raw`\bif (?:i|we|you)\b|\bsi (?:lo |la )?(?:cancelo|termino|dejo)\b|\b(?:how|what|when|why|where` +
    String.raw`|whether|como|cuando|que pasa|cual)\b.{0,30}\b(?:cancel|end|stop|renew|terminat|cancel|renov` +
    String.raw`|renuev)|\b(?:not sure|unsure|no se si|thinking (?:about|of))\b|\b(?:fee|penalty|multa` +
    String.raw`|forget|lose|miss|perder)\b`,
)
const REQUESTS = new RegExp(
  String.raw`^(?:(?:hi|hello|hey|hola|ok|please|so|and)[\s,]+)*(?:can|could|would|will|puede[ns]?` +
    String.raw`|podrian?|me puede[ns]?)\s+(?:you|u|y'?all|usted(?:es)?|please|por favor|cancel|dar|me` +
    String.raw`|termin|quit)`,
)

/** What the plan is, costs and binds to: its own words answer that. */
const LEAD =
  String.raw`^(?:(?:ok|okay|so|and|but|hi|hello|hey|sure|great|hola|bueno|y|pero|sounds good|thanks` +
  String.raw`|gracias|maybe)[\s,.!]+)*`
const IT =
  String.raw`(?:it|that|this|they|these|one|(?:the|your|this|that|my|a) (?:\w+ )?(?:plan|contract` +
  String.raw`|membership|agreement|subscription|maintenance)|the maintenance plan)`
const openAsks = once((): readonly RegExp[] => [
  new RegExp(
    String.raw`${LEAD}how much(?: (?:is|does|would|will|for|are|do|was))?(?: ${IT})?(?: (?:cost|costs|be` +
      String.raw`|run|again))?(?: (?:per|a|each|every|in) (?:month|year|visit|total))?$`,
  ),
  new RegExp(
    String.raw`${LEAD}(?:what'?s|what is|whats|what) (?:the|your|was the|would) ?(?:total |monthly |yearly ` +
      String.raw`|annual )?(?:price|cost|rate|fee|terms?)(?: (?:of|for) ${IT})?$`,
  ),
  new RegExp(String.raw`${LEAD}what (?:does|do|would|will) ${IT} cost(?: (?:per|a) (?:month|year))?$`),
  new RegExp(
    String.raw`${LEAD}(?:(?:is|was|would) ${IT}|it'?s|that'?s)\b[^.]{0,16}\b(?:per|a|each|every|for a|one) ` +
      String.raw`(?:month|year|visit|time)\b|${LEAD}(?:(?:is|was) ${IT} )?(?:monthly|yearly|annual(?:ly)?` +
      String.raw`|per (?:month|year)|a (?:month|year)|one[- ]time)(?: or \w+(?: \w+)?)?$`,
  ),
  new RegExp(
    String.raw`\bwhat(?:'?s| is| all is| exactly is)? (?:is )?(?:included|covered|in it|in ${IT}|in that)\b` +
      String.raw`|\bwhat(?: all| exactly)? (?:does|do|would|will) (?:${IT}|i|we)(?: all| actually)? ` +
      String.raw`(?:include|cover|get|entail|come with)\b|\bdoes (?:it|that|this) include\b`,
  ),
  new RegExp(
    String.raw`${LEAD}(?:what is ${IT}|(?:tell me|send me|can i get|i need|need) (?:some )?more(?: info\w*` +
      String.raw`| details)?|(?:more )?(?:info|details)|how does (?:it|that|${IT}) work)(?: (?:about` +
      String.raw`|on) ${IT})?(?: please)?$`,
  ),
  new RegExp(
    String.raw`${LEAD}how (?:long|many visits|many times|often)\b(?! (?:have|has|until|till|before` +
      String.raw`|will it take|does it take|would it take))[^.]{0,40}$`,
  ),
  new RegExp(
    String.raw`\b(?:does|will|do|would|when does|when will|when is) ${IT} (?:auto\w* )?(?:renew|end|expire` +
      String.raw`|up|over|start|run out)\b|${LEAD}(?:auto[- ]?renew\w*)$`,
  ),
  new RegExp(
    String.raw`\b(?:can|could|may) (?:i|we) (?:cancel|end|stop|quit|get out)\b|\bhow (?:do|can|would` +
      String.raw`|to)(?: (?:i|we|you))? (?:cancel|end|stop|quit|get out)\b|\b(?:what|if) (?:if )?(?:i|we) ` +
      String.raw`(?:want to |wanna |decide to )?(?:cancel|end|stop)\b|\bis there a (?:contract|commitment` +
      String.raw`|cancellation fee)\b`,
  ),
  new RegExp(
    String.raw`^(?:(?:y|pero|hola|bueno|gracias)[\s,.!]+)*[¿]?cuanto(?: (?:cuesta|es|vale|sale|cobran|seria` +
      String.raw`|costaria|por))?(?: (?:el plan|eso|esto|el mantenimiento))?(?: (?:al|por|cada) (?:mes` +
      String.raw`|ano))?$`,
  ),
  new RegExp(
    String.raw`\b(?:es|seria|eso es|son) (?:(?:por|al|cada) (?:mes|ano|visita)|mensual\w*|anual\w*)\b` +
      String.raw`|^[¿]?(?:(?:por|al|cada) (?:mes|ano)|mensual|anual)(?: o .{1,12})?$`,
  ),
  new RegExp(
    String.raw`\b(?:que|lo que) (?:es lo que |me |todo )?(?:incluye|cubre|trae|tiene|ofrece|comprende)\b` +
      String.raw`|\bque es (?:eso|el plan|esto)\b|^[¿]?mas (?:informacion|info|detalles)|\bcuantas visitas\b` +
      String.raw`|\bcuanto (?:tiempo )?dura\b|\bcada cuanto\b`,
  ),
  new RegExp(
    String.raw`\b(?:se renueva|puedo (?:cancelar|terminar)|como (?:lo |la )?(?:cancelo|termino|cancelar` +
      String.raw`|puedo cancelar)|cuando (?:termina|se renueva|vence))\b`,
  ),
])
const NAMED = new RegExp(String.raw`\b${PLAN}`)

export function readPlanAnswer(text: string): PlanAnswer | null {
  const line = foldCharacters(text).replaceAll(/[‘’]/gu, "'").trim()
  if (YES.test(line)) return 'yes'
  if (NO.test(line)) return 'no'
  if (saysEnd(line)) return 'end'
  if (FINE.test(line)) return 'fine'
  const sentences = line.split(/[.!?\n¿]+/u).map((each) => each.trim())
  if (!sentences.some((sentence) => openAsks().some((pattern) => pattern.test(sentence)))) return null
  return NAMED.test(line) ? 'asks_by_name' : 'asks'
}

function saysEnd(line: string): boolean {
  if (KEEPS.test(line)) return false
  const sentences = line.match(/[^.!?\n]+[.!?\n]*/gu) ?? []
  return sentences.some((sentence) => {
    const plain = sentence.replace(/^[\s¿¡"']+/u, '')
    if (WONDERS.test(plain) || (plain.includes('?') && !REQUESTS.test(plain))) return false
    return openEnds().some((pattern) => pattern.test(plain))
  })
}
