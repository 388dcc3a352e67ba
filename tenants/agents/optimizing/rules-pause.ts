import { costOfClick, dailyCost } from './rules-bids.ts'
import type { OptimizingSeen } from './seen.ts'
import type { Wish } from './wish.ts'
import { chanceWorth, type Valuer } from './worth.ts'

/**
 * A keyword is paused after fifty clicks that nothing came of, and after more where what came of them will hardly ever
 * pay. Clicks count by how much of what comes of them can be known by now, so that a delay is not taken for nothing.
 * Nothing that was paused is begun again by itself. Pure.
 */
const CLICKS_MIN = 50
/** That so many clicks come to nothing where the keyword is like the others of its campaign. */
const LUCK_MAX = 0.05
const WORTH_CHANCE_MAX = 0.5
/** That a click is worth half of what it costs, whatever was seen of it. */
const HALF = 0.5
const SURE_CLICKS_MIN = 80
const SURE_CHANCE_MAX = 0.05

export function wishPauses(seen: OptimizingSeen, valuer: Valuer): Wish[] {
  const running = seen.keywords.filter(({ status }) => status === 'ENABLED')
  return running.flatMap((keyword): Wish[] => {
    const { keywordRef, campaignId, text, figures } = keyword
    const worth = valuer(keyword)
    const clickMicros = costOfClick(figures)
    if (clickMicros === null) return []
    const luck = Math.exp(-worth.usualLeadRate * figures.ripeClicks)
    const isFruitless =
      figures.ripeClicks >= CLICKS_MIN &&
      figures.conversions === 0 &&
      luck <= LUCK_MAX &&
      chanceWorth(worth, clickMicros) <= WORTH_CHANCE_MAX
    const isHopeless =
      figures.ripeClicks >= SURE_CLICKS_MIN && chanceWorth(worth, clickMicros * HALF) <= SURE_CHANCE_MAX
    if (!isFruitless && !isHopeless) return []
    const daily = dailyCost(figures)
    return [
      {
        ...{ kind: 'pause', campaignId, text, dailyMicros: -Math.round(daily) },
        change: { kind: 'set_keyword_status', keywordRef, from: 'ENABLED', to: 'PAUSED' },
        gainMicros: daily * Math.max(0, 1 - worth.clickMicros / clickMicros),
        seen: {
          ...{ clicks: figures.clicks, conversions: figures.conversions, costMicros: figures.costMicros },
          ...{ worthMicros: Math.round(worth.clickMicros), clickMicros: Math.round(clickMicros) },
        },
      },
    ]
  })
}
