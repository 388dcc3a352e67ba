import { once } from '../base/once.ts'

/**
 * Words the rules lean on. A word that is one slip away from one of these, and is no word of its own, is read as it.
 */
const KEY_WORDS = (
  'unsubscribe message messages messaging texting remove removed contact interested appointment schedule scheduled ' +
  'reschedule tomorrow tonight morning afternoon evening monday tuesday wednesday thursday friday saturday sunday weekend ' +
  'available availability estimate estimates price prices pricing quote charge cost costs number wrong person thanks thank ' +
  'please plumber plumbing electrician technician water heater leaking leak toilet faucet drain clogged furnace basement ' +
  'emergency flooding licensed insured license insurance warranty financing business company address someone anyone ' +
  'already another cancel address subscribe resubscribe resume automated harassing bothering ' +
  'mensajes mensaje numero equivocado cuanto cuesta precio presupuesto cotizacion manana gracias necesito calentador ' +
  'escriban manden quiero plomero'
).split(' ')

/** Real words that lie one slip from a key word. */
const OWN_WORDS = new Set(
  (
    'massage massages change changes changed changing remote quite quota suite coat coats host most post lost cast prize ' +
    'prizes pride prime prince crest wring wrung thrones thanked think thinks pleased leaning learning leaning leaked ' +
    'leaks leads lead leap lean weak peak beak testing resting heated healer header heated heating waiter later wafer ' +
    'waters watered wader hater drawn grain train brain rain drains drained morning mourning moving person persons prison ' +
    'reason season parson lumber numbers numbered member chargers charged charger charges hinge quoted quotes rice slice ' +
    'pried spice priced twice pricey costly cosy cot cast monday mondays toilets quiero quieren quieres manda mande mandan ' +
    'mandes manana escriba escribas escriben escribir message messaged contacts contract contacts contacted estimated ' +
    'estimator assured insure insures ensured licenses licence available removes remover remained schedules scheduler ' +
    'interesting interest interests uninterested another brother other bother anyone canceled cancels dress business ' +
    'addressed company accompany faucets flood flooded floating plumbers emergencies clog clogs clogging cloaked ' +
    'cuando cuarto cuartos cuarta numero numeros mensaje gracia cuento cuanta cuantos canto cuestan cuestas precios necesita necesitan calentadores ' +
    'plomeros cancelar cancela resumed presume resumes subscribed pausing passing tanks tank blank drank than hank franks'
  ).split(' '),
)
const openKeys = once(() => new Set(KEY_WORDS))
const SLIP_CHARS_MIN = 5
const TWO_SLIPS_CHARS_MIN = 8

const openKeysByLength = once(() => {
  const keys = [...openKeys()].map((word) => ({ word, letters: letterMask(word) }))
  return Map.groupBy(keys, ({ word }) => word.length)
})

/** The key word a slip of the thumb away from `word`, or `word` itself. Two slips are forgiven in long words. */
export function correctSpelling(word: string): string {
  if (word.length < SLIP_CHARS_MIN - 1 || openKeys().has(word) || OWN_WORDS.has(word)) return word
  const slipsMax = word.length >= TWO_SLIPS_CHARS_MIN ? 2 : 1
  const mask = letterMask(word)
  let best = word
  let bestSlips = slipsMax + 1
  for (let length = word.length - slipsMax; length <= word.length + slipsMax; length += 1) {
    for (const key of openKeysByLength().get(length) ?? []) {
      if (length < SLIP_CHARS_MIN && word.length < SLIP_CHARS_MIN) continue
      const allowed = length >= TWO_SLIPS_CHARS_MIN ? bestSlips - 1 : Math.min(1, bestSlips - 1)
      if (allowed < 1 || bitCount(mask ^ key.letters) > 2 * allowed) continue
      const slips = countSlips(word, key.word, allowed)
      if (slips <= allowed) [best, bestSlips] = [key.word, slips]
    }
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours between two words; `max + 1` when there are more. */
export function countSlips(one: string, other: string, max: number): number {
  if (Math.abs(one.length - other.length) > max) return max + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1]
      let slips = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) slips = Math.min(slips, (beforeLast[column - 2] ?? 0) + 1)
      current[column] = slips
    }
    if (Math.min(...current) > max) return max + 1
    beforeLast = last
    last = current
  }
  return last[other.length] ?? max + 1
}

function letterMask(word: string): number {
  let mask = 0
  for (let at = 0; at < word.length; at += 1) mask |= 1 << (word.charCodeAt(at) - 97)
  return mask
}

function bitCount(mask: number): number {
  let bits = mask
  let count = 0
  while (bits !== 0) {
    bits &= bits - 1
    count += 1
  }
  return count
}
