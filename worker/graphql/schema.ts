import {
  GraphQLID,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
} from 'graphql'
import type * as v from 'valibot'
import { OwnApiKey } from '../../tenants/contract/api-keys.ts'
import { refuseFleet, refuseKey } from '../access/sign-in.ts'
import { MeAnswer, pageOf, ProfileAnswer, TenantEntry } from '../api-description/answers.ts'
import { NAMED } from '../api-description/openapi.ts'
import { TenantsQuery } from '../api/tenants.ts'
import { GRAPH_BUSINESS_WEIGHT, GRAPH_LIST_WEIGHT } from '../bounds.ts'
import { loadNamedGrants } from '../directory/people.ts'
import { listTenants } from '../directory/tenants.ts'
import { parseQuery } from '../read-body.ts'
import type { Asker, Business, Door } from './business.ts'
import { faultOf } from './faults.ts'
import { listTenantReads, type TenantRead } from './reads.ts'
import { argumentsOf, openShape, type Shape } from './shape.ts'

/** Which business an object was read from. Clients see names alone. */
const OWNER = Symbol('owner')
type Owned = { [OWNER]: Business; customerId?: string | null; tenantId?: string | null; id: string }
type Field = GraphQLFieldConfig<unknown, Asker>

const NAMES = new Map<unknown, string>([
  ...Object.entries(NAMED).map(([name, schema]) => [schema, name] as const),
  ...([
    [ProfileAnswer, 'Profile'],
    [OwnApiKey, 'OwnApiKey'],
  ] as const),
])
const PROFILE: Door = { action: 'read_tenant', route: '/api/v1/tenants/:id' }

/** The graph: what REST reads, as one query. */
export function buildSchema(): GraphQLSchema {
  const reads = listTenantReads()
  const people = reads.find(({ name }) => name === 'customers')
  if (!people) throw new Error('The graph has no customers.')
  const shape: Shape = openShape(NAMES, (type, has) => ({
    ...(has.has('customerId') ? { customer: customerField() } : {}),
    ...(has.has('tenantId') || type === 'TenantEntry' ? { tenant: { type: tenant, resolve: toTenant } } : {}),
    ...(type === 'Customer' ? listsOfCustomer(shape, reads) : {}),
  }))

  const tenant: GraphQLObjectType = new GraphQLObjectType<Business, Asker>({
    name: 'Tenant',
    description: 'A business. What whoever asks may not read is null, with an error that has its `code`.',
    fields: () => ({
      id: { type: new GraphQLNonNull(GraphQLID) },
      profile: {
        type: output(ProfileAnswer),
        extensions: { weight: GRAPH_BUSINESS_WEIGHT },
        resolve: (business) => business.read(PROFILE, { of: 'profile' }),
      },
      customer: {
        ...customerField(),
        args: { id: { type: new GraphQLNonNull(GraphQLID) } },
        extensions: { weight: GRAPH_BUSINESS_WEIGHT },
        resolve: (business, args) => findCustomer(business, String(args['id'])),
      },
      ...Object.fromEntries(reads.map((read) => [read.name, listField(output, read)])),
    }),
  })

  const output = (schema: v.GenericSchema) => {
    const type = shape.output(schema, '')
    return type instanceof GraphQLNonNull ? (type.ofType as typeof tenant) : (type as typeof tenant)
  }

  function customerField(): Field {
    return {
      type: output(NAMED['Customer'] as v.GenericSchema),
      description: 'Null as well where they have been erased.',
      extensions: { weight: GRAPH_LIST_WEIGHT },
      resolve: (source) => {
        const { customerId, [OWNER]: business } = source as Owned
        return customerId ? findCustomer(business, customerId) : null
      },
    }
  }

  async function findCustomer(business: Business, id: string): Promise<unknown> {
    const { action, route } = people as TenantRead
    const found = await business.readCustomer({ action, route }, id)
    return found && own(found, business)
  }

  return new GraphQLSchema({
    query: new GraphQLObjectType<unknown, Asker>({ name: 'Query', fields: () => rootFields(output, tenant) }),
  })
}

type Output = (schema: v.GenericSchema) => GraphQLObjectType

function rootFields(output: Output, tenant: GraphQLObjectType): GraphQLFieldConfigMap<unknown, Asker> {
  const page = pageOf(TenantEntry)
  return {
    me: { type: output(MeAnswer), description: 'Who is signed in.', resolve: (_source, _args, asker) => readMe(asker) },
    apiKey: {
      type: output(OwnApiKey),
      description: 'What the key in the request opens.',
      resolve: (_source, _args, { context }) => {
        if (context.person.key) return context.person.key
        throw faultOf({ code: 'forbidden', detail: 'The request carries no API key.' })
      },
    },
    tenants: {
      type: output(page),
      description: 'All businesses for an admin, their own for a reseller.',
      args: argumentsOf(TenantsQuery),
      resolve: (_source, args, asker) => readTenants(asker, args),
    },
    tenant: {
      type: tenant,
      args: { id: { type: new GraphQLNonNull(GraphQLID) } },
      description: 'Null, with an error, where there is none or it is none of theirs who ask.',
      resolve: async (_source, args, asker) => {
        const business = asker.business(String(args['id']))
        await business.see()
        return business
      },
    },
  }
}

async function readMe({ context }: Asker): Promise<unknown> {
  const { env, person } = context
  const refusal = refuseKey(person)
  if (refusal) throw faultOf(refusal)
  const grants = await loadNamedGrants(env.DIRECTORY, person.email)
  return { email: person.email, isAdmin: person.isAdmin, grants, sandboxUrl: env.settings.SANDBOX_URL ?? null }
}

async function readTenants({ context }: Asker, args: Record<string, unknown>): Promise<unknown> {
  const { env, person } = context
  const refusal = refuseFleet(person, 'list_tenants')
  if (refusal) throw faultOf(refusal)
  const { after = '', limit } = readArguments(TenantsQuery, args)
  return listTenants(env.DIRECTORY, { after, limit, ofPerson: person.isAdmin ? null : person.email })
}

function toTenant(source: unknown, _args: unknown, asker: Asker): Business | null {
  const { tenantId, id } = source as Owned
  const named = tenantId === undefined ? id : tenantId
  return named === null ? null : asker.business(named)
}

function listField(output: Output, read: TenantRead): GraphQLFieldConfig<Business, Asker> {
  return {
    type: output(read.answer),
    description: read.summary,
    args: argumentsOf(read.query),
    extensions: { weight: GRAPH_BUSINESS_WEIGHT },
    resolve: (business, args) => readList(business, read, args),
  }
}

/** Every list that REST narrows down to one customer. */
function listsOfCustomer(shape: Shape, reads: TenantRead[]): GraphQLFieldConfigMap<unknown, Asker> {
  const narrowed = reads.filter(({ name, query }) => name !== 'customers' && 'customerId' in argumentsOf(query))
  const fields = narrowed.map((read): [string, Field] => [
    read.name,
    {
      type: (shape.output(read.answer, '') as GraphQLNonNull<GraphQLObjectType>).ofType,
      description: read.summary,
      args: argumentsOf(read.query, ['customerId']),
      extensions: { weight: GRAPH_LIST_WEIGHT },
      resolve: (source, args) => {
        const { id, [OWNER]: business } = source as Owned
        return readList(business, read, { ...args, customerId: id })
      },
    },
  ])
  return Object.fromEntries(fields)
}

async function readList(business: Business, read: TenantRead, args: Record<string, unknown>): Promise<unknown> {
  const query = read.query ? readArguments(read.query, args) : null
  const answer = await business.read(read, read.read(query))
  if ('items' in answer) for (const item of answer.items) own(item, business)
  return answer
}

/** By the very schema that reads the query of the route, where everything is text. */
function readArguments<S extends v.GenericSchema>(schema: S, args: Record<string, unknown>): v.InferOutput<S> {
  const given = Object.entries(args).filter(([, value]) => value !== null && value !== undefined)
  const query = parseQuery(Object.fromEntries(given.map(([name, value]) => [name, String(value)])), schema)
  if (!query.ok) throw faultOf(query.error)
  return query.value
}

function own<T extends object>(item: T, business: Business): T {
  return Object.assign(item, { [OWNER]: business })
}
