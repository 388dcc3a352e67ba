import * as v from 'valibot'
import { ADS_ACCOUNTS_MAX, ADS_LOGINS_MAX } from '../../base/google-ads-limits.ts'
import type { AdsAccount } from '../ads-port.ts'
import type { Answer } from '../port.ts'
import { ACCOUNT, CLIENTS, type RowOfQuery } from './gaql.ts'
import type { Ask } from './request.ts'
import { search, type Place } from './search.ts'
import { id, text } from './values.ts'
import { addressOf } from './version.ts'

const Accessible = v.object({ resourceNames: v.optional(v.array(v.string()), []) })

/**
 * What a login may reach: accounts of its own, and the clients of every manager among them. One that it reaches both
 * ways is reached without a manager.
 */
export async function fetchAccounts(apiUrl: string, ask: Ask): Promise<Answer<AdsAccount[]>> {
  const url = addressOf(apiUrl, 'customers:listAccessibleCustomers')
  const listed = await ask({ method: 'GET', url, isWrite: false }, Accessible)
  if (listed.kind !== 'answered') return listed
  const ids = listed.value.value.resourceNames.flatMap((name) => /^customers\/(\d{1,20})$/.exec(name)?.[1] ?? [])
  const own = await each(ids.slice(0, ADS_LOGINS_MAX), (accountId) =>
    rowsOf(apiUrl, ask, { accountId, throughId: null }),
  )
  if (own.kind !== 'answered') return own
  const managers = own.value.filter(({ isManager }) => isManager)
  const below = await each(
    managers.map(({ accountId }) => accountId),
    (managerId) => clientsOf(apiUrl, ask, managerId),
  )
  if (below.kind !== 'answered') return below
  const known = new Map<string, AdsAccount>()
  for (const account of [...own.value, ...below.value]) {
    if (!known.has(account.accountId)) known.set(account.accountId, account)
  }
  return { kind: 'answered', value: [...known.values()].slice(0, ADS_ACCOUNTS_MAX) }
}

/** One that says no is left out: a login keeps accounts that are closed, and every other can still be chosen. */
async function each(
  ids: readonly string[],
  fetchOne: (accountId: string) => Promise<Answer<AdsAccount[]>>,
): Promise<Answer<AdsAccount[]>> {
  const found: AdsAccount[] = []
  for (const accountId of ids) {
    const answer = await fetchOne(accountId)
    if (answer.kind === 'answered') found.push(...answer.value)
    else if (answer.kind !== 'refused' && !LEFT_OUT.has(answer.code)) return answer
  }
  return { kind: 'answered', value: found }
}
const LEFT_OUT: ReadonlySet<string> = new Set(['account_closed', 'access_denied'])

async function rowsOf(apiUrl: string, ask: Ask, place: Place): Promise<Answer<AdsAccount[]>> {
  const answer = await search(apiUrl, ask, place, ACCOUNT)
  if (answer.kind !== 'answered') return answer
  return { kind: 'answered', value: answer.value.rows.flatMap(({ customer }) => accountOf(customer, null)) }
}

async function clientsOf(apiUrl: string, ask: Ask, managerId: string): Promise<Answer<AdsAccount[]>> {
  const answer = await search(apiUrl, ask, { accountId: managerId, throughId: managerId }, CLIENTS)
  if (answer.kind !== 'answered') return answer
  return {
    kind: 'answered',
    value: answer.value.rows.flatMap((row) => accountOf(row.customerClient, managerId)),
  }
}

/** Of a client the same is told. */
type Customer = RowOfQuery<typeof ACCOUNT>['customer']

function accountOf(customer: Customer, managerId: string | null): AdsAccount[] {
  const accountId = id(customer?.id)
  if (!customer || accountId === null) return []
  const { descriptiveName, currencyCode, timeZone, manager, testAccount, status } = customer
  return [
    {
      ...{ accountId, name: text(descriptiveName) ?? '', currency: text(currencyCode) ?? '' },
      ...{ timeZone: text(timeZone) ?? '', isManager: manager === true, isTest: testAccount === true },
      status: text(status) ?? 'UNKNOWN',
      managerId: managerId === accountId ? null : managerId,
    },
  ]
}
