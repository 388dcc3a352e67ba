import { betaBelow } from './beta.ts'
import { findCues, findForeign, holds, isWanted, wordsOf } from './cues.ts'
import { addFigures, noFigures, type Figures } from './figures.ts'
import type { OptimizingSeen, TermSeen } from './seen.ts'
import type { Wish } from './wish.ts'

/**
 * Words for which no advertisement is shown: those of searches that were clicked and came to nothing. A cue of the list
 * says much and needs few clicks beside it, any other word many. What the business calls its services, itself and its
 * town, and what customers came by, is never left out. Pure.
 */

/** Of the account's rate of leads, what a cue and what any other foreign word is taken for, and for how many clicks. */
const CUE = { share: 0.06, clicks: 30, sure: 0.9, clicksMin: 1 }
const FOREIGN = { share: 0.35, clicks: 6, sure: 0.85, clicksMin: 8 }
/** A search that becomes a lead so much less often than others is left out. */
const WORTHLESS = 0.3
const TERM_WORDS_MAX = 4
const USUAL = { rate: 0.08, clicks: 40 }

type Searched = TermSeen & { words: string[] }

export function wishNegatives(seen: OptimizingSeen): Wish[] {
  const own = new Set([...seen.own.services, ...seen.own.names, ...seen.own.places].flatMap(wordsOf))
  const searched = seen.terms.map((term): Searched => ({ ...term, words: wordsOf(term.term) }))
  const kept = keepWords(seen, searched)
  const rate = rateOf(searched)
  const enabled = seen.purse.campaigns.filter(({ status }) => status === 'ENABLED')
  return enabled.flatMap(({ campaignId }) => {
    const here = searched.filter((term) => term.campaignId === campaignId)
    const standing = seen.negatives.flatMap((one) => (one.campaignId === campaignId ? [wordsOf(one.text)] : []))
    return findCandidates(here, own, kept).flatMap(({ words, isCue }): Wish[] => {
      const isStanding = standing.some((negative) => holds(words, negative))
      if (isStanding || kept.some((text) => holds(text, words))) return []
      // What is known of these words in any campaign speaks for all of them.
      const everywhere = sumOf(searched, words)
      if (!isWorthless(everywhere, rate, isCue ? CUE : FOREIGN)) return []
      const figures = sumOf(here, words)
      const text = words.join(' ')
      const daily = figures.lately.costMicros / figures.lately.days
      return [
        {
          ...{ kind: 'negative', campaignId, text, dailyMicros: -Math.round(daily), gainMicros: daily },
          change: { kind: 'add_negative', campaignId, text, matchType: 'PHRASE' },
          seen: {
            ...{ clicks: figures.clicks, conversions: figures.conversions, costMicros: figures.costMicros },
          },
        },
      ]
    })
  })
}

/** Texts that have to be found: services, names, towns, what is advertised with, and what customers came by. */
function keepWords({ own, keywords }: OptimizingSeen, searched: readonly Searched[]): string[][] {
  const texts = [...own.services, ...own.names, ...own.places].map(wordsOf)
  const advertised = keywords.flatMap(({ status, text, figures }) =>
    status === 'ENABLED' && figures.conversions > 0 ? [wordsOf(text)] : [],
  )
  const cameBy = searched.flatMap(({ words, figures }) => (figures.conversions >= 1 ? [words] : []))
  return [...texts, ...advertised, ...cameBy]
}

/** The longest first, so that what is general is not left out where something narrower is enough. */
function findCandidates(
  here: readonly Searched[],
  own: ReadonlySet<string>,
  kept: readonly string[][],
): { words: string[]; isCue: boolean }[] {
  const candidates = new Map<string, { words: string[]; isCue: boolean }>()
  for (const { words, figures } of here) {
    const cues = findCues(words, own)
    for (const cue of cues) {
      const narrow = kept.some((text) => holds(text, cue)) ? withNext(words, cue, kept) : cue
      candidates.set(narrow.join(' '), { words: narrow, isCue: true })
    }
    if (cues.length > 0 || figures.clicks === 0) continue
    for (const run of findForeign(words, own)) {
      if (run.length > TERM_WORDS_MAX || run.every((word) => own.has(word) || isWanted(word))) continue
      candidates.set(run.join(' '), { words: run, isCue: false })
    }
  }
  return [...candidates.values()]
}

/** Somebody came by the cue in other company, such as "free estimate": it is left out with the word behind it alone. */
function withNext(words: readonly string[], cue: readonly string[], kept: readonly string[][]): string[] {
  const from = words.findIndex((_word, place) => cue.every((part, at) => words[place + at] === part))
  const next = words[from + cue.length]
  const narrow = next === undefined ? [...cue] : [...cue, next]
  // A service of one word would be named whole.
  return kept.some((text) => holds(narrow, text)) ? [...cue] : narrow
}

function isWorthless(figures: Figures, rate: number, belief: typeof CUE): boolean {
  if (figures.clicks < belief.clicksMin) return false
  const a = belief.share * rate * belief.clicks + figures.conversions
  const b = (1 - belief.share * rate) * belief.clicks + Math.max(0, figures.ripeClicks - figures.conversions)
  return betaBelow(WORTHLESS * rate, a, b) >= belief.sure
}

function sumOf(searched: readonly Searched[], words: readonly string[]): Figures {
  return searched.reduce((sum, term) => (holds(term.words, words) ? addFigures(sum, term.figures) : sum), noFigures())
}

function rateOf(searched: readonly Searched[]): number {
  const clicks = searched.reduce((sum, { figures }) => sum + figures.ripeClicks, 0)
  const conversions = searched.reduce((sum, { figures }) => sum + figures.conversions, 0)
  return (conversions + USUAL.rate * USUAL.clicks) / (clicks + USUAL.clicks)
}
