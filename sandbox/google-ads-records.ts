import type { MarketCommand } from './ads/commands.ts'
import type { FilledForm } from './ads/forms.ts'
import type { Trade } from './ads/trades.ts'
import type { World } from './emulator.ts'

/** An account at Google. What happened to it stands in the log; the market itself is played again from there. */
export type AdsAccount = {
  /** The customer id: ten digits. */
  id: string
  name: string
  seed: number
  trade: Trade | null
  timeZone: string
  startOn: string
  status: 'ENABLED' | 'CANCELED' | 'SUSPENDED'
  isManager: boolean
  isTest: boolean
  /** The manager it is reached through, if any. */
  managerId: string | null
  /** Logins that reach it themselves. */
  logins: string[]
  /** Its days pass with the sandbox's clock; others only when they are told to. */
  followsClock: boolean
  /** Nobody who logs in may see what people filled in. */
  deniesForms?: true
}

/** What somebody filled in below an advertisement of this account. */
export type SubmittedForm = FilledForm & { customerId: string }

export type AppliedMutate = {
  /** As change_event names it. */
  resourceType: string
  operation: 'CREATE' | 'UPDATE' | 'REMOVE'
  resourceName: string
  /** camelCase paths. */
  fields: string[]
  /** The resource as it stood and as it stands, with what was changed of it. */
  before: Record<string, unknown>
  after: Record<string, unknown>
  command: MarketCommand
}

/** One thing that happened to an account's market, in the order of `number`. */
export type AdsLogRow = { id: string; customerId: string; number: number } & (
  | { kind: 'days'; days: number }
  | { kind: 'mutate'; requestId: string; login: string; at: string; applied: AppliedMutate[] }
  | { kind: 'told'; gclid: string; transactionId: string; valueMinor: number; at: string; action: ToldAction }
)

export type ToldAction = 'booked_job' | 'completed_job'

export type AdsToken = { id: string; login: string; scopes: string[]; endsAt: number; isRevoked: boolean }
export type AdsRefresh = { id: string; login: string; scopes: string[] }
export type AdsCode = {
  id: string
  login: string
  scopes: string[]
  redirectUri: string
  challenge: string
  isOffline: boolean
  endsAt: number
}

export function adsRecords(world: World) {
  const { state } = world
  return {
    accounts: state.collection<AdsAccount>('ads_accounts'),
    log: state.collection<AdsLogRow>('ads_log', { indexed: ['customerId'] }),
    tokens: state.collection<AdsToken>('ads_access_tokens'),
    refreshes: state.collection<AdsRefresh>('ads_refresh_tokens'),
    codes: state.collection<AdsCode>('ads_codes'),
    forms: state.collection<SubmittedForm>('ads_forms', { indexed: ['customerId'] }),
    ingested: state.collection<IngestedRequest>('ads_ingested'),
  }
}

export type IngestedRequest = { id: string; statuses: Record<string, unknown>[] }
