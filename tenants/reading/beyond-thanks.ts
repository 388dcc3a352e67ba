import { WORD_CLASSES } from './word-classes.ts'
import type { Normalised } from './normalise.ts'

/** What people ask for behind their thanks, which nobody would hear of if the text were taken for thanks alone. */

const any = (...parts: string[]) => new RegExp(parts.join('|'))

const ASKS = any(
  String.raw`\b(?:can|could|would|will) (?:you|u|he|she|they|someone|somebody|ya|yall)(?: guys)?(?: also| please| just)? (?!too\b|do\b)\w+`,
  String.raw`\bplease (?:also |just )?(?:bring|call|text|come|send|let|check|look|use|tell|remember|have|give|knock|leave|take|confirm|remind|make|do not|park|watch|note)\b(?! care\b)`,
  String.raw`\b(?:puede|puedes|pueden|podria|podrias|podrian) \w+`,
  String.raw`\bpor favor (?:no )?(?:traig|llam|mand|veng|avis|revis|toqu|us|envi|confirm|cierr)\w*`,
)
const ADDS = any(
  String.raw`\b(?:one|another|quick|other|last) (?:more |other |last |quick )?(?:thing|question|issue|problem)\b|\ba (?:quick )?question\b|\bforgot to (?:ask|say|tell|mention)\b`,
  String.raw`\b(?:una|otra) (?:cosa|pregunta|duda)(?: mas)?\b|\bse me olvido\b`,
  String.raw`\balso (?:need|have|want|got|my|our|the|there)\b|\b(?:and|plus) (?:the|my|our|a) (?:\w+ ){1,3}(?:too|also|as well)\b|\b(?:my|our|the) (?:\w+ ){1,4}(?:has|have|is|are) (?:\w+ ){0,3}(?:too|also|as well)\b`,
  String.raw`\btambien (?:necesit\w+|tengo|quier\w+|hay|mi|el|la|me|se)\b|\by (?:el|la|mi) (?:\w+ ){1,3}tambien\b`,
)
const TELLS = any(
  String.raw`\b(?:got|getting|gotten|is|became) worse\b|\bempeor\w*\b|\b(?:leak\w*|drip\w*|clog\w*|broke\w*) again\b`,
  String.raw`\bstill (?:leak\w*|drip\w*|clog\w*|broken|not working|no (?:hot )?water|backed up|running)\b|\bsigue (?:goteando|saliendo|tapad\w|sin)\b`,
  String.raw`\b(?:we|i) (?:do )?have (?:a|an|<number>|two|three|some) (?:\w+ )?(?:dogs?|cats?|gate|lockbox|code)\b|\bleave (?:the|a|my|our) (?:\w+ )?key\b`,
)
const INTERROGATIVE = new Set(
  'can could would will do does did is are should what when where who why how which any have may'
    .concat(' puede puedes pueden podria tiene tienen quien cuando donde como cual hay acepta aceptan')
    .split(' '),
)
const COURTESIES = new Set([...(WORD_CLASSES['courtesy'] ?? []), ...(WORD_CLASSES['thanking'] ?? [])])
const ASKED_WORDS_MIN = 2

/** Whether somebody who thanks asks or tells something besides. */
export function saysMoreThanThanks({ words, asksQuestion }: Normalised): boolean {
  const plain = words.join(' ')
  if (ASKS.test(plain) || ADDS.test(plain) || TELLS.test(plain)) return true
  const others = words.filter((word) => !COURTESIES.has(word))
  return asksQuestion && others.length >= ASKED_WORDS_MIN && words.some((word) => INTERROGATIVE.has(word))
}

const JOB = new Set(WORD_CLASSES['job'] ?? [])
const MATTER = new Set(
  'question questions problem problems issue issues thing things stuff job jobs pregunta duda'.split(' '),
)
const ANOTHER =
  /\b(?:have|has|got|found|having|notice\w*|see|tengo|hay|encontre) (?:an?other|some other|other|one more|otr[ao]|una|a) ((?:\w+ ){0,2}\w+)/
const THANKS_BUT =
  /^(?:ok |okay |great )?(?:thanks|thank you|gracias) (?:\w+ ){0,3}(?:but|pero) (?!.*\b(?:cancel|remove|stop|else|another)\b)/
const PLAINLY_NO = /\b(?:not interested|no thanks?|no thank you|do not need|no need|never ?mind|no longer)\b/

/** Whether what sounds like a refusal brings up another matter: "thanks, but I have a question", "got another leak". */
export function bringsUpMore({ words }: Normalised): boolean {
  const plain = words.join(' ')
  if (PLAINLY_NO.test(plain)) return false
  if (THANKS_BUT.test(plain) && ASKS.test(plain)) return true
  const named = ANOTHER.exec(plain)?.[1]?.split(' ') ?? []
  return named.some((word) => MATTER.has(word) || JOB.has(word))
}
