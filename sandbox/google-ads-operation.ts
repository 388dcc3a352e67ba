import type { Account, Status } from './ads/account.ts'
import type { MarketCommand } from './ads/commands.ts'
import { AdsRefusal, type AdsError } from './google-ads-errors.ts'
import { malformed } from './google-ads-search.ts'

/** One operation of a mutate, read as far as all of them are alike. */
export type Operation =
  | { kind: 'create'; resource: Fields }
  | { kind: 'update'; resource: Fields; resourceName: string; mask: string[] }
  | { kind: 'remove'; resourceName: string }
export type Fields = Record<string, unknown>

/** What an operation comes to: the command for the market, and how the change is told of afterwards. */
export type Order = { command: MarketCommand; fields: string[]; nameOf: (id: string) => string }

/** Where an operation is carried out: on a rehearsal, which later ones build upon. */
export type Ground = {
  customerId: string
  account: Readonly<Account>
  madeFor: (resourceName: string) => string | undefined
}

export type PathElement = { fieldName: string; index?: number }

/** One operation is refused; where it stood in the request is added by who counts them. */
export function refuseOperation(kind: string, code: string, message: string, rest: Partial<AdsError> = {}): AdsRefusal {
  return new AdsRefusal(400, [{ kind, code, message, ...rest }])
}

export function missing(...path: string[]): AdsRefusal {
  const place = { path: path.map((fieldName) => ({ fieldName: snake(fieldName) })) }
  return refuseOperation('fieldError', 'REQUIRED', 'The required field was not present.', place)
}

/** The id at the end of a name, where it is one of this customer's collection; temporary ones are looked up. */
export function idIn(name: unknown, collection: string, ground: Ground): string {
  if (typeof name !== 'string') throw missing('resourceName')
  const match = /^customers\/(\d{10})\/([A-Za-z]+)\/(-?[\d~-]+)$/.exec(name)
  if (!match || match[2] !== collection) {
    const message = `Resource name '${name}' is malformed: expected 'customers/{customer_id}/${collection}/…'.`
    throw refuseOperation('requestError', 'RESOURCE_NAME_MALFORMED', message, { trigger: name })
  }
  const [, customerId, , id = ''] = match
  if (customerId !== ground.customerId) throw notFound(name)
  if (!id.startsWith('-')) return id
  const made = ground.madeFor(name)
  if (made !== undefined) return made
  throw notFound(name)
}

export function notFound(name: string): AdsRefusal {
  const message = `Resource was not found: '${name}'.`
  return refuseOperation('mutateError', 'RESOURCE_NOT_FOUND', message, { trigger: name })
}

/** Google's front takes a whole number as text or as a number, and nothing else. */
export function readMicros(value: unknown, ...path: string[]): number {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^-?\d{1,19}$/.test(text)) {
    throw malformed(`Invalid value at 'operations.${path.map(snake).join('.')}' (TYPE_INT64), ${JSON.stringify(value)}`)
  }
  const micros = Number(text)
  const place = { path: path.map((fieldName) => ({ fieldName: snake(fieldName) })) }
  if (micros <= 0) throw refuseOperation('rangeError', 'TOO_LOW', 'Too low.', place)
  if (micros > MICROS_MAX) throw refuseOperation('rangeError', 'TOO_HIGH', 'Too high.', place)
  if (micros % BILLABLE_UNIT_MICROS === 0) return micros
  const message = 'The value is not a multiple of the currency’s smallest billable unit (10000 micros).'
  throw refuseOperation('currencyError', 'VALUE_NOT_MULTIPLE_OF_BILLABLE_UNIT', message, { ...place, trigger: text })
}

const BILLABLE_UNIT_MICROS = 10_000
const MICROS_MAX = 1_000_000_000_000

export function readStatus(value: unknown): Status {
  if (value === 'ENABLED' || value === 'PAUSED') return value
  if (value === 'REMOVED') {
    const message = "Enum value 'REMOVED' cannot be used: remove the resource instead."
    throw refuseOperation('fieldError', 'VALUE_MUST_BE_UNSET', message, { path: [{ fieldName: 'status' }] })
  }
  throw malformed(`Invalid value at 'status' (type.googleapis.com/StatusEnum), ${JSON.stringify(value)}`)
}

export function readText(value: unknown, ...path: string[]): string {
  if (value === undefined) throw missing(...path)
  if (typeof value !== 'string') throw malformed(`Invalid value at '${path.join('.')}' (TYPE_STRING)`)
  if (value.trim() === '') throw missing(...path)
  return value
}

export function readFlag(value: unknown, name: string): boolean {
  if (value === undefined) return false
  if (typeof value === 'boolean') return value
  throw malformed(`Invalid value at '${name}' (TYPE_BOOL), ${JSON.stringify(value)}`)
}

/** The masked fields alone count; one that is masked and not given would be emptied, which none of ours may be. */
export function maskedFields(operation: Extract<Operation, { kind: 'update' }>, mutable: readonly string[]): Fields {
  const values: Fields = {}
  for (const path of operation.mask) {
    if (!mutable.includes(path)) {
      const isKnown = path in operation.resource
      const [kind, code] = isKnown ? ['fieldError', 'IMMUTABLE_FIELD'] : ['fieldMaskError', 'FIELD_NOT_FOUND']
      throw refuseOperation(kind ?? '', code ?? '', `The field '${path}' cannot be changed.`, { trigger: path })
    }
    if (operation.resource[path] === undefined) throw missing(path)
    values[path] = operation.resource[path]
  }
  return values
}

export function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

export function camel(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
}
