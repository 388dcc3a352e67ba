import type * as v from 'valibot'

/** JSON Schema (2020-12), as far as our schemas need it. */
export type JsonSchema = { [keyword: string]: unknown }

/** What valibot keeps of a schema or of a step in its pipe, seen from outside. */
export type Part = {
  kind: string
  type: string
  pipe?: readonly Part[]
  wrapped?: Part
  default?: unknown
  entries?: Record<string, Part>
  options?: readonly unknown[]
  item?: Part
  key?: Part
  value?: Part
  literal?: unknown
  requirement?: unknown
  message?: unknown
  operation?: unknown
}

/** Names that schemas go by in the document, so that each stands in it once. */
export type Names = ReadonlyMap<unknown, string>

/**
 * A schema as what may be sent, before anything is trimmed or made of it. Whatever it says is checked; what only code
 * can check stands in words.
 */
export function describeSchema(schema: v.GenericSchema, names: Names = new Map()): JsonSchema {
  return describe(schema as unknown as Part, names)
}

function describe(part: Part, names: Names): JsonSchema {
  const name = names.get(part)
  return name === undefined ? describePart(part, names) : { $ref: `#/components/schemas/${name}` }
}

/** The schema itself, also where it has a name. */
export function describePart(part: unknown, names: Names): JsonSchema {
  const { pipe } = part as Part
  return pipe ? describePipe(pipe, names) : describeType(part as Part, names)
}

function describePipe([first, ...steps]: readonly Part[], names: Names): JsonSchema {
  const described = first ? describe(first, names) : {}
  const words: string[] = []
  for (const step of steps) {
    if (step.kind === 'schema') break
    if (step.kind === 'transformation' && !KEEPS_SHAPE.has(step.type)) {
      if (step.operation !== Number) break
      // In a query everything is text; as what it is read.
      for (const keyword of ['pattern', 'minLength', 'maxLength']) delete described[keyword]
      described['type'] = 'integer'
    } else if (step.type === 'check' && typeof step.message === 'string') words.push(step.message)
    else Object.assign(described, describeStep(step, described))
  }
  return words.length === 0 ? described : { ...described, description: words.join('; ') }
}

const KEEPS_SHAPE: ReadonlySet<string> = new Set(['trim', 'to_lower_case', 'to_upper_case', 'normalize'])

function describeStep({ type, requirement }: Part, { type: base }: JsonSchema): JsonSchema {
  switch (type) {
    case 'regex':
      return { pattern: (requirement as RegExp).source }
    case 'min_length':
      return base === 'array' ? { minItems: requirement } : { minLength: requirement }
    case 'max_length':
      return base === 'array' ? { maxItems: requirement } : { maxLength: requirement }
    case 'length':
      return { minLength: requirement, maxLength: requirement }
    case 'min_value':
      return { minimum: requirement }
    case 'max_value':
      return { maximum: requirement }
    case 'multiple_of':
      return { multipleOf: requirement }
    case 'integer':
    case 'safe_integer':
      return { type: 'integer' }
    case 'email':
      return { format: 'email' }
    case 'url':
      return { format: 'uri' }
    case 'iso_timestamp':
      return { format: 'date-time' }
    case 'iso_date':
      return { format: 'date' }
    default:
      return {}
  }
}

function describeType(part: Part, names: Names): JsonSchema {
  switch (part.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { type: part.type }
    case 'literal':
      return { const: part.literal }
    case 'picklist':
      return describeChoice(part.options ?? [])
    case 'nullable':
      return nullable(part.wrapped ? describe(part.wrapped, names) : {})
    case 'optional':
      return { ...(part.wrapped ? describe(part.wrapped, names) : {}), ...defaultOf(part) }
    case 'array':
      return { type: 'array', items: part.item ? describe(part.item, names) : {} }
    case 'record':
      return { type: 'object', additionalProperties: part.value ? describe(part.value, names) : true }
    case 'union':
    case 'variant':
      return { anyOf: (part.options as Part[]).map((option) => describe(option, names)) }
    case 'object':
    case 'loose_object':
    case 'strict_object':
      return describeObject(part, names)
    default:
      return {}
  }
}

function describeChoice(options: readonly unknown[]): JsonSchema {
  const isText = options.every((option) => typeof option === 'string')
  return { type: isText ? 'string' : 'number', enum: options }
}

function nullable(described: JsonSchema): JsonSchema {
  if (typeof described['type'] !== 'string' || 'enum' in described) return { anyOf: [described, { type: 'null' }] }
  return { ...described, type: [described['type'], 'null'] }
}

function defaultOf({ default: value }: Part): JsonSchema {
  return value === undefined || typeof value === 'function' ? {} : { default: value }
}

function describeObject({ type, entries = {} }: Part, names: Names): JsonSchema {
  const required = Object.keys(entries).filter((key) => entries[key]?.type !== 'optional')
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, describe(entry, names)])),
    ...(required.length > 0 ? { required } : {}),
    ...(type === 'strict_object' ? { additionalProperties: false } : {}),
  }
}
