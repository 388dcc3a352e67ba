import { printSchema, type GraphQLSchema } from 'graphql'
import * as v from 'valibot'
import type { Route, SignedInContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse } from '../respond.ts'
import { openAsker } from './business.ts'
import { buildSchema } from './schema.ts'
import { openYoga, type Yoga } from './yoga.ts'

const GraphQuery = v.object({
  query: v.pipe(v.string(), v.minLength(1)),
  variables: v.optional(v.nullable(v.record(v.string(), v.unknown()))),
  operationName: v.optional(v.nullable(v.string())),
})

/** By this answer type a query that cannot be run is no 200 (GraphQL over HTTP). */
const MODERN = 'application/graphql-response+json'

/** Made when it is first asked for: most Workers that start are never asked. */
let schema: GraphQLSchema | null = null
let yoga: Yoga | null = null

/** `POST /api/graphql`: `{data, errors?}`, where each error has one of our codes. */
export const answerGraph: Route<SignedInContext> = async (request, context) => {
  const asked = await readJson(request, GraphQuery)
  if (!asked.ok) return refuse(asked.error)
  schema ??= buildSchema()
  yoga ??= openYoga(schema)
  const isModern = request.headers.get('accept')?.includes(MODERN)
  const accept = isModern ? MODERN : 'application/json'
  const body = JSON.stringify(asked.value)
  const headers = { 'content-type': 'application/json', accept }
  return yoga.fetch(new Request(request.url, { method: 'POST', headers, body }), openAsker(context))
}

/** `GET /api/graphql`: the schema in its own language, for people and for generators. It tells of no business. */
export const showGraph: Route = () => {
  schema ??= buildSchema()
  const text = `# POST a query here as {"query": "…"}, signed in or with an API key; see /api/docs.\n\n${printSchema(schema)}\n`
  return Promise.resolve(new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } }))
}
