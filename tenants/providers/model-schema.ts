import * as v from 'valibot'

/** What the providers' strict modes know of JSON Schema: what is more, such as a length, is said in words. */
export type JsonSchema =
  | { type: 'object'; properties: Record<string, JsonSchema>; required: string[]; additionalProperties: false }
  | { type: 'array'; items: JsonSchema; description?: string }
  | { type: 'string'; enum?: string[]; description?: string }
  | { type: 'number' | 'integer' | 'boolean' | 'null'; description?: string }
  | { anyOf: JsonSchema[]; description?: string }
export type JsonObjectSchema = Extract<JsonSchema, { type: 'object' }>

/** A schema that no model could be told of: a mistake of ours, found by whoever first runs it. */
export class SchemaUntold extends Error {}

/** As valibot keeps its schemas and actions, as far as we look at them. */
type Part = {
  kind: string
  type: string
  pipe?: readonly Part[]
  entries?: Record<string, Part>
  item?: Part
  wrapped?: Part
  options?: readonly unknown[]
  literal?: unknown
  requirement?: unknown
  description?: string
}

const seen = (schema: v.GenericSchema): Part => schema as unknown as Part

/** The schema of an object for both providers: nothing beside its fields, and all of them there. */
export function describeSchema(schema: v.GenericSchema): JsonObjectSchema {
  const told = tell(seen(schema))
  if (!('type' in told) || told.type !== 'object') throw new SchemaUntold('An answer has to be an object.')
  return told
}

function tell(part: Part): JsonSchema {
  const told = tellKind(part)
  const words = [...wordsOf(part)].join(' ')
  if (words === '' || ('type' in told && told.type === 'object')) return told
  return { ...told, description: words }
}

function tellKind(part: Part): JsonSchema {
  switch (part.type) {
    case 'object':
    case 'strict_object':
      return tellObject(part.entries ?? {})
    case 'array':
      return { type: 'array', items: tell(need(part.item)) }
    case 'string':
    case 'boolean':
    case 'null':
      return { type: part.type }
    case 'number':
      return { type: part.pipe?.some(({ type }) => type === 'integer') ? 'integer' : 'number' }
    case 'picklist':
      return { type: 'string', enum: (part.options ?? []).map(needText) }
    case 'literal':
      return { type: 'string', enum: [needText(part.literal)] }
    case 'nullable':
    case 'nullish':
    case 'optional':
    case 'exact_optional':
      return { anyOf: [tell(need(part.wrapped)), { type: 'null' }] }
    case 'union':
    case 'variant':
      return { anyOf: (part.options ?? []).map((option) => tell(option as Part)) }
    default:
      throw new SchemaUntold(`A model cannot be told of "${part.type}".`)
  }
}

function tellObject(entries: Record<string, Part>): JsonSchema {
  const properties = Object.fromEntries(Object.entries(entries).map(([name, part]) => [name, tell(part)]))
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/** What a pipe adds to a type, in words: a model reads them, and the schema itself checks them afterwards. */
function* wordsOf({ pipe = [], description }: Part): Iterable<string> {
  if (description !== undefined) yield description
  for (const { kind, type, requirement, description: told } of pipe.slice(1)) {
    if (kind === 'metadata' && told !== undefined) yield told
    const bound = typeof requirement === 'number' ? requirement : null
    if (bound !== null && type in BOUNDS) yield `${BOUNDS[type]} ${bound}.`
  }
}

const BOUNDS: Record<string, string> = {
  min_length: 'Length at least',
  max_length: 'Length at most',
  length: 'Length exactly',
  min_value: 'At least',
  max_value: 'At most',
}

function need<T>(part: T | undefined): T {
  if (part === undefined) throw new SchemaUntold('A schema lacks a part.')
  return part
}

function needText(value: unknown): string {
  if (typeof value === 'string') return value
  throw new SchemaUntold('What a model chooses from are texts.')
}

/**
 * What a model answered, as the schema wants it. Strict modes have every field there, so one that may be left out comes
 * as null. Null where it does not pass; `where` names the first field that does not, and holds no value.
 */
export function readAnswer<T>(
  schema: v.GenericSchema<unknown, T>,
  answer: unknown,
): { ok: true; value: T } | { ok: false; where: string } {
  const parsed = v.safeParse(schema, leaveOut(seen(schema), answer))
  if (parsed.success) return { ok: true, value: parsed.output }
  const [issue] = parsed.issues
  return { ok: false, where: `${v.getDotPath(issue) ?? 'the answer'} (${issue.type})` }
}

function leaveOut(part: Part, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return part.item ? value.map((item) => leaveOut(need(part.item), item)) : value
  const { entries, wrapped } = part
  if (wrapped) return leaveOut(wrapped, value)
  if (!entries) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const field = entries[name]
      const isLeftOut = inner === null && (field?.type === 'optional' || field?.type === 'exact_optional')
      return isLeftOut ? [] : [[name, field ? leaveOut(field, inner) : inner]]
    }),
  )
}
