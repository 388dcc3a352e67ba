import { MarketRefusal } from './ads/commands.ts'
import type { Market } from './ads/market.ts'
import type { EmulatorResponse } from './emulator.ts'
import type { AdsCall } from './google-ads-call.ts'
import { COLLECTIONS, type Collection } from './google-ads-collections.ts'
import { AdsRefusal, failureOf, refusal, type AdsError } from './google-ads-errors.ts'
import { strikeMutate, strikeOperation } from './google-ads-faults.ts'
import { camel, refuseOperation, snake, type Operation, type Order, type PathElement } from './google-ads-operation.ts'
import { stateOf } from './google-ads-resources.ts'
import type { AdsAccount, AppliedMutate } from './google-ads-records.ts'
import { malformed, readBody, readObject } from './google-ads-search.ts'

const OPERATIONS_MAX = 10_000
const REQUEST_FIELDS = ['partialFailure', 'validateOnly', 'responseContentType']
/** What stands in a status of gRPC for a request that was wrong. */
const INVALID_ARGUMENT = 3

type Asked = { collection: Collection; json: Record<string, unknown>; path: PathElement[] }
type Options = { isPartial: boolean; isTrial: boolean; wantsResource: boolean }
type Outcome = { asked: Asked; applied: AppliedMutate } | { asked: Asked; errors: AdsError[] }

/** `…/adGroupCriteria:mutate` and its like: operations of one kind. */
export function mutate(name: string, account: AdsAccount, call: AdsCall): EmulatorResponse | null {
  const collection = COLLECTIONS[name]
  if (!collection) return null
  const body = readBody(call, ['operations', ...REQUEST_FIELDS])
  const asked = readList(body['operations'], 'operations').map((json, index) => ({
    ...{ collection, json: readObject(json, `operations[${index}]`, ['create', 'update', 'remove', 'updateMask']) },
    path: [{ fieldName: 'operations', index }],
  }))
  return answer(asked, account, call, readOptions(body), {
    list: 'results',
    wrap: (_one, result) => result,
  })
}

/** `googleAds:mutate`: operations of many kinds, which may name what an earlier one makes by an id below zero. */
export function mutateMany(account: AdsAccount, call: AdsCall): EmulatorResponse {
  const body = readBody(call, ['mutateOperations', ...REQUEST_FIELDS])
  const kinds = new Map(Object.values(COLLECTIONS).map((one) => [`${one.field}Operation`, one]))
  const asked = readList(body['mutateOperations'], 'mutate_operations').map((json, index) => {
    const place = `mutate_operations[${index}]`
    const own = readObject(json, place, [...kinds.keys()])
    const [entry, ...others] = Object.entries(own)
    const collection = kinds.get(entry?.[0] ?? '')
    if (!entry || !collection || others.length > 0)
      throw malformed(`Invalid value at '${place}': one operation is wanted.`)
    return {
      ...{ collection, json: readObject(entry[1], place, ['create', 'update', 'remove', 'updateMask']) },
      path: [{ fieldName: 'mutate_operations', index }, { fieldName: snake(entry[0]) }],
    }
  })
  return answer(asked, account, call, readOptions(body), {
    list: 'mutateOperationResponses',
    wrap: ({ collection }, result) =>
      result['resourceName'] === undefined ? {} : { [`${collection.field}Result`]: result },
  })
}

type Form = { list: string; wrap: (asked: Asked, result: Record<string, unknown>) => Record<string, unknown> }

function answer(asked: Asked[], account: AdsAccount, call: AdsCall, options: Options, form: Form): EmulatorResponse {
  if (account.isManager) throw refusal(400, 'mutateError', 'OPERATION_DOES_NOT_SUPPORT_MANAGER_CUSTOMER', 'A manager.')
  call.takeOperations(asked.length)
  strikeMutate(call.world)
  const market = call.accounts.marketOf(account, call.world)
  const outcomes = rehearse(asked, account, market, call)
  const errors = outcomes.flatMap((one) => ('errors' in one ? one.errors : []))
  if (errors.length > 0 && !options.isPartial) {
    throw new AdsRefusal(errors.every(({ kind }) => kind === 'internalError') ? 500 : 400, errors)
  }
  if (options.isTrial)
    return { status: 200, json: errors.length > 0 ? { partialFailureError: partial(errors, call) } : {} }
  const applied = outcomes.flatMap((one) => ('applied' in one ? [one.applied] : []))
  commit(applied, account, market, call)
  const results = outcomes.map((one) => {
    if ('errors' in one) return form.wrap(one.asked, {})
    const { resourceName } = one.applied
    const resource = options.wantsResource
      ? { [one.asked.collection.field]: { resourceName, ...one.applied.after } }
      : {}
    return form.wrap(one.asked, { resourceName, ...resource })
  })
  const failure = errors.length > 0 ? { partialFailureError: partial(errors, call) } : {}
  return { status: 200, json: { ...failure, [form.list]: results } }
}

function partial(errors: AdsError[], { requestId, version }: AdsCall) {
  const [first] = errors
  const message =
    errors.length === 1
      ? `${first?.message ?? ''}`
      : 'Multiple errors in ‘details’. First error: ' + (first?.message ?? '')
  return { code: INVALID_ARGUMENT, message, details: [failureOf(errors, requestId, version)] }
}

/** Tries every operation on a copy, each on top of those before it. Nothing of the account has changed afterwards. */
function rehearse(asked: Asked[], account: AdsAccount, market: Market, { world }: AdsCall): Outcome[] {
  const trial = market.rehearse()
  const made = new Map<string, string>()
  const ground = { customerId: account.id, account: trial.account, madeFor: (name: string) => made.get(name) }
  return asked.map((one, place) => {
    try {
      strikeOperation(world, place === asked.length - 1, bringsWords(one))
      const operation = readOperation(one)
      const order = one.collection.read(operation, ground)
      const before =
        operation.kind === 'create' ? {} : stateOf(one.collection.resourceType, operation.resourceName, ground)
      const id = trial.apply(order.command)
      const resourceName = order.nameOf(id)
      if (operation.kind === 'create') {
        const own = operation.resource['resourceName']
        if (typeof own === 'string') made.set(own, id)
      }
      const after = operation.kind === 'remove' ? {} : stateOf(one.collection.resourceType, resourceName, ground)
      return { asked: one, applied: describeChange(one.collection, operation, order, { resourceName, before, after }) }
    } catch (error) {
      return { asked: one, errors: placed(error, one) }
    }
  })
}

function bringsWords({ json, collection }: Asked): boolean {
  return json['create'] !== undefined && /^AD_GROUP_(AD|CRITERION)$/.test(collection.resourceType)
}

type Stand = { resourceName: string; before: Record<string, unknown>; after: Record<string, unknown> }

function describeChange({ resourceType }: Collection, { kind }: Operation, order: Order, stand: Stand): AppliedMutate {
  const operation = ({ create: 'CREATE', update: 'UPDATE', remove: 'REMOVE' } as const)[kind]
  return { resourceType, operation, fields: order.fields, ...stand, command: order.command }
}

/** Written down before it is done, so that what was answered is there after a restart. */
function commit(applied: AppliedMutate[], account: AdsAccount, market: Market, call: AdsCall): void {
  if (applied.length === 0) return
  const { accounts, world, requestId, login } = call
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: account.timeZone, timeStyle: 'medium' }).format(
    world.now(),
  )
  accounts.write(account, { kind: 'mutate', requestId, login, at: `${market.today()} ${clock}`, applied }, world)
  for (const { command } of applied) market.apply(command)
}

function readOptions(body: Record<string, unknown>): Options {
  for (const name of ['partialFailure', 'validateOnly']) {
    if (body[name] !== undefined && typeof body[name] !== 'boolean')
      throw malformed(`Invalid value at '${snake(name)}' (TYPE_BOOL)`)
  }
  const content = body['responseContentType'] ?? 'RESOURCE_NAME_ONLY'
  if (content !== 'RESOURCE_NAME_ONLY' && content !== 'MUTABLE_RESOURCE') {
    throw malformed(`Invalid value at 'response_content_type', ${JSON.stringify(content)}`)
  }
  const [isPartial, isTrial] = [body['partialFailure'] === true, body['validateOnly'] === true]
  return { isPartial, isTrial, wantsResource: content === 'MUTABLE_RESOURCE' }
}

function readList(value: unknown, name: string): unknown[] {
  if (value !== undefined && !Array.isArray(value)) throw malformed(`Invalid value at '${name}': a list is wanted.`)
  if (value === undefined || value.length === 0) {
    throw refusal(400, 'requestError', 'REQUIRED_FIELD_MISSING', 'No operations.', { path: [{ fieldName: name }] })
  }
  if (value.length > OPERATIONS_MAX) {
    throw refusal(400, 'requestError', 'TOO_MANY_MUTATE_OPERATIONS', 'At most 10,000 operations in a request.')
  }
  return value
}

function readOperation({ json, collection }: Asked): Operation {
  const kinds = (['create', 'update', 'remove'] as const).filter((kind) => json[kind] !== undefined)
  const [kind] = kinds
  if (kind === undefined || kinds.length > 1) {
    throw refuseOperation('operationAccessDeniedError', 'ACTION_NOT_PERMITTED', 'One of create, update and remove.')
  }
  if (kind === 'remove') {
    if (typeof json['remove'] !== 'string') throw malformed(`Invalid value at 'operations.remove' (TYPE_STRING)`)
    return { kind, resourceName: json['remove'] }
  }
  const resource = readObject(json[kind], `operations.${kind}`, collection.fields)
  if (kind === 'create') return { kind, resource }
  const { updateMask } = json
  if (typeof updateMask !== 'string' || updateMask.trim() === '') {
    throw refuseOperation(
      'fieldMaskError',
      'FIELD_MASK_MISSING',
      'The field mask must be provided for update operations.',
    )
  }
  const mask = updateMask.split(',').map((path) => camel(path.trim()))
  const { resourceName } = resource
  if (typeof resourceName !== 'string') throw refuseOperation('fieldError', 'REQUIRED', 'A resource name is required.')
  return { kind, resource, resourceName, mask }
}

/** What Google says where the account does not allow a change. */
const BY_CODE: Record<MarketRefusal['code'], [kind: string, code: string]> = {
  not_found: ['mutateError', 'RESOURCE_NOT_FOUND'],
  removed: ['contextError', 'OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE'],
  duplicate: ['criterionError', 'DUPLICATE'],
  budget_in_use: ['campaignBudgetError', 'CAMPAIGN_BUDGET_IN_USE'],
}
const DUPLICATES: Record<string, [kind: string, code: string]> = {
  CAMPAIGN: ['campaignError', 'DUPLICATE_CAMPAIGN_NAME'],
  AD_GROUP: ['adGroupError', 'DUPLICATE_ADGROUP_NAME'],
}

function placed(error: unknown, { path, collection }: Asked): AdsError[] {
  if (error instanceof MarketRefusal) {
    const [kind, code] =
      (error.code === 'duplicate' ? DUPLICATES[collection.resourceType] : undefined) ?? BY_CODE[error.code]
    return [{ kind, code, message: error.message, path }]
  }
  if (!(error instanceof AdsRefusal)) throw error
  return error.errors.map((one) => ({ ...one, path: [...path, ...(one.path ?? [])] }))
}
