import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql'
import type * as v from 'valibot'
import type { Part } from '../api-description/json-schema.ts'
import type { Asker } from './business.ts'

/** The graph's types are made of the schemas that REST answers with, so that neither tells what the other does not. */

const INSTANT = new GraphQLScalarType({ name: 'Instant', description: 'Epoch milliseconds.' })
const JSON_VALUE = new GraphQLScalarType({ name: 'JSON', description: 'Any value of JSON.' })
const NAME = /^[A-Za-z_]\w*$/

/** Fields that a type has beside those of its schema; `has` are the names of the schema's own. */
export type Relate = (type: string, has: ReadonlySet<string>) => GraphQLFieldConfigMap<unknown, Asker>
export type Shape = ReturnType<typeof openShape>

export function openShape(names: ReadonlyMap<unknown, string>, relate: Relate) {
  const types = new Map<string, GraphQLObjectType>()

  /** `place` names what has no name of its own. */
  function output(schema: v.GenericSchema, place: string): GraphQLOutputType {
    return outputOf(schema as unknown as Part, place)
  }

  function outputOf(part: Part, place: string): GraphQLOutputType {
    if ((part.type === 'nullable' || part.type === 'optional') && part.wrapped) return bare(part.wrapped, place)
    return new GraphQLNonNull(bare(part, place))
  }

  function bare(part: Part, place: string): GraphQLOutputType {
    switch (part.type) {
      case 'string':
        return /(^i|I)d$/.test(place) ? GraphQLID : GraphQLString
      case 'number':
        return /(^a|A)t$|Since$/.test(place) ? INSTANT : GraphQLFloat
      case 'boolean':
        return GraphQLBoolean
      case 'picklist':
        return enumOf(part, place)
      case 'array':
        return new GraphQLList(outputOf(part.item as Part, place))
      case 'object':
        return objectOf(part, place)
      default:
        return JSON_VALUE
    }
  }

  const enums = new Map<string, GraphQLEnumType>()
  function enumOf({ options = [] }: Part, place: string): GraphQLOutputType {
    const words = options.map(String)
    if (!words.every((word) => NAME.test(word))) return GraphQLString
    const name = capital(place)
    const made =
      enums.get(name) ?? new GraphQLEnumType({ name, values: Object.fromEntries(words.map((word) => [word, {}])) })
    enums.set(name, made)
    return made
  }

  function objectOf(part: Part, place: string): GraphQLObjectType {
    const { entries = {} } = part
    const name = names.get(part) ?? pageName(entries, names) ?? capital(place)
    const known = types.get(name)
    if (known) return known
    const made = new GraphQLObjectType({
      name,
      fields: () => ({
        ...Object.fromEntries(
          Object.entries(entries).map(([field, entry]) => [field, { type: outputOf(entry, name + capital(field)) }]),
        ),
        ...relate(name, new Set(Object.keys(entries))),
      }),
    })
    types.set(name, made)
    return made
  }

  return { output }
}

/** A page is called after what stands on it. */
function pageName(entries: Record<string, Part>, names: ReadonlyMap<unknown, string>): string | undefined {
  const item = names.get(entries['items']?.item)
  return item === undefined ? undefined : `${item}${entries['next'] ? 'Page' : 'List'}`
}

/** The query of a route as arguments. Its numbers come as text there and are written as numbers here. */
export function argumentsOf(query: v.GenericSchema | undefined, leave: string[] = []): GraphQLFieldConfigArgumentMap {
  const { entries = {} } = (query ?? {}) as unknown as Part
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([name]) => !leave.includes(name))
      .map(([name, part]) => {
        const inner = part.wrapped ?? part
        const isNumber = inner.pipe?.some(({ type, operation }) => type === 'transform' && operation === Number)
        const type: GraphQLInputType = isNumber ? GraphQLInt : /(^i|I)d$/.test(name) ? GraphQLID : GraphQLString
        const given = part.default === undefined ? {} : { defaultValue: isNumber ? Number(part.default) : part.default }
        return [name, { type, ...given }]
      }),
  )
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
