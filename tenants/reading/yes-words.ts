/** A plain yes, also where something is told along with it: "yes, my address is 44 Coral Way". */

export const set = (...words: string[]) => new Set(words.join(' ').split(' '))

/** A text that is nothing but a yes begins with one of these; phrases are told as one word. */
const YES = set(
  'yes yea yeah yeh yep yup ya y sure ok okay k absolutely definitely certainly perfect great good fine deal correct',
  'confirm confirmed alright cool awesome excellent affirmative agreed works thumbsup thumbs si sip claro vale perfecto',
  'bueno dale listo sale correcto confirmo confirmado sirve conviene orale excelente genial hecho simon andale va',
)
const YES_PHRASES = new RegExp(
  [
    String.raw`\b(?:sounds (?:good|great|perfect|fine|like a plan)|(?:that|it|this|which)(?: time| one)?(?: will| would)? works?)(?!\S)`,
    String.raw`\b(?:that|it|this|which|all)(?: time)? (?:is|will be|would be) (?:good|fine|great|perfect|ok|okay|alright|right)(?!\S)`,
    String.raw`\b(?:i'?ll|we'?ll|i will|let'?s|let us) (?:take|do|have|book)(?: it| that| this)?(?!\S)`,
    String.raw`\b(?:(?:take|book|do|schedule) (?:it|that|me|us)(?: in)?|please do|go (?:ahead|for it)|sure thing|you bet|of course)(?!\S)`,
    String.raw`\b(?:all right|all good|works for (?:me|us)|i am (?:ok|good|fine) with (?:it|that)|lock it in|let's go)(?!\S)`,
    String.raw`\b(?:de acuerdo|(?:me |nos )?(?:esta|parece|queda) (?:muy )?bien|por supuesto|como no|adelante|asi es)(?!\S)`,
    String.raw`\b(?:(?:me|nos) (?:sirve|conviene|funciona|queda perfecto)|me late|va que va|sale y vale|esa hora esta bien|lo tomo|la tomo)(?!\S)`,
  ].join('|'),
  'g',
)
/** What may stand behind it: thanks, and the time it is said to. */
const BESIDE_YES = set(
  'please pls thanks thank you thx ty so much very for me us that it this works work time one the at on is to good',
  'great fine see then there sir maam and we i will be home a p m am pm in oclock por favor gracias muchas las la el',
  'de del para mi nos vemos hora bien que ese esa dia al today tonight tomorrow morning afternoon evening noon manana',
  'hoy tarde noche mediodia mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday',
  'saturday sunday lunes martes miercoles jueves viernes sabado domingo jan feb mar apr may jun jul aug sep sept oct',
  'nov dec january february march april june july august september october november december ene abr ago dic just guys',
  'ahead u cya ya hasta estare estaremos aqui espero esperamos got forward looking have day nice day too un buen',
)
const TIME = /^\d{1,4}(?:am|pm|a|p|th|st|nd|rd|h)?$/

/** Of these alone nobody knows to what they are said where much more follows: "ok, I'll call you". */
const FIRM_YES = /^(?:yes|yea|yeah|yep|yup|sure|si|claro|dale|definitely|absolutely|correct|confirm\w*|perfect\w*)\b/
/** Whatever follows a yes and takes it back, asks, or puts it off. */
const TAKES_BACK = new RegExp(
  [
    String.raw`\b(?:but|except|if|unless|only|however|though|not|no|never|cancel\w*|stop|later|earlier|sooner|another|different)\b`,
    String.raw`\b(?:instead|rather|check|ask|think|let|maybe|perhaps|wait|hold|call|text|before|after|can|could|would|what|when)\b`,
    String.raw`\b(?:how|who|why|which|where|does|do you|price|cost|quote|don'?t|can'?t|won'?t|already|anyway|better|change|move)\b`,
    String.raw`\b(?:pero|si puede\w*|excepto|solo|nunca|mas tarde|temprano|otr[ao]|mejor|revis\w*|pregunt\w*|pens\w*|tal vez)\b`,
    String.raw`\b(?:quiza\w*|llam\w*|cuando|cuanto|como|donde|cual|puede\w*|podri\w*|cambi\w*|precio|antes|despues)\b`,
  ].join('|'),
)
/** What people add so that we find them. */
const FINDS_THEM =
  /\b(?:address|direccion|i live|vivo|(?:i'?m|i am|we'?re|we are|estoy|estamos) (?:at|en)|gate|code|codigo|apt|apartment|unit|house|casa)\b|\b\d+ (?:\w+ ){1,3}(?:st|street|ave|avenue|rd|road|way|dr|drive|ln|lane|blvd|ct|court|pl|place|cir|circle)\b/
const WORDS_BEHIND_MAX = 24

/** A question is no yes, even where it holds nothing else: "confirmed?" asks whether it is. */
export function isYes(plain: string, isQuestion: boolean): boolean {
  if (isQuestion) return false
  const told = plain.replaceAll(YES_PHRASES, 'yes')
  const [first = '', ...others] = told.split(' ')
  if (!YES.has(first)) return false
  if (others.every((word) => YES.has(word) || BESIDE_YES.has(word) || TIME.test(word))) return true
  if (others.length > WORDS_BEHIND_MAX || TAKES_BACK.test(others.join(' '))) return false
  return FIRM_YES.test(told) || findsThem(told)
}

/** Whether they say where the work is, or how to get in. */
export function findsThem(plain: string): boolean {
  return FINDS_THEM.test(plain)
}

/** Nothing but thanks, a yes, and the time it is said to: no wish, no question. */
export function isNod(plain: string, isQuestion: boolean): boolean {
  if (isQuestion || GREETING.test(plain)) return false
  const words = plain.replaceAll(YES_PHRASES, 'yes').split(' ')
  return words.every((word) => YES.has(word) || BESIDE_YES.has(word) || TIME.test(word)) && words.some(isWarm)
}

const GREETING = /^good (?:morning|afternoon|evening|day)\b/
const WARM = set('thanks thank thx ty gracias see cya vemos hasta forward espero esperamos great perfect perfecto ok')

function isWarm(word: string): boolean {
  return WARM.has(word) || YES.has(word)
}
