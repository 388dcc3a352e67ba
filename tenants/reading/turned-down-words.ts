/** Days and hours in plain English, and the words around one that does not suit. */

export type Rule = readonly [RegExp, string | ((...groups: string[]) => string)]

export const DAY = '(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
export const HOUR = '(1[0-2]|[1-9])(?::([0-5]\\d))?'
export const HALF = '(?:\\s?([ap])\\.?m\\b\\.?)?'

const NO_GOOD = [
  '(?:does ?n.?t|does not|don.?t|do not|won.?t|will not|isn.?t|is not|no longer|is no) (?:really |going to (?:be |)|be )?',
  '(?:works?|working|good|possible|suits?|fits?|suit|an option)(?: for (?:me|us))?(?:[ ]any ?more)?|(?:is|are) (?:bad|out|no good)\\b',
  '|(?:i|we|he|she) (?:can.?t|cannot|can not|won.?t|will not)(?: be (?:there|home|here)| do(?: it)?| make(?: it)?)?',
  '|(?:ya )?no (?:puedo|podre|podemos|podremos|me (?:sirve|conviene|queda)|nos (?:sirve|conviene|queda)|estoy|estare)',
].join('')
const NOT_THEN = [
  '(?:busy|unavailable|not available|not free|not home|not here|out of town|won.?t be (?:home|here|there))',
  '(?:ya )?no (?:voy a |vamos a )?(?:puedo|podre|podremos|podemos|poder|estoy|estare)',
  '(?:ocupad[oa])',
].join('|')

const PART = '(?:morning|afternoon|evening|night)s?'
/** A day, an hour or a part of a day, as it is named to turn it down. */
export const NAMED = `(?:${DAY}(?: (?:in the |at )?(?:${PART}|${HOUR}${HALF}))?|${HOUR}${HALF}|(?:this )?${PART})`
const BESIDES = '(?:any ?(?:thing|day|time)|whenever) but|except|other than|apart from|besides|excepto|menos'
/** What is past is not wished for, nor what it is moved from. */
export const PAST: Rule[] = [
  [new RegExp(`\\blast (?:${DAY}|week|night)`, 'g'), ''],
  [new RegExp(`\\bfrom ${DAY}(?= to ${DAY})`, 'g'), ''],
]
/** Neither is what is turned down. */
export const TURNED_DOWN: Rule[] = [
  [
    new RegExp(
      `\\b(?:instead of|rather than|en vez de|not|no|${BESIDES})(?: on| at| for| in| the| el| los| any)* ${NAMED}`,
      'g',
    ),
    '',
  ],
  [new RegExp(`\\b(?:can.?t|cannot|can not)(?: (?:do|make)(?: it)?)?(?: on| at| in| the| any)* ${NAMED}`, 'g'), ''],
  // "Monday doesn't work any more, how about Wednesday" and "no puedo el lunes, mejor el martes" wish for the second.
  [new RegExp(`\\b(?:on |in the )?${NAMED} (?:${NO_GOOD})`, 'g'), ''],
  [
    new RegExp(
      `\\b(?:${NOT_THEN}) (?:on |at |el |para |venir |hacerlo )*${DAY}(?:(?: or| and| nor| y| o| ni)(?: el)? ${DAY})*`,
      'g',
    ),
    '',
  ],
]
