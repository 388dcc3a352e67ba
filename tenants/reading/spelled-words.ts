/** The words people spell out with dots or digits, or type without spaces: mostly those that filters look for. */
const SPELLED = new Set(
  (
    'stop stopall unsubscribe unsub cancel end quit revoke optout remove delete text texting texts message messages ' +
    'messaging me my us it this the and now all please pls plz no not dont more help info start unstop resume subscribe ' +
    'leave alone wrong number thank thanks you how much asap ok yes call calling contact send sending off list opt out in ' +
    'spam spamming bother bothering baja alto parar pare phone number from please stops'
  ).split(' '),
)
const SPELLED_CHARS_MAX = 30

const DIGIT_LETTER: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  $: 's',
  '@': 'a',
  '!': 'i',
}

/** Two or more letters, each with one mark or space behind it: `s.t.o.p`, `s t o p`. */
const LETTER_RUN = /(?<![a-z0-9$@])(?:[a-z0-9$][ ._*/|,~^+-]{1,3}){2,29}[a-z0-9$](?![a-z0-9$@])/g
const MIXED_WORD = /(?<![^\s("])[a-z0-9$@!*._\-|]{3,30}(?![^\s)",?])/g
const CURSE = /\bf[*#@!\-_]{1,3}(?:c?k)?(?:ing|in)?(?![a-z])/g

/** The same words cut in two by a stray space. */
const SPLIT_WORD = /(?<![a-z'])(?:st op|sto p|s to p|s t op|s top|un subscribe|un sub scribe|unsub scribe)(?![a-z'])/g

/** Joins `s.t.o.p`, `S T O P`, `st0p`, `$top` and `st.op` into the word they spell; leaves everything else as it is. */
export function joinSpelledWords(folded: string): string {
  return folded
    .replace(CURSE, (curse) => (curse.endsWith('ing') || curse.endsWith('in') ? 'fucking' : 'fuck'))
    .replace(SPLIT_WORD, (word) => word.replaceAll(' ', ''))
    .replace(LETTER_RUN, (run) => spelling(run) ?? run)
    .replace(MIXED_WORD, (word) => (/[a-z]/.test(word) && /[^a-z]/.test(word) ? (spelling(word) ?? word) : word))
}

function spelling(written: string): string | null {
  const marks = /[.!]+$/.exec(written)?.[0] ?? ''
  const body = marks === '' ? written : written.slice(0, -marks.length)
  const letters = body.replace(/[ ._*/|,~^+-]/g, '').replace(/[0-9$@!]/g, (sign) => DIGIT_LETTER[sign] ?? sign)
  if (letters.length < 3) return null
  const parts = body.split(/[._*/|,~^+-]+/)
  if (parts.length > 1 && parts.every((part) => part.length > 1 && SPELLED.has(part)))
    return `${parts.join(' ')}${marks}`
  // A number with a letter in it, such as 2pm or 4th, only counts when what it spells is one of the words.
  const words = SPELLED.has(letters) ? [letters] : body.includes(' ') ? cutInto(letters) : null
  return words === null ? null : `${words.join(' ')}${marks}`
}

/** `stoptextingme` as its words; null when the whole of it cannot be cut into words people run together. */
export function splitRunTogether(word: string): string[] | null {
  if (word.length < 6 || SPELLED.has(word)) return null
  return cutInto(word)
}

function cutInto(letters: string): string[] | null {
  if (letters.length > SPELLED_CHARS_MAX) return null
  const best: (string[] | null)[] = [[]]
  for (let end = 1; end <= letters.length; end += 1) {
    best[end] = null
    for (let start = 0; start < end; start += 1) {
      const before = best[start]
      if (!before || !SPELLED.has(letters.slice(start, end))) continue
      const candidate = [...before, letters.slice(start, end)]
      if (best[end] === null || candidate.length < (best[end]?.length ?? 0)) best[end] = candidate
    }
  }
  const words = best[letters.length] ?? null
  return words !== null && words.length > 0 ? words : null
}
