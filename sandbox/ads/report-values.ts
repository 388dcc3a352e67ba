import { queryRefusal, type GaqlCondition } from './gaql.ts'
import type { FieldType } from './report-fields.ts'

/** Whole numbers of 64 bits as text, everything else as it is; what is unset is left out. */
export function toJson(value: unknown, type: FieldType): unknown {
  if (value === undefined || value === null) return undefined
  return type === 'int64' ? spell(value) : value
}

function spell(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function compareValues(one: unknown, other: unknown, type: FieldType): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined)
  if (type === 'int64' || type === 'int32') return sign(BigInt(spell(one)), BigInt(spell(other)))
  if (type === 'double') return sign(Number(one), Number(other))
  return sign(spell(one), spell(other))
}

function sign<T>(one: T, other: T): number {
  return one < other ? -1 : Number(one > other)
}

export function isMet(value: unknown, condition: GaqlCondition, type: FieldType): boolean {
  const { operator, values, field } = condition
  const given = values.map((one) => readValue(one, field, type))
  const order = (place: number) => compareValues(value, given[place], type)
  const isUnset = value === undefined
  switch (operator) {
    case '=':
      return !isUnset && order(0) === 0
    case '!=':
      return isUnset || order(0) !== 0
    case 'IN':
      return !isUnset && given.some((_one, place) => order(place) === 0)
    case 'NOT IN':
      return isUnset || given.every((_one, place) => order(place) !== 0)
    case '>':
      return !isUnset && inOrder(field, type) && order(0) > 0
    case '>=':
      return !isUnset && inOrder(field, type) && order(0) >= 0
    case '<':
      return !isUnset && inOrder(field, type) && order(0) < 0
    case '<=':
      return !isUnset && inOrder(field, type) && order(0) <= 0
    case 'BETWEEN':
      return !isUnset && inOrder(field, type) && order(0) >= 0 && order(1) <= 0
    case 'DURING':
      throw queryRefusal('OPERATOR_FIELD_MISMATCH', `${field} DURING`)
  }
}

/** Names and flags are equal or not; only numbers and moments come before one another. */
function inOrder(field: string, type: FieldType): boolean {
  const isOrdered = typeof type === 'string' && type !== 'bool' && type !== 'message'
  if (!isOrdered || (type === 'string' && !field.endsWith('_date_time'))) {
    throw queryRefusal('OPERATOR_FIELD_MISMATCH', field)
  }
  return true
}

function readValue(given: string, field: string, type: FieldType): unknown {
  if (typeof type !== 'string') {
    const name = given.toUpperCase()
    if (type.includes(name) || name === 'UNSPECIFIED' || name === 'UNKNOWN') return name
    throw queryRefusal('BAD_ENUM_CONSTANT', given, `Unrecognized enum constant '${given}' of field '${field}'.`)
  }
  switch (type) {
    case 'int64':
    case 'int32':
      if (!/^-?\d{1,19}$/.test(given)) throw queryRefusal('BAD_NUMBER', given)
      return given
    case 'double':
      if (given === '' || Number.isNaN(Number(given))) throw queryRefusal('BAD_NUMBER', given)
      return Number(given)
    case 'bool':
      if (!/^(true|false)$/i.test(given)) throw queryRefusal('BAD_VALUE', given)
      return given.toLowerCase() === 'true'
    case 'message':
      throw queryRefusal('PROHIBITED_FIELD_IN_WHERE_CLAUSE', field)
    case 'string':
    case 'date':
      return given
  }
}
