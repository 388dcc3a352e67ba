import { readShift, type Shift } from './shift-words.ts'

/** What people say about a visit beyond yes and no. All patterns read flattened text, see `slot-words.ts`. */
export type VisitTalk = {
  /** They need to think, or to ask somebody. */
  defers: boolean
  /** They ask when it is, or whether it stands. */
  asksWhen: boolean
  /** Something for whoever drives there: late, on their way, the gate, a call before. */
  informs: boolean
  /** They name another time as a proposal, without a verb of moving. */
  proposes: boolean
  than: 'later' | 'earlier' | null
  /** By how much they want it moved. */
  shift: Shift | null
  /** They ask whether a time could be had, which agrees to none. */
  asksFree: boolean
  /** The day that is talked of does not suit them. */
  refusesDay: boolean
  /** It may be called off, and has to be asked. */
  mayCancel: boolean
}

const any = (...parts: string[]) => new RegExp(parts.join('|'))

const DEFERS = any(
  String.raw`\b(?:let me|i'?ll|i will|i (?:need|have|want|got) to|gotta|lemme|need to|must|going to|gonna) (?:\w+ )?(?:check|ask|think|see|talk|confirm with|look at|find out|get back|let you know)\b`,
  String.raw`\b(?:get back to (?:you|u|ya)|let (?:you|u) know|give me (?:a )?(?:minute|min|moment|sec\w*|few|bit)|hold on|one (?:moment|second|sec)|not sure yet|thinking about it|checking with)\b`,
  String.raw`\b(?:dej[ae](?:me)?|deme|dame|permitame|tengo que|voy a|necesito|quiero) (?:\w+ )?(?:ver|revisar|preguntar\w*|consultar\w*|pensar\w*|hablar\w*|checar|un momento|un minuto)\b`,
  String.raw`\b(?:le aviso|te aviso|le confirmo|lo pienso|un momento|un minuto|ahorita le)\b`,
)

const VISITOR =
  '(?:you|u|ya|yall|guys|he|she|they|someone|somebody|it|mike|the (?:plumber|tech\\w*|guy|crew|electrician|man))'
const STANDS = '(?:confirmed|booked|scheduled|set|on|good|happening|in place|all set)'
const ASKS_WHEN = any(
  String.raw`\b(?:when|what time|what day|which day|wat time)\b(?!.*\b(?:open|close|closed)\b).*\b(?:com\w+|arriv\w+|here|appointment|appt|visit|scheduled|booked|show\w*|get here|expect|again|be there|today|tomorrow)\b`,
  String.raw`^(?:so )?(?:what time|when|what day)(?: is it| was it| again| tomorrow| today| is that)?$`,
  String.raw`\b(?:am|are|is|was|r) (?:i|we|it|that|this|everything|(?:my|the|our) (?:\w+ )?(?:visit|appointment|appt|time|booking|slot))(?: still)?(?: all)? ${STANDS}\b`,
  String.raw`\b(?:are|r|is|will) ${VISITOR}(?: guys)? (?:still )?(?:coming|be (?:here|there|coming)|on (?:the|your|his|ur) way|running (?:late|behind)|close|almost|near)\b`,
  String.raw`^(?:(?:are )?(?:you|u) )?(?:still (?:coming|on)|running late|coming|on (?:your|the) way)(?: today| tomorrow)?$`,
  String.raw`\b(?:we|you) still (?:on|good|coming)\b|\beta\b|\bwhere (?:are|r|is) ${VISITOR}\b|\bhow (?:far|long|much longer)\b.*\b(?:away|out|until|till|arriv\w+|here|longer)\b`,
  String.raw`\bdo (?:i|we) (?:still )?have (?:an? |my |the )?(?:\w+ )?(?:visit|appointment|appt|booking|slot)\b|^(?:so )?(?:is (?:it|that) )?(?:confirmed|booked|scheduled)$`,
  String.raw`\b(?:remind me|don'?t remember|forgot|confirm)\b.*\b(?:time|day|when|appointment|visit)\b`,
  String.raw`\b(?:a que hora|que dia|cuando|a que horas)\b(?!.*\b(?:abre\w*|cierra\w*)\b).*\b(?:viene\w*|llega\w*|va\w*|pasa\w*|es|era|seria|tengo|queda\w*|cita|visita|van a venir)\b`,
  String.raw`^(?:a que horas?|cuando|que dia)$|\b(?:tengo|tenemos) (?:\w+ )?(?:cita|visita)\b|\b(?:sigue\w*|esta) (?:en pie|confirmad[oa]|agendad[oa])\b`,
  String.raw`\b(?:si|todavia|aun|ya) (?:viene\w*|va\w* a venir|vendra\w*|llega\w*)\b|^confirmad[oa]$|\bpor donde (?:viene\w*|anda\w*)\b|\b(?:viene\w*|van) en camino\b`,
)

const INFORMS = any(
  String.raw`\b(?:i'?m|i am|im|we'?re|we are|i'?ll be|i will be|we'?ll be|gonna be|going to be|might be|may be|be|running|will be) (?:\w+ ){0,4}(?:late|behind|delayed)\b(?! (?:today|tonight)\b)`,
  String.raw`\b(?:stuck in|in) traffic\b|\b(?:i'?m|im|i am|we'?re|we are) (?:on (?:my|our|the) way|omw|heading|headed|almost|here|outside|home now|leaving)\b|^(?:on (?:my|our) way|omw|here|outside)\b`,
  String.raw`\b(?:call|text|ring|knock|buzz|honk|message|ping|let (?:me|us|him|her) know|give (?:me|us|him|her) a (?:call|ring|heads up))\b.*\b(?:when|before|once|if|as (?:you|soon)|away|near|nearby|close|here|arriv\w+|outside|way|first|ahead|prior)\b`,
  String.raw`\b(?:when|once|before|if) (?:you|u) .*\b(?:call|text|ring|knock|buzz|honk)\b|\b(?:use|come (?:to|through|around|in)|enter|park\w*|go (?:to|around)) (?:\w+ ){0,4}(?:door|gate|back|side|garage|alley|driveway|street|entrance)\b`,
  String.raw`\b(?:gate|door|garage|entry|lock ?box|key)(?: code| is| will)\b|\bcode (?:is|for)\b|\bkey (?:is|under)\b|\b(?:dog|dogs)\b.*\b(?:friendly|bite\w*|yard|inside|away|nice)\b|\bdoorbell\b`,
  String.raw`\bmy (?:husband|wife|son|daughter|mom|mother|dad|father|brother|sister|neighbor|tenant|roommate|partner)\b.*\b(?:will|be|let|there|home|meet|open|has|is)\b`,
  String.raw`\b(?:my|the|our|job|site|house|work) (?:\w+ )?address(?: is|'?s)?\b|\bi live (?:at|on|in)\b|^(?:it is |it'?s |the house is |we are |i am )?(?:at )?\d+ (?:\w+ ){1,3}(?:st|street|ave|avenue|rd|road|way|dr|drive|ln|lane|blvd|ct|court|pl|place|cir|circle|hwy)\b`,
  String.raw`\b(?:voy|llego|vamos|estoy|estare|llegare)\b.*\b(?:tarde|retrasad[oa]|atrasad[oa]|demorad[oa])\b|\b(?:en camino|ya voy|voy saliendo|en el trafico|ya estoy|estoy afuera)\b`,
  String.raw`\b(?:llam\w*|avis\w*|marqu\w*|mand\w* mensaje|escrib\w*|toqu\w*)\b.*\b(?:cuando|antes|al llegar|cerca|llegue\w*|venga\w*|minutos|en camino|este\w*)\b`,
  String.raw`\b(?:codigo|clave) (?:de|del|es)\b|\b(?:porton|puerta|llave|timbre|perro|perros|estacion\w*)\b|\b(?:mi|la|nuestra) direccion\b|\bvivo en\b|^(?:calle|avenida|carretera) \w+`,
  String.raw`\bmi (?:esposo|esposa|hijo|hija|mama|papa|hermano|hermana|vecino|vecina|inquilino)\b.*\b(?:va|estara|esta|abre|abrira|recibe|recibira)\b`,
)

const PROPOSES = any(
  String.raw`^(?:same time |maybe |any ?time |any day |sometime |or )*(?:next|following) week(?: please| works| is better| for me)*$|^(?:quizas? |a la misma hora )?(?:la )?(?:proxima semana|semana que viene)(?: por favor)?$`,
  String.raw`\b(?:instead|rather|prefer|works? better|would work|is better|are better|be better|would be (?:good|great|best)|better (?:for|if|on|at)|how about|what about|how is|what if|any chance|is it possible|would it be possible|do you have|got anything|anything|or maybe|actually)\b`,
  String.raw`\b(?:can|could|would|will|cud) (?:you|u|ya|yall|he|she|they|someone|somebody|we|i|it) (?:\w+ )?(?:come|make it|do|be|get|swing|stop|have|squeeze|fit)\b|\bmake it\b`,
  String.raw`\b(?:mejor|prefiero|preferiria|en vez|en lugar|se puede|se podria|puede\w* venir|podria\w*|puede\w* ser|seria posible|que tal|y si|hay (?:algo|lugar|hora|espacio)|tiene\w* (?:algo|lugar|hora|espacio))\b`,
)

const LATER = any(
  String.raw`\btoo early\b|\b(?:bit|little|anything|any|come|be|make it|it|much|something|minutes|hours?|min|hour) (?:bit |little )?later\b|^later\b|\blater (?:in the day|that day|please|time|works|would|is better|than)\b`,
  String.raw`\b(?:muy|demasiado|tan) temprano\b|\bmas tarde\b`,
)
const EARLIER = any(
  String.raw`\btoo late\b(?! (?:to|for (?:me )?to)\b)|\b(?:bit|little|anything|any|come|be|make it|it|much|something|minutes|hours?|min|hour) (?:bit |little )?earlier\b|^earlier\b|\bearlier (?:in the day|that day|please|time|works|would|is better|than)\b`,
  String.raw`\b(?:muy|demasiado|tan) tarde\b|\bmas temprano\b`,
)

const ASKS_FREE = any(
  String.raw`\b(?:how about|what about|how is|what if|any chance|is it possible|would it be possible|do you (?:guys )?(?:still )?have|got anything|(?:is there|have) anything|any (?:times?|slots?|openings?|availability) (?:on|for|in|at|left))\b`,
  String.raw`\b(?:que tal|se puede|se podria|es posible|seria posible|hay (?:algo|lugar|hora|espacio|cupo)|tiene\w* (?:algo|lugar|hora|espacio|libre|disponible))\b|^y (?:el|la|las|a las|si) `,
)
/** "Is Monday possible", which a question mark tells from "all that is left is fine". */
const IS_IT_FREE = any(
  String.raw`\b(?:is|are|would|does|do|will) (?:[\w:]+ ){1,5}(?:possible|available|free|open|ok|okay|works?|an option|doable|good|fine|alright|too (?:early|late|soon))\b`,
  String.raw`\b(?:puede\w* ser|esta (?:libre|disponible|bien)|sirve|conviene|les queda|le queda)\b`,
)
const LEADS = /^(?:ok |okay |and |so |or |but |hi |hello )*(?:is|are|would|does) (?!(?:that|this|it)\b)/
const REFUSES_DAY = any(
  String.raw`\b(?:that|this) day (?:doesn'?t|does not|won'?t|will not|isn'?t|is not|no longer|is no) (?:really |going to |gonna |be |longer )*(?:works?|working|good|possible|suits?)\b`,
  String.raw`\b(?:not|can'?t|cannot|can not|won'?t)(?: \w+){0,3} that day\b|\bese dia no\b`,
)

/** "9 is too early" and "Thursday doesn't work" name a time that is not wished for. */
const REFUSED_TIME = any(
  String.raw`\btoo (?:early|late)\b|\b(?:muy|demasiado|tan) (?:tarde|temprano)\b`,
  String.raw`day\b.{0,20} (?:doesn'?t|does not|won'?t|will not|don'?t|is not going to) (?:really )?(?:work|suit)\b`,
  String.raw`day\b.{0,20} (?:is|are) (?:no good|bad|out)\b|^(?:no )?not (?:on )?(?:the )?\w+day\b`,
  String.raw`\b(?:el \w+|hoy|manana) no (?:me|nos) (?:sirve|conviene|queda)\b`,
)

const MAY_CANCEL = any(
  String.raw`^(?:no|nope|nah|naw|no no|no thank(?:s| you)|no gracias|negative|nel)(?: (?:sir|maam|thank(?:s| you)|gracias|please|sorry))*$`,
  String.raw`\b(?:never ?mind|nvm|nevermind|forget (?:it|about it|the (?:visit|appointment))|changed my mind|change my mind|don'?t bother|don'?t worry about (?:it|coming)|no need|not interested)\b`,
  String.raw`\b(?:olvid(?:elo|alo|ese)|dej(?:elo|alo)(?: asi)?|ya no importa|cambie de (?:opinion|idea)|no se moleste\w*|no hace falta)\b`,
)

export function readVisitTalk(plain: string, isQuestion: boolean): VisitTalk {
  const isLater = LATER.test(plain)
  const isEarlier = EARLIER.test(plain)
  const shift = readShift(plain)
  return {
    defers: DEFERS.test(plain),
    asksWhen: ASKS_WHEN.test(plain) && (isQuestion || !/\b(?:i|we) (?:will|am|are)\b/.test(plain)),
    informs: INFORMS.test(plain),
    proposes: PROPOSES.test(plain),
    than: shift ? directionOf(shift) : isLater === isEarlier ? null : isLater ? 'later' : 'earlier',
    shift,
    asksFree: ASKS_FREE.test(plain) || ((isQuestion || LEADS.test(plain)) && IS_IT_FREE.test(plain)),
    refusesDay: REFUSES_DAY.test(plain),
    mayCancel: MAY_CANCEL.test(plain),
  }
}

function directionOf({ days, minutes }: Shift): 'later' | 'earlier' {
  return days + minutes < 0 ? 'earlier' : 'later'
}

export function refusesTime(plain: string): boolean {
  return REFUSED_TIME.test(plain)
}
