import { wantedOf } from '../../tenants/ads/wanted.ts'
import type { AdsAccount, AdsPort, AdsReportName, AdsRows } from '../../tenants/providers/ads-port.ts'
import { fetchAdsPage, takeAdsPage } from '../../tenants/outbox/read-ads.ts'
import { saveAdsConnection } from '../../tenants/storage/ads-connection.ts'
import { loadOpen, saveEntry } from '../../tenants/storage/outbox-rows.ts'
import type { Context } from '../../tenants/storage/tenant-rows.ts'
import { inside } from './inside.ts'
import type { Shop } from './open-shop.ts'

/** What an account holds, row by row: for what is made of it, where it does not matter how Google is asked. */
export type Paper = { [Name in AdsReportName]?: AdsRows[Name][] }

export const PAPER_ACCOUNT: AdsAccount = {
  ...{ accountId: '1234567890', name: 'Rapid Plumbing', currency: 'USD', timeZone: 'America/Chicago' },
  ...{ isManager: false, isTest: true, status: 'ENABLED', managerId: null },
}

export function connectPaper({ db }: Context, account: AdsAccount = PAPER_ACCOUNT): void {
  const rest = { scopes: [], sealed: 'none', since: 1, revokedAt: null, loss: null }
  saveAdsConnection(db, { accounts: [account], account, ...rest })
}

/** Answers with the rows of the days that are asked for. */
function openPaper(paper: Paper): AdsPort {
  return {
    read: async ({ name, span }, take) => {
      const isWithin = (day: string) => day >= span.from && day <= span.until
      const rows = (paper[name] ?? []) as unknown as (Parameters<typeof take>[0] & { day?: string })[]
      const found = rows.filter(({ day }) => day === undefined || isWithin(day))
      for (const row of found) take(row)
      return { kind: 'answered', value: { rows: found.length, requestRef: 'paper' } }
    },
  } as AdsPort
}

/** Plays the round that is under way, answer by answer; `most` ends it early. Answers how many were taken in. */
export async function playRound(shop: Shop, paper: Paper, most = 1_000): Promise<number> {
  for (let taken = 0; taken < most; taken += 1) {
    const entry = await inside(shop, ({ db }) => loadOpen(db, 'ads_read')[0] ?? null)
    if (entry?.order.type !== 'read_ads') return taken
    const { read } = entry.order
    const wanted = await inside(shop, (context) => wantedOf(context, read, shop.watch.now))
    const { page } = await fetchAdsPage(openPaper(paper), read, wanted)
    await inside(shop, (context) => {
      if (page) takeAdsPage(context, page, shop.watch.now)
      saveEntry(context.db, entry.entryId, { status: 'sent', dueAt: null, settledAt: shop.watch.now })
    })
  }
  return most
}

export const metrics = (day: string, clicks: number, costMicros: number, conversions = 0) => {
  return { day, impressions: clicks * 20, clicks, costMicros, conversions }
}
