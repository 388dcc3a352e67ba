import { costOf, judgeChange, type Planned } from '../../tenants/ads/bounds.ts'
import { takeFrom } from '../../tenants/ads/plan-change.ts'
import { targetOf } from '../../tenants/ads/target-of.ts'
import type { AdsChange } from '../../tenants/providers/ads-port.ts'
import { MarketRefusal, type MarketCommand } from '../../sandbox/ads/commands.ts'
import type { Market } from '../../sandbox/ads/market.ts'
import { purseOf, type Known } from './mirror.ts'
import type { Ordered } from './ordered.ts'
import type { Reading } from './told.ts'

type Waiting = { changeId: string; planned: Planned; orderedOn: number }

/** Orders and makes changes as the outbox does: judged again before each, looked at first, and once however often. */
export class Hands {
  readonly #market: Market
  readonly #reading: Reading
  readonly ordered: Ordered[] = []
  #waiting: Waiting[] = []
  /** Everything that was really changed, to be judged by. */
  readonly made: { day: number; change: AdsChange }[] = []

  constructor(market: Market, reading: Reading) {
    this.#market = market
    this.#reading = reading
  }

  /** All of it or none, as a decision is applied. */
  order(wishes: readonly Planned[], known: Known): boolean {
    let purse = purseOf(this.#market, this.#reading, { ...known, ordered: this.ordered })
    const taken: Waiting[] = []
    for (const planned of wishes) {
      if (judgeChange(planned, 'agent', purse) !== null) return false
      const changeId = `chg_${this.ordered.length + taken.length}`
      purse = takeFrom(purse, planned, 'agent', changeId)
      taken.push({ changeId, planned, orderedOn: purse.day })
    }
    if (taken.some(({ planned }) => this.#isUnderWay(planned.change))) return false
    for (const { changeId, planned } of taken) {
      const { change } = planned
      const past = { changeId, target: targetOf(change), day: purse.day, dailyMicros: costOf(planned), byAgent: true }
      this.ordered.push({ ...past, change, status: 'ordered' })
    }
    this.#waiting.push(...taken)
    return true
  }

  /** `reach` says of each attempt whether Google can be reached, whether its answer is lost, or whether it refuses. */
  send(known: Known, reach: () => 'through' | 'unreachable' | 'unanswered' | 'refused'): void {
    const later: Waiting[] = []
    for (const one of this.#waiting) {
      const row = this.ordered.find(({ changeId }) => changeId === one.changeId)
      if (!row) continue
      const purse = purseOf(this.#market, this.#reading, { ...known, ordered: this.ordered })
      // What did not get through in a day was thought of for another day.
      if (purse.day - one.orderedOn > 1) row.status = 'dead'
      else if (judgeChange(one.planned, 'agent', purse, one.changeId) !== null) row.status = 'refused'
      if (row.status !== 'ordered') continue
      const fate = reach()
      if (fate === 'unreachable') later.push(one)
      else if (fate === 'refused') row.status = 'refused'
      else {
        const done = this.#make(one.planned.change, purse.day)
        // Where the answer is lost it is asked for again, and found done.
        if (fate === 'unanswered') later.push(one)
        else row.status = done
      }
    }
    this.#waiting = later
  }

  #isUnderWay(change: AdsChange): boolean {
    return this.ordered.some(({ target, status }) => status === 'ordered' && target === targetOf(change))
  }

  /** Looks first: what stands already is left, and what somebody else has changed as well. */
  #make(change: AdsChange, day: number): 'applied' | 'gone' | 'refused' {
    const { account } = this.#market
    switch (change.kind) {
      case 'set_bid':
        return this.#set(account.keywords.get(change.keywordRef)?.cpcBidMicros, change, day, {
          ...{ type: 'set_keyword', keywordRef: change.keywordRef, cpcBidMicros: change.to },
        })
      case 'set_budget':
        return this.#set(account.budgets.get(change.budgetId)?.amountMicros, change, day, {
          ...{ type: 'set_budget', budgetId: change.budgetId, amountMicros: change.to },
        })
      case 'set_keyword_status':
        return this.#set(account.keywords.get(change.keywordRef)?.status, change, day, {
          ...{ type: 'set_keyword', keywordRef: change.keywordRef, status: change.to },
        })
      case 'set_ad_status':
        return this.#set(account.ads.get(change.adRef)?.status, change, day, {
          ...{ type: 'set_ad', adRef: change.adRef, status: change.to },
        })
      case 'add_negative':
        return this.#do(change, day, {
          ...{ type: 'create_negative', level: 'campaign', ownerId: change.campaignId },
          ...{ text: change.text, matchType: change.matchType },
        })
      case 'add_ad': {
        const { adGroupId, headlines, descriptions, finalUrl } = change
        const isThere = [...account.ads.values()].some(
          (ad) => ad.adGroupId === adGroupId && ad.descriptions.join() === descriptions.join(),
        )
        if (isThere) return 'applied'
        const copy = { headlines, descriptions, finalUrls: [finalUrl], path1: '', path2: '' }
        return this.#do(change, day, { type: 'create_ad', adGroupId, status: 'ENABLED', copy })
      }
      case 'add_keyword':
      case 'remove_negative':
      case 'set_campaign_status':
      case 'set_ad_group_status':
        throw new Error(`an agent wanted to ${change.kind}`)
    }
  }

  #set(
    stands: number | string | null | undefined,
    change: Extract<AdsChange, { from: unknown }>,
    day: number,
    command: MarketCommand,
  ): 'applied' | 'gone' | 'refused' {
    if (stands === change.to) return 'applied'
    if (stands !== change.from) return 'gone'
    return this.#do(change, day, command)
  }

  #do(change: AdsChange, day: number, command: MarketCommand): 'applied' | 'refused' {
    try {
      this.#market.apply(command)
      this.made.push({ day, change })
      return 'applied'
    } catch (error) {
      // A word that is left out already is left out.
      if (error instanceof MarketRefusal) return error.code === 'duplicate' ? 'applied' : 'refused'
      throw error
    }
  }
}
