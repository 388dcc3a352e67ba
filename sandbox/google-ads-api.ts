import type { Emulator, EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { createAccounts, type AdsAccounts } from './google-ads-accounts.ts'
import { hasAdsScope, openCustomer, readLogin, type AdsCall } from './google-ads-call.ts'
import { controlAds } from './google-ads-control.ts'
import {
  AdsRefusal,
  answerAtTheDoor,
  answerRefusal,
  makeRequestId,
  refusal,
  refuseWithStatus,
} from './google-ads-errors.ts'
import { strikeCall } from './google-ads-faults.ts'
import { mutate, mutateMany } from './google-ads-mutate.ts'
import { answerError, ingest, NotAllowed, retrieveStatus } from './google-ads-events.ts'
import { answerOAuth, DATA_SCOPE, findToken } from './google-ads-oauth.ts'
import { createQuota, type Quota } from './google-ads-quota.ts'
import { MalformedBody, search, searchStream } from './google-ads-search.ts'

/** Versions that are not yet, or no more, there answer as any page that does not exist. */
const VERSIONS = ['v23', 'v24', 'v25', 'v26']

type Parts = { accounts: AdsAccounts; quota: Quota }

/**
 * Google Ads: sign-in under /oauth, the Ads API under /v25, the Data Manager API under /data-manager. Behind every
 * account stands a market, so that better bids bring more work here as well.
 */
export function googleAds(): Emulator {
  const parts: Parts = { accounts: createAccounts(), quota: createQuota() }
  return {
    name: 'google-ads',
    basePath: '/google-ads',
    handle: (request, world) => handle(request, world, parts),
    refuse: refuseWithStatus,
    control: (request, world) => controlAds(request, world, parts),
    reset() {
      parts.accounts.forget()
      parts.quota.clear()
    },
  }
}

function handle(request: EmulatorRequest, world: World, parts: Parts): EmulatorResponse {
  const [, first = '', ...rest] = request.path.split('/')
  if (first === 'oauth') return answerOAuth(`/${rest.join('/')}`, request, parts.accounts, world)
  if (first === 'data-manager') return answerDataManager(rest.join('/'), request, world, parts)
  if (VERSIONS.includes(first)) return answerApi(first, rest.join('/'), request, world, parts)
  return notThere(request)
}

function answerApi(
  version: string,
  path: string,
  request: EmulatorRequest,
  world: World,
  { accounts, quota }: Parts,
): EmulatorResponse {
  const requestId = makeRequestId()
  // A stream is an array from its first byte, so that an error stands in one as well.
  const isStream = path.endsWith('googleAds:searchStream')
  const wrap = (answer: EmulatorResponse) =>
    isStream && answer.status >= 400 ? { ...answer, json: [answer.json] } : answer
  try {
    const token = readLogin(request, world)
    if (!hasAdsScope(token)) {
      const words = 'Request had insufficient authentication scopes.'
      return wrap(answerAtTheDoor(403, words, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'))
    }
    const takeOperations = (count: number) => quota.take(count, world.now())
    const call = { request, world, accounts, login: token.login, requestId, version, takeOperations }
    strikeCall(request.path, world)
    const answer = answerCall(path, call)
    return { ...answer, headers: { 'request-id': requestId, ...answer.headers } }
  } catch (error) {
    if (error instanceof AdsRefusal) return wrap(answerRefusal(error, requestId, version))
    if (error instanceof MalformedBody) return wrap(answerAtTheDoor(400, error.message))
    throw error
  }
}

function answerDataManager(
  path: string,
  request: EmulatorRequest,
  world: World,
  { accounts }: Parts,
): EmulatorResponse {
  const requestId = makeRequestId()
  const token = findToken(request, world)
  if (!token || token.isRevoked || token.endsAt <= world.now()) {
    return answerAtTheDoor(401, 'Request had invalid authentication credentials.', 'ACCESS_TOKEN_INVALID')
  }
  if (!token.scopes.includes(DATA_SCOPE)) {
    return answerAtTheDoor(403, 'Request had insufficient authentication scopes.', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')
  }
  const call = {
    request,
    world,
    accounts,
    login: token.login,
    requestId,
    version: 'v1',
    takeOperations: () => undefined,
  }
  try {
    if (request.method === 'POST' && path === 'v1/events:ingest') return ingest(call)
    if (request.method === 'GET' && path === 'v1/requestStatus:retrieve') return retrieveStatus(call)
    return notThere(request)
  } catch (error) {
    if (error instanceof MalformedBody) return answerAtTheDoor(400, error.message)
    if (!(error instanceof NotAllowed)) throw error
    const words = 'The user does not have permission or the resource is not found.'
    return answerError(403, 'PERMISSION_DENIED', words, [], requestId)
  }
}

function answerCall(path: string, call: AdsCall): EmulatorResponse {
  const { request } = call
  if (request.method === 'GET' && path === 'customers:listAccessibleCustomers') return listAccessible(call)
  const match = /^customers\/([^/:]+)(?:\/([A-Za-z]+))?:([A-Za-z]+)$/.exec(path)
  if (!match || request.method !== 'POST') return notThere(request)
  const [, customerId = '', collection = '', verb = ''] = match
  const account = openCustomer(customerId, call)
  switch (`${collection}:${verb}`) {
    case 'googleAds:search':
      return search(account, call)
    case 'googleAds:searchStream':
      return searchStream(account, call)
    case 'googleAds:mutate':
      return mutateMany(account, call)
    case ':uploadClickConversions':
    case ':uploadCallConversions': {
      const message = 'Customer is not allowlisted for accessing this feature.'
      throw refusal(403, 'notAllowlistedError', 'CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE', message)
    }
    default:
      return (verb === 'mutate' ? mutate(collection, account, call) : null) ?? notThere(request)
  }
}

function listAccessible({ accounts, world, login, takeOperations }: AdsCall): EmulatorResponse {
  takeOperations(1)
  const own = accounts.list(world).filter(({ logins }) => logins.includes(login))
  if (own.length === 0) {
    const message = 'The Google account is not associated with any Ads accounts.'
    throw refusal(401, 'authenticationError', 'NOT_ADS_USER', message)
  }
  return { status: 200, json: { resourceNames: own.map(({ id }) => `customers/${id}`) } }
}

function notThere({ path }: EmulatorRequest): EmulatorResponse {
  return {
    status: 404,
    text: `<!DOCTYPE html><title>Error 404 (Not Found)!!1</title><p>The requested URL <code>${encodeURI(path)}</code> was not found on this server.`,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  }
}
