import { holds, wordsOf } from './cues.ts'
import type { KeywordSeen, OptimizingSeen, TermSeen } from './seen.ts'

/**
 * What a keyword's clicks were before words were left out says less of what they are now: searches that are shut out by
 * now are taken out of its past. Google tells searches by ad group, so each keyword of a group loses the same part;
 * one that is matched to the letter never had them. Pure.
 */
export function cleanKeywords({ keywords, terms, negatives }: OptimizingSeen): KeywordSeen[] {
  const kept = new Map<string, { clicks: number; conversions: number }>()
  for (const [adGroupId, own] of Map.groupBy(terms, (term) => term.adGroupId)) {
    const all = sum(own)
    const left = sum(own.filter((term) => !isShutOut(term, negatives)))
    kept.set(adGroupId, {
      clicks: all.clicks === 0 ? 1 : left.clicks / all.clicks,
      conversions: all.conversions === 0 ? 1 : left.conversions / all.conversions,
    })
  }
  return keywords.map((keyword) => {
    const part = keyword.matchType === 'EXACT' ? undefined : kept.get(keyword.adGroupId)
    if (part === undefined) return keyword
    const { figures } = keyword
    return {
      ...keyword,
      figures: {
        ...figures,
        ripeClicks: figures.ripeClicks * part.clicks,
        conversions: figures.conversions * part.conversions,
      },
    }
  })
}

function isShutOut({ campaignId, term }: TermSeen, negatives: OptimizingSeen['negatives']): boolean {
  const words = wordsOf(term)
  return negatives.some((negative) => {
    if (negative.campaignId !== campaignId) return false
    const left = wordsOf(negative.text)
    switch (negative.matchType) {
      case 'EXACT':
        return left.length === words.length && holds(words, left)
      case 'PHRASE':
        return holds(words, left)
      case 'BROAD':
        return left.length > 0 && left.every((word) => words.includes(word))
    }
  })
}

function sum(terms: readonly TermSeen[]): { clicks: number; conversions: number } {
  return terms.reduce(
    (total, { figures }) => ({
      clicks: total.clicks + figures.ripeClicks,
      conversions: total.conversions + figures.conversions,
    }),
    { clicks: 0, conversions: 0 },
  )
}
