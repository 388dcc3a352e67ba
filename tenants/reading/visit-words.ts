/**
 * What somebody says about a visit that is over, so that they are thanked or the technician hears of it. It decides
 * about nothing else: whoever is asked for a review has been asked before these words are read.
 */
export type Mood = 'praise' | 'complaint'

const COMPLAINTS: readonly RegExp[] = [
  /\b(?:not|isn'?t|wasn'?t|aren'?t|weren'?t|am not|never|hardly) (?:very |really |at all |too |so )*(?:happy|satisfied|pleased|impressed|good|great|ok|okay|acceptable|fixed)\b/i,
  /\b(?:un(?:happy|satisfied|acceptable|professional)|disappoint(?:ed|ing)|dissatisfied|terrible|awful|horrible|worst|pathetic|sloppy|shoddy|rude|disgust\w*|ridiculous|rip[- ]?off|overcharg\w*|scam\w*)\b/i,
  /\bbad (?:job|work|service|experience|attitude)\b|\bpoor (?:job|work|service|quality)\b/i,
  /\b(?:still|again|already) (?:is |are |it'?s )*(?:leak\w*|drip\w*|broken|clogg\w*|backed up|not (?:work|drain|heat|cool)\w*|doesn'?t|does not|won'?t)\b/i,
  /\b(?:left|made) (?:a |such a |quite a |us a )*mess\b|\b(?:broke|damaged|scratched|ruined) (?:my|our|the)\b|\bcomplain\w*\b|\bnever (?:again|came|showed)\b|\bno[- ]show\b|\bwant (?:my money back|a refund)\b/i,
  /\b(?:p[eé]sim[oa]|horrible|terrible|malísim[oa]|decepcionad[oa]|descontent[oa]|molest[oa] con|grosero|estafa\w*|cobraron de m[aá]s|mal (?:trabajo|servicio)|muy mal[oa]?)\b/iu,
  /\bno (?:estoy|qued[eé]|estamos|quedamos) (?:nada |muy )?(?:content[oa]s?|satisfech[oa]s?)\b|\b(?:todav[ií]a|sigue|aun|aún) (?:est[aá] |se )?(?:gotea\w*|fuga\w*|tapad[oa]|rot[oa]|sin funcionar|descompuest[oa])/iu,
]
const PRAISES: readonly RegExp[] = [
  /\b(?:great|excellent|awesome|amazing|wonderful|fantastic|outstanding|perfect|super|terrific|superb|impressive) (?:\w+ ){0,2}(?:job|work|service|guys?|crew|team|experience|tech\w*|plumber|electrician|visit)\b/i,
  /\b(?:he|she|they|you|y'?all|guys|everything|it|all|\w+ly) (?:was|were|is|are|did|went) (?:\w+ ){0,2}(?:great|excellent|awesome|amazing|wonderful|fantastic|perfect|professional|polite|friendly|terrific|the best)\b/i,
  /\b(?:very|really|so|super|extremely) (?:happy|pleased|satisfied|impressed|professional|polite|friendly|helpful)\b|\bhighly recommend\b|\bwould recommend\b|\blove(?:d)? (?:it|the work|your)\b|\bgood (?:job|work)\b/i,
  /\b(?:excelente|muy buen[oa]?|buen[ií]sim[oa]|perfecto|fant[aá]stic[oa]|maravillos[oa]|incre[ií]ble) (?:\w+ ){0,2}(?:trabajo|servicio|atenci[oó]n|equipo|t[eé]cnico|plomero)\b|\bmuy (?:content[oa]s?|satisfech[oa]s?|amable|profesional)\b|\blos recomiendo\b|\bbuen trabajo\b/iu,
]

/** Where both are said, the technician should hear of it. */
export function readMood(text: string): Mood | null {
  const line = text.replaceAll(/[‘’]/gu, "'")
  if (COMPLAINTS.some((pattern) => pattern.test(line))) return 'complaint'
  return PRAISES.some((pattern) => pattern.test(line)) ? 'praise' : null
}

const REVIEWED: readonly RegExp[] = [
  /\b(?:left|wrote|posted|gave|submitted|put up|did|done|dropped|just left)\b[^.!?\n]{0,24}\b(?:reviews?|ratings?|stars?)\b/i,
  /\b(?:already (?:left|wrote|posted|did)) (?:you |it |one |that )/i,
  /(?<!\p{L})(?:dej[eé]|escrib[ií]|puse|publiqu[eé]|hice|di)(?!\p{L})[^.!?\n]{0,24}(?:rese[nñ]a|estrellas|calificaci[oó]n|opini[oó]n)/iu,
]
const NOT_REVIEWED =
  /\b(?:not|n't|never|haven'?t|didn'?t|can'?t|if|when|before|a[uú]n no|todav[ií]a no|no (?:dej|escrib|pus|publi))\w*\b/iu

/** Whether they say that they have written a review. */
export function saysReviewed(text: string): boolean {
  const line = text.replaceAll(/[‘’]/gu, "'")
  if (line.includes('?') || NOT_REVIEWED.test(line)) return false
  return REVIEWED.some((pattern) => pattern.test(line))
}
