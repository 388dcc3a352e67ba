/** Whether somebody calls off a visit, needs none any more, or only may. */
export type CallOff = 'plainly' | 'over' | 'perhaps' | null

const REPAIRED =
  '(?:fix\\w*|solv\\w*|sort\\w*(?: out)?|repair\\w*|resolv\\w*|taken care of|took care of|handled|unclogg\\w*)'
const CAN_NOT = "(?:can'?t|cannot|can not|won'?t|will not|unable to|couldn'?t|not going to|not gonna|not able to)"

/** Whom people turn to instead of us; "another leak" and "someone home" are none. */
const ELSE =
  '(?:one|guys?|plumbers?|electricians?|compan(?:y|ies)|person|people|contractors?|handym[ae]n|tech\\w*|quotes?|estimates?|bids?|business|outfit|crew|provider|hvac)'

/** They ask for it, in so many words. */
const ASKED = [
  /\b(?:cancel\w*|call off|anul\w*)\b|\bcall (?:it|that|the \w+) off\b/,
  /\b(?:don'?t|do not|no need to|please don'?t) come\b(?! (?:before|until|till|after|to the)\b)/,
  /\bno (?:venga|vengan|hace falta que veng\w+)\b(?! (?:antes|hasta|despues)\b)/,
]
/** Nothing is left to do there. */
const NO_NEED = [
  /\b(?:no longer|don'?t|do not|won'?t|not going to) need (?:you|u|the|my|it|to come|a|an|this|that|any\w*|your|help|service|him|them)\b/,
  /\b(?:no longer|not) needed\b/,
  new RegExp(`\\b${REPAIRED} (?:it|this|that|the \\w+) (?:(?:all|by) )?(?:myself|ourselves|himself|herself)\\b`),
  new RegExp(
    `\\b(?:i|we|he|she|husband|wife|son|dad|friend|neighbor|landlord|somebody|someone) (?:already |just )?(?:got it )?${REPAIRED}(?: it| this| that| the \\w+)?(?: myself| already| now)?(?:$| (?:thanks?|thx|so|and|already|now|myself|today)\\b)`,
  ),
  new RegExp(
    `\\b(?:it|issue|problem|leak|everything)(?: is|'?s| was| got)? (?:now |already |all |been )?${REPAIRED}\\b`,
  ),
  /\b(?:it|issue|problem|leak|everything|heater|ac|toilet|sink)(?: is|'?s)? (?:is )?(?:now |already )?(?:working|works|running|gone|good)(?: fine| again| now| great)\b/,
  /\b(?:found|hired|went with|going with|going to use) (?:someone|somebody)\b|\b(?:using|got|have) (?:someone|somebody) (?:else|already)\b/,
  new RegExp(
    `\\b(?:found|got|hired|went with|going with|going to use|using|have) (?:an?other|a different|some other|other) (?:\\w+ )?${ELSE}\\b`,
  ),
  /\bya (?:lo|la|los|las) (?:arregl\w+|repar\w+|solucion\w+|resolv\w+|compus\w+|compon\w+|destap\w+)\b/,
  /\bya (?:se |esta |quedo )(?:arregl\w+|repar\w+|compus\w+|compuest\w+|resuelt\w+|solucion\w+|funcion\w+|destap\w+|listo)\b|\bya funciona\b/,
  /\bya no (?:l[aeo]s? |se )?(?:necesit\w+|hace falta|quier\w+|ocup\w+|requier\w+)\b|\bya (?:encontr\w+|consegu\w+|contrat\w+) (?:a )?(?:otr\w+|alguien|quien|un|una)\b/,
]
/** "I won't be home until 10" is for whoever drives, and calls nothing off. */
const NOT_ONLY_BEFORE = '(?!(?: en casa| back| it)? (?:until|till|til|before|hasta|antes)\\b)'
/** They cannot be there. */
const AWAY = [
  new RegExp(
    `\\b${CAN_NOT} (?:be able to )?(?:make|keep|be (?:there|home|around|here|available))\\b${NOT_ONLY_BEFORE}`,
  ),
  new RegExp(`\\bnot (?:be able to|able to|going to) (?:make|keep|be (?:there|home))\\b${NOT_ONLY_BEFORE}`),
  new RegExp(`\\b${CAN_NOT} (?:on |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b`),
  new RegExp(`\\b${CAN_NOT} do (?:it|that|this|today|tomorrow|tonight|the|\\w+day|\\d|morning|afternoon|anymore)`),
  /\bno (?:voy a |vamos a )?(?:puedo|podre|podremos|podemos|poder|podria)\b(?! (?:esperar|creer|abrir|entrar|usar|cerrar|prender))/,
  new RegExp(`\\bhave to (?:pass|bail)\\b|\\bno (?:voy a|vamos a) (?:estar|poder)\\b${NOT_ONLY_BEFORE}`),
]
/** Somebody else's doing, or a question about terms; and what is not to happen. */
const ABOUT_TERMS = new RegExp(
  [
    String.raw`\b(?:fee|charge|cost|policy|refund|cobr\w*|cargo|politica)\b`,
    String.raw`\b(?:if|can|could|should) i (?:need to |have to |want to )?cancel|\bsi (?:yo )?(?:cancelo|tengo que cancelar)`,
    String.raw`\b(?:did|have|are|were|why) (?:you|u|they|he) (?:\w+ )?(?:cancel\w*|call\w* off)|\b(?:is|was|been) (?:it|that|this|my \w+) (?:been )?cancel\w*`,
    String.raw`\b(?:don'?t|do not|not|never|didn'?t|no|sin) (?:want to |wanna |need to |quiero |me |la )?(?:cancel\w*|anul\w*)`,
    String.raw`\b(?:if|in case|unless|what if|hope|hoping|afraid|sure) (?:\w+ )?(?:you|u|he|they|someone|it) (?:can'?t|cannot|won'?t|don'?t)`,
    String.raw`\b(?:if|in case|por si|en caso) (?:\w+ )?(?:i|we|no) (?:can'?t|cannot|won'?t|am not|puedo|podemos)`,
    String.raw`\b(?:you|u|he|they|why|ustedes?) (?:can'?t|cannot|won'?t|can not|couldn'?t) (?:make|be|come|do)`,
    String.raw`\b(?:not|isn'?t|ain'?t|doesn'?t|didn'?t|never|nunca|no esta|no se) (?:\w+ )?(?:fix\w*|repair\w*|working|solv\w*|resolv\w*|arregl\w*)`,
  ].join('|'),
)
const HEDGED =
  /\b(?:but|still|might|may|maybe|perhaps|probably|thought|if|pero|quizas?|tal vez|puede que|todavia|sigue)\b/

const HOW = /\b(?:how|where) (?:do|can|would|could|should) (?:i|we)\b|\bcomo (?:cancelo|anulo|puedo|hago|se)\b/

/** They say that they cannot be there, then or at all. */
export function saysAway(plain: string): boolean {
  return AWAY.some((pattern) => pattern.test(plain))
}

export function readCallOff(plain: string, isQuestion: boolean): CallOff {
  const isAsked = ASKED.some((pattern) => pattern.test(plain))
  const isOver = NO_NEED.some((pattern) => pattern.test(plain))
  const isAway = saysAway(plain)
  if ((!isAsked && !isOver && !isAway) || ABOUT_TERMS.test(plain)) return null
  if (isOver && !isQuestion && !HEDGED.test(plain)) return 'over'
  // Who asks how it is done has not done it yet.
  if (isAsked && HOW.test(plain)) return 'perhaps'
  if (isAsked || isAway)
    return /\b(?:might|may|maybe|perhaps|quizas?|tal vez|puede que)\b/.test(plain) ? 'perhaps' : 'plainly'
  return 'perhaps'
}
