/** By how much somebody wants a visit moved; negative is earlier. Days are of the wall's calendar. */
export type Shift = { days: number; minutes: number }

const NUMBERS: Record<string, number> = {
  ...{ a: 1, an: 1, one: 1, un: 1, una: 1, uno: 1, two: 2, dos: 2, 'a couple': 2, 'a couple of': 2, 'un par de': 2 },
  ...{ three: 3, tres: 3, four: 4, cuatro: 4, five: 5, cinco: 5, six: 6, seis: 6, ten: 10, diez: 10 },
  ...{ fifteen: 15, quince: 15, twenty: 20, veinte: 20, thirty: 30, treinta: 30 },
  ...{ half: 0.5, 'half an': 0.5, 'half a': 0.5, 'a half': 0.5, media: 0.5 },
}
const COUNT = `(${Object.keys(NUMBERS)
  .toSorted((one, other) => other.length - one.length)
  .join('|')}|\\d{1,2})`
const UNIT = '(minutes?|mins?|hours?|hrs?|days?|weeks?|months?|minutos?|horas?|dias?|semanas?|mes(?:es)?)'
const AMOUNT = `${COUNT} ${UNIT}`
const IT =
  '(?: (?:it|that|this|us|me|la|lo|(?:the|my|our|la|mi|nuestra) (?:\\w+ )?(?:visit|appointment|appt|time|cita|visita|hora)))?'

const LATER = [
  new RegExp(`\\b${AMOUNT} (?:later|mas tarde|despues|mas adelante)\\b`),
  new RegExp(
    `\\b(?:push\\w*|mov\\w*|postpon\\w*|delay\\w*|bump\\w*|shift\\w*|reschedul\\w*|put)${IT}(?: (?:back|out|off|over|by|for))* ${AMOUNT}\\b`,
  ),
  new RegExp(
    `\\b(?:pospon\\w*|pospong\\w*|aplaz\\w*|aplac\\w*|atras\\w*|retras\\w*|recorr\\w*)${IT}(?: (?:por|de))? ${AMOUNT}\\b`,
  ),
]
const EARLIER = [
  new RegExp(`\\b${AMOUNT} (?:earlier|sooner|mas temprano|antes)\\b`),
  new RegExp(
    `\\b(?:mov\\w*|push\\w*|bump\\w*|bring|pull|shift\\w*)${IT} (?:up|forward|ahead)${IT}(?: by)? ${AMOUNT}\\b`,
  ),
  new RegExp(`\\b(?:adelant\\w*)${IT}(?: (?:por|de))? ${AMOUNT}\\b`),
]
/** The day or the week behind the visit, by no number. */
const NEXT =
  /\b(?:the (day|week) after(?: that| it)?(?= ?(?:$|please|instead|works|would|is |if ))|the (?:next|following) (day)|al? (dia)(?: siguiente)|a la (semana) siguiente)\b/
/** What is told to have happened, and what is asked of whoever drives: "call me an hour earlier". */
const TELLS =
  /\b(?:started|began|leaked|was|were|happened|broke|stopped|came back|empezo|estaba|fue|call|text|ring|remind|let (?:me|us) know|llam\w*|avis\w*|record\w*)\b/

const MINUTES: Record<string, number> = { m: 1, h: 60 }
const DAYS: Record<string, number> = { d: 1, w: 7, s: 7, mo: 28, me: 28 }

/** "An hour later", "push it back a week", "al día siguiente": counted from the visit, and not from now. */
export function readShift(plain: string): Shift | null {
  if (TELLS.test(plain)) return null
  const earlier = amountIn(EARLIER, plain)
  if (earlier) return { days: 0 - earlier.days, minutes: 0 - earlier.minutes }
  const later = amountIn(LATER, plain)
  if (later) return later
  const next = NEXT.exec(plain)?.slice(1).find(Boolean)
  return next === undefined ? null : { days: next.startsWith('d') ? 1 : 7, minutes: 0 }
}

function amountIn(patterns: readonly RegExp[], plain: string): Shift | null {
  const [, count = '', unit = ''] = patterns.map((pattern) => pattern.exec(plain)).find((found) => found !== null) ?? []
  const number = NUMBERS[count] ?? Number(count)
  if (count === '' || number === 0) return null
  const days = DAYS[/^m[oe]/.test(unit) ? unit.slice(0, 2) : unit.slice(0, 1)]
  if (days !== undefined) return { days: Math.round(number * days), minutes: 0 }
  return { days: 0, minutes: Math.round(number * (MINUTES[unit.slice(0, 1)] ?? 0)) }
}
