import { isRecord, type Schema } from './prompt.ts'

const KEYWORDS = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'anyOf',
  'description',
])
const DEPTH_MAX = 10

/** What a strict mode has against a schema, with where it stands; null where it may be used. */
export function findLaxity(schema: unknown, path: string[] = []): { path: string; why: string } | null {
  const at = (why: string) => ({ path: `(${path.map((part) => `'${part}'`).join(', ')})`, why })
  if (!isRecord(schema)) return at('schema must be an object')
  if (path.length > DEPTH_MAX * 2) return at('schema is nested too deeply')
  if (path.length === 0 && schema['type'] !== 'object') return at(`schema must be a JSON Schema of 'type: "object"'`)
  const odd = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword))
  if (odd !== undefined) return at(`'${odd}' is not permitted`)
  if (!('type' in schema) && !('anyOf' in schema)) return at(`schema must have a 'type' key`)
  return (
    (schema['type'] === 'object' ? findLaxObject(schema, path, at) : null) ??
    (isRecord(schema['items']) ? findLaxity(schema['items'], [...path, 'items']) : null) ??
    (Array.isArray(schema['anyOf'])
      ? first(schema['anyOf'], (part, index) => findLaxity(part, [...path, `anyOf.${index}`]))
      : null)
  )
}

function findLaxObject(schema: Schema, path: string[], at: (why: string) => { path: string; why: string }) {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  if (schema['additionalProperties'] !== false) {
    return at(`'additionalProperties' is required to be supplied and to be false`)
  }
  const missing = Object.keys(properties).find((name) => !required.includes(name))
  if (missing !== undefined) {
    return at(
      `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'`,
    )
  }
  return first(Object.entries(properties), ([name, inner]) => findLaxity(inner, [...path, 'properties', name]))
}

function first<T, R>(list: T[], look: (item: T, index: number) => R | null): R | null {
  for (const [index, item] of list.entries()) {
    const found = look(item, index)
    if (found !== null) return found
  }
  return null
}
