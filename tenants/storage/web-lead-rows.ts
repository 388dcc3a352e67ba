import type { Instant } from '../base/clock.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** How requests from forms come in: what the business set, and what we saw of it. */
export type WebLeads = {
  isOn: boolean
  /** Sites that may show the form, or post to it. */
  origins: string[]
  /** Google's key: what it ends with, and since when it stands. The key itself is kept by nobody but them. */
  googleKey: { lastFour: string; setAt: Instant } | null
  /** Since when Google has had a key of ours without a break, whichever; null before the first change of a key. */
  keySince: Instant | null
  lastLeadAt: { web: Instant | null; google_ads: Instant | null }
  lastTestAt: Instant | null
  /** Submissions that a machine made. */
  trapped: { count: number; lastAt: Instant | null }
  version: number
}

const NONE: WebLeads = {
  isOn: true,
  origins: [],
  googleKey: null,
  keySince: null,
  lastLeadAt: { web: null, google_ads: null },
  lastTestAt: null,
  trapped: { count: 0, lastAt: null },
  version: 0,
}

export function loadWebLeads(db: TenantDb): WebLeads {
  return { ...NONE, ...loadSetting<Partial<WebLeads>>(db, 'web_leads') }
}

export function saveWebLeads(db: TenantDb, change: Partial<WebLeads>): WebLeads {
  const changed = { ...loadWebLeads(db), ...change }
  saveSetting(db, 'web_leads', changed)
  return changed
}

/** Forms below advertisements that were filled in since then are for us to answer; null while none are. */
export function formsWantedSince({ googleKey, keySince }: WebLeads): Instant | null {
  return googleKey === null ? null : (keySince ?? googleKey.setAt)
}
