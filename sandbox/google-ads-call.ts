import type { EmulatorRequest, World } from './emulator.ts'
import type { AdsAccounts } from './google-ads-accounts.ts'
import { refusal } from './google-ads-errors.ts'
import { ADS_SCOPE, findToken } from './google-ads-oauth.ts'
import type { AdsAccount, AdsToken } from './google-ads-records.ts'

/** One call to the API by somebody who may make it. */
export type AdsCall = {
  request: EmulatorRequest
  world: World
  accounts: AdsAccounts
  login: string
  requestId: string
  version: string
  takeOperations: (count: number) => void
}

/** Whose token this is, or Google's words for why it opens nothing. */
export function readLogin(request: EmulatorRequest, world: World): AdsToken {
  const token = findToken(request, world)
  const refuse = (code: string, message: string) => refusal(401, 'authenticationError', code, message)
  if (!request.headers['authorization']) throw refuse('NOT_ADS_USER', 'The request has no OAuth credentials.')
  if (!token) throw refuse('OAUTH_TOKEN_INVALID', 'The OAuth token in the header is not valid.')
  if (token.isRevoked) throw refuse('OAUTH_TOKEN_REVOKED', 'The OAuth token in the header has been revoked.')
  if (token.endsAt <= world.now()) throw refuse('OAUTH_TOKEN_EXPIRED', 'The OAuth token in the header has expired.')
  return token
}

export function hasAdsScope({ scopes }: AdsToken): boolean {
  return scopes.includes(ADS_SCOPE)
}

/** The account a call is about, once it is certain that the login reaches it the way the call says. */
export function openCustomer(customerId: string, call: AdsCall): AdsAccount {
  const { request, accounts, world, login } = call
  const given = request.headers['login-customer-id']
  if (!/^\d{10}$/.test(customerId)) {
    throw refusal(400, 'requestError', 'INVALID_CUSTOMER_ID', 'Invalid customer ID', { trigger: customerId })
  }
  if (given !== undefined && !/^\d{10}$/.test(given)) {
    const message = 'The login customer ID in the header is not valid: it has ten digits and no hyphens.'
    throw refusal(400, 'headerError', 'INVALID_LOGIN_CUSTOMER_ID', message)
  }
  const account = accounts.find(customerId, world)
  const through = given ?? customerId
  if (!account || !reaches(login, through, call) || !isBelow(account, through, call)) {
    const message =
      "User doesn't have permission to access customer. Note: If you're accessing a client customer, the manager's " +
      "customer id must be set in the 'login-customer-id' header."
    throw refusal(403, 'authorizationError', 'USER_PERMISSION_DENIED', message)
  }
  if (account.status !== 'ENABLED') {
    const message = "The customer account can't be accessed because it is not yet enabled or has been deactivated."
    throw refusal(403, 'authorizationError', 'CUSTOMER_NOT_ENABLED', message)
  }
  return account
}

type Known = Pick<AdsCall, 'accounts' | 'world'>

/** A login reaches its accounts, and the managers below a manager of its own. */
function reaches(login: string, customerId: string, known: Known): boolean {
  const account = known.accounts.find(customerId, known.world)
  if (!account) return false
  if (account.logins.includes(login)) return true
  return account.isManager && account.managerId !== null && reaches(login, account.managerId, known)
}

/** The account itself, or one under the manager that the call goes through. */
function isBelow(account: AdsAccount, through: string, known: Known): boolean {
  if (account.id === through) return true
  const manager = account.managerId === null ? undefined : known.accounts.find(account.managerId, known.world)
  return manager !== undefined && isBelow(manager, through, known)
}
