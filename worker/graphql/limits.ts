import {
  getNamedType,
  getNullableType,
  GraphQLList,
  GraphQLObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import {
  GRAPH_DEPTH_MAX,
  GRAPH_FIELDS_MAX,
  GRAPH_INTROSPECTION_WEIGHT,
  GRAPH_LIST_ITEMS,
  GRAPH_SLOTS_A_DAY,
} from '../bounds.ts'

/** Why a query is not begun with. */
export type Excess = 'too_deep' | 'too_large' | 'circular'
type Variables = Record<string, unknown>

/**
 * Whether an answer could become too large, before anything is checked or read. What counts is how many fields it may
 * have at most: each alias, each fragment wherever it is spread, and everything in a list as often as the list is long.
 * A field that asks a business for something counts as many more.
 */
export function findExcess(schema: GraphQLSchema, document: DocumentNode, variables: Variables): Excess | null {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  }
  const walk: Walk = { schema, variables, fragments, within: [], left: GRAPH_FIELDS_MAX }
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue
    walk.variables = { ...defaultsOf(node), ...variables }
    const type = schema.getRootType(node.operation) ?? null
    const excess = measure(walk, node.selectionSet, { type, times: 1, size: 1, depth: 1, isMeta: false })
    if (excess) return excess
  }
  return null
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  const defaults = variableDefinitions.map(({ variable, defaultValue }) => {
    return [variable.name.value, defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined]
  })
  return Object.fromEntries(defaults) as Variables
}

/** `left`: how many fields there may still be. */
type Walk = {
  schema: GraphQLSchema
  variables: Variables
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  within: string[]
  left: number
}
/** `times`: how often all this may stand in the answer; `size`: how long a list right below is at most. */
type Place = { type: GraphQLObjectType | null; times: number; size: number; depth: number; isMeta: boolean }

function measure(walk: Walk, { selections }: SelectionSetNode, place: Place): Excess | null {
  for (const node of selections) {
    // Spreading counts too, so that fragments of nothing but fragments come to an end.
    walk.left -= place.times
    if (walk.left < 0) return 'too_large'
    const excess =
      node.kind === Kind.FIELD
        ? measureField(walk, node, place)
        : node.kind === Kind.INLINE_FRAGMENT
          ? measure(walk, node.selectionSet, place)
          : measureFragment(walk, node.name.value, place)
    if (excess) return excess
  }
  return null
}

function measureFragment(walk: Walk, name: string, place: Place): Excess | null {
  if (walk.within.includes(name)) return 'circular'
  const fragment = walk.fragments.get(name)
  if (!fragment) return null
  walk.within.push(name)
  const type = walk.schema.getType(fragment.typeCondition.name.value)
  const at = type instanceof GraphQLObjectType ? { ...place, type } : place
  const excess = measure(walk, fragment.selectionSet, at)
  walk.within.pop()
  return excess
}

function measureField(walk: Walk, node: FieldNode, place: Place): Excess | null {
  const name = node.name.value
  const isMeta = place.isMeta || name.startsWith('__')
  const field = place.type?.getFields()[name]
  const weight = Number(field?.extensions['weight'] ?? 0)
  walk.left -= place.times * weight
  if (!node.selectionSet) return walk.left < 0 ? 'too_large' : null
  if (place.depth >= GRAPH_DEPTH_MAX && !isMeta) return 'too_deep'
  const type = field ? getNamedType(field.type) : null
  const below = { type: type instanceof GraphQLObjectType ? type : null, depth: place.depth + 1, isMeta }
  if (isMeta) {
    walk.left -= GRAPH_INTROSPECTION_WEIGHT
    return measure(walk, node.selectionSet, { ...below, times: place.times, size: 1 })
  }
  const isList = field !== undefined && getNullableType(field.type) instanceof GraphQLList
  const times = isList ? place.times * place.size : place.times
  return measure(walk, node.selectionSet, { ...below, times, size: sizeOf(walk, node, field) })
}

/** As long as was asked for; an argument that makes no sense is refused later, and counts as the largest until then. */
function sizeOf(walk: Walk, node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number {
  const limit = readCount(walk, node, field, 'limit')
  if (limit !== null) return limit
  const days = readCount(walk, node, field, 'days')
  if (days === null) return GRAPH_LIST_ITEMS
  return field?.name === 'slots' ? days * GRAPH_SLOTS_A_DAY : days
}

/** Null where the field has no such argument. Never less than one: nothing may count as nothing, or give back. */
function readCount(
  { variables }: Walk,
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | undefined,
  name: string,
): number | null {
  const known = field?.args.find((arg) => arg.name === name)
  if (!known) return null
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value
  if (value === undefined || value.kind === Kind.NULL) return Number(known.defaultValue)
  const given =
    value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.INT && Number(value.value)
  if (given === undefined || given === null) return Number(known.defaultValue)
  return typeof given === 'number' ? Math.max(1, given) : GRAPH_FIELDS_MAX
}
