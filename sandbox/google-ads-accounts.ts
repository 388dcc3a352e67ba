import { dateOf, dayOf } from './ads/calendar.ts'
import { openMarket, type Market } from './ads/market.ts'
import type { Trade } from './ads/trades.ts'
import { BadOrder, type World } from './emulator.ts'
import { adsRecords, type AdsAccount, type AdsLogRow } from './google-ads-records.ts'

const OWNER_LOGIN = 'owner@example.com'
const AGENCY_LOGIN = 'agency@example.com'
/** Has a login at Google and no account to advertise with. */
export const NEWCOMER_LOGIN = 'newcomer@example.com'

const HISTORY_DAYS = 90
const PASSED_AT_ONCE_MAX = 400
const OWNER_ID = '5125550100'
const AGENCY_ID = '5125550110'

type Opening = {
  id?: string
  name: string
  seed: number
  trade?: Trade
  login: string | null
  managerId?: string
  days: number
  timeZone?: string
  followsClock?: boolean
  status?: AdsAccount['status']
  isManager?: boolean
  deniesForms?: boolean
}

/** The accounts at Google and what goes on in their markets. A market is played again from its log when it is asked. */
export type AdsAccounts = {
  find(customerId: string, world: World): AdsAccount | undefined
  list(world: World): AdsAccount[]
  open(opening: Opening, world: World): AdsAccount
  marketOf(account: AdsAccount, world: World): Market
  passDays(account: AdsAccount, days: number, world: World): ReturnType<Market['passDay']>[]
  write(account: AdsAccount, row: Unnumbered, world: World): void
  history(account: AdsAccount, world: World): readonly Readonly<AdsLogRow>[]
  forget(): void
}

type Unnumbered = AdsLogRow extends infer Row
  ? Row extends AdsLogRow
    ? Omit<Row, 'id' | 'customerId' | 'number'>
    : never
  : never

export function createAccounts(): AdsAccounts {
  const markets = new Map<string, Market>()
  const accounts: AdsAccounts = {
    find(customerId, world) {
      openStanding(accounts, world)
      return adsRecords(world).accounts.find(customerId)
    },
    list(world) {
      openStanding(accounts, world)
      return adsRecords(world).accounts.list()
    },
    open: (opening, world) => openAccount(opening, accounts, world),
    marketOf(account, world) {
      const market = markets.get(account.id) ?? replay(account, world)
      markets.set(account.id, market)
      if (account.followsClock) followClock(account, market, accounts, world)
      return market
    },
    passDays(account, days, world) {
      const market = markets.get(account.id) ?? replay(account, world)
      markets.set(account.id, market)
      // Written down first: whoever saw a day's leads must find them there again.
      accounts.write(account, { kind: 'days', days }, world)
      return Array.from({ length: days }, () => market.passDay())
    },
    write(account, row, world) {
      const { log } = adsRecords(world)
      const number = log.look({ customerId: account.id }).length
      log.insert({ id: `${account.id}-${number}`, customerId: account.id, number, ...row } as AdsLogRow)
    },
    history: (account, world) => adsRecords(world).log.look({ customerId: account.id }),
    forget: () => markets.clear(),
  }
  return accounts
}

/** What a newcomer finds: an owner's account with a past, and an agency with two clients. */
function openStanding(accounts: AdsAccounts, world: World): void {
  if (adsRecords(world).accounts.lookAt(OWNER_ID)) return
  const past = { days: HISTORY_DAYS, followsClock: true, trade: 'plumbing' } as const
  accounts.open({ id: OWNER_ID, name: 'Bluebonnet Plumbing', seed: 13, login: OWNER_LOGIN, ...past }, world)
  const agency = { id: AGENCY_ID, name: 'Sandbox agency', seed: 0, days: 0, isManager: true }
  accounts.open({ ...agency, login: AGENCY_LOGIN }, world)
  const clients = [
    { id: '5125550111', name: 'Lakeside Heating', seed: 9, trade: 'hvac' },
    { id: '5125550112', name: 'Hilltop Electric', seed: 6, trade: 'electrical' },
  ] as const
  for (const client of clients) {
    accounts.open({ ...client, login: null, managerId: AGENCY_ID, days: HISTORY_DAYS, followsClock: true }, world)
  }
}

function openAccount(opening: Opening, accounts: AdsAccounts, world: World): AdsAccount {
  const { accounts: rows } = adsRecords(world)
  const { seed, name, login, trade = null, managerId = null, days } = opening
  const timeZone = opening.timeZone ?? 'America/Chicago'
  const startOn = dateOf(todayIn(timeZone, world) - days)
  const account: AdsAccount = {
    ...{ id: opening.id ?? freeId(world), name, seed, trade, timeZone, startOn, managerId },
    ...{ status: opening.status ?? 'ENABLED', isManager: opening.isManager ?? false, isTest: true },
    logins: login === null ? [] : [login],
    followsClock: opening.followsClock ?? false,
    ...(opening.deniesForms ? { deniesForms: true } : {}),
  }
  rows.insert(account)
  if (days > 0) accounts.write(account, { kind: 'days', days }, world)
  return account
}

function freeId(world: World): string {
  const { accounts } = adsRecords(world)
  return String(6_125_550_100 + accounts.count())
}

function replay(account: AdsAccount, world: World): Market {
  const { seed, trade, id, name, timeZone, startOn } = account
  const market = openMarket(seed, { startOn, customerId: id, name, timeZone, ...(trade === null ? {} : { trade }) })
  for (const row of adsRecords(world).log.look({ customerId: id })) {
    switch (row.kind) {
      case 'days':
        for (let passed = 0; passed < row.days; passed += 1) market.passDay()
        break
      case 'mutate':
        for (const { command } of row.applied) market.apply(command)
        break
      case 'told':
        market.tell(row)
        break
    }
  }
  return market
}

function followClock(account: AdsAccount, market: Market, accounts: AdsAccounts, world: World): void {
  const behind = todayIn(account.timeZone, world) - dayOf(market.today())
  if (behind > 0) accounts.passDays(account, Math.min(PASSED_AT_ONCE_MAX, behind), world)
}

function todayIn(timeZone: string, world: World): number {
  return dayOf(new Intl.DateTimeFormat('en-CA', { timeZone }).format(world.now()))
}

/** The account that an order is about, which has to be one that advertises. */
export function advertiserOf(customerId: string, world: World, accounts: AdsAccounts): AdsAccount {
  const account = accounts.find(customerId, world)
  if (!account || account.isManager) throw new BadOrder('customerId must be that of an account that advertises')
  return account
}
