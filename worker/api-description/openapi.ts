import type * as v from 'valibot'
import { DecisionView, ExperimentView } from '../../tenants/contract/agents.ts'
import { ApiKeyView } from '../../tenants/contract/api-keys.ts'
import { DayNumbers, NumbersView } from '../../tenants/contract/board.ts'
import { AppointmentView, SlotView } from '../../tenants/contract/booking.ts'
import { JobView } from '../../tenants/contract/jobs.ts'
import {
  CallView,
  CustomerView,
  JourneyView,
  LeadView,
  MessageView,
  TimelineView,
  VisitView,
} from '../../tenants/contract/lists.ts'
import { QuoteView } from '../../tenants/contract/quotes.ts'
import { DeliveryView, WebhookPayloads, WebhookView } from '../../tenants/contract/webhooks.ts'
import { scopeOf } from '../access/scopes.ts'
import { MeAnswer, TenantEntry } from './answers.ts'
import { describePart, describeSchema, type JsonSchema, type Names } from './json-schema.ts'
import { listOperations, SECTIONS, type Operation } from './routes.ts'

/** What clients give a name to. */
export const NAMED: Readonly<Record<string, v.GenericSchema>> = {
  ...{ Lead: LeadView, Customer: CustomerView, Call: CallView, Message: MessageView, Journey: JourneyView },
  ...{ TimelineEvent: TimelineView, Visit: VisitView, Appointment: AppointmentView, Slot: SlotView, Job: JobView },
  ...{ Quote: QuoteView, Numbers: NumbersView, DayNumbers, ApiKey: ApiKeyView, TenantEntry, Me: MeAnswer },
  ...{ Webhook: WebhookView, Delivery: DeliveryView, Decision: DecisionView, Experiment: ExperimentView },
}
const NAMES: Names = new Map(Object.entries(NAMED).map(([name, schema]) => [schema, name]))

const ABOUT =
  'Everything a business can do on its screens, and what other programs may do for it. Instants are epoch ' +
  'milliseconds, money is in minor units of the business’s currency, phone numbers are E.164. A list gives `next`, ' +
  'which is the `after` of the page that follows. A refusal is `application/problem+json`; programs go by its `code`.' +
  '\n\nA program carries an API key, which the business makes on its Settings page: `Authorization: Bearer shk_…`. ' +
  'A key opens one business and, of it, the operations that name one of its scopes.'

/** The API as an OpenAPI 3.1 document, made from the very schemas that the routes read and answer with. */
export function buildOpenApi(appUrl: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const operation of listOperations()) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describeOperation(operation) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Shoulder', version: '1.0.0', description: ABOUT },
    servers: [{ url: appUrl }],
    tags: [...SECTIONS.map(({ name }) => ({ name })), { name: 'Webhooks' }],
    paths,
    webhooks: describeWebhooks(),
    components: {
      schemas: {
        Problem: PROBLEM,
        ...Object.fromEntries(Object.entries(NAMED).map(([name, schema]) => [name, describePart(schema, NAMES)])),
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key of one business, `shk_…`.' },
        person: {
          ...{ type: 'apiKey', in: 'header', name: 'Cf-Access-Jwt-Assertion' },
          description: 'Somebody who has signed in through Cloudflare Access.',
        },
      },
    },
  }
}

function describeOperation(operation: Operation): JsonSchema {
  const { section, summary, method, path } = operation
  const scope = scopeOf(method, path)
  const isForKeys = scope !== null || path === '/api/v1/api-key'
  const body = describeBody(operation)
  const parameters = [...describePath(path), ...describeQuery(operation), ...(operation.isOnce ? [ONCE] : [])]
  return {
    operationId: nameOperation(method, path),
    tags: [section],
    summary,
    ...(scope === null ? {} : { description: `An API key needs the scope \`${scope}\`.` }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: {
      [String(operation.status ?? 200)]: describeAnswer(operation),
      ...(operation.isOnce ? { '422': describeRefusal('The key was given to something else: `key_reused`.') } : {}),
      default: describeRefusal('A refusal.'),
    },
    security: [{ person: [] }, ...(isForKeys ? [{ apiKey: scope === null ? [] : [scope] }] : [])],
  }
}

function describeRefusal(description: string): JsonSchema {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

/** As the IETF's draft has it; see worker/api/idempotency-key.ts. */
const ONCE: JsonSchema = {
  ...{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } },
  description:
    'Of your own choice, such as a UUID, and new for whatever is to be done once. The same key with the same body is ' +
    'answered as the first time and done no second time, for 30 days; with another body it is refused with 422.',
}

/** What is sent to a business's own programs, by the rules of standardwebhooks.com. */
function describeWebhooks(): JsonSchema {
  return Object.fromEntries(
    Object.entries(WebhookPayloads).map(([event, payload]) => {
      const content = { 'application/json': { schema: describeSchema(payload) } }
      const responses = {
        '2XX': { description: 'Taken. Anything else is tried again, ten times in six hours.' },
        '410': { description: 'Nobody listens there any more: it is turned off.' },
      }
      const operation = {
        ...{ operationId: nameEvent(event), tags: ['Webhooks'], summary: TOLD[event as keyof typeof TOLD] },
        ...{ parameters: SIGNED, requestBody: { required: true, content }, responses },
      }
      return [event, { post: operation }]
    }),
  )
}

const TOLD: Record<keyof typeof WebhookPayloads, string> = {
  'lead.created': 'Somebody new wants something.',
  'booking.confirmed': 'A visit is agreed on.',
  'message.failed': 'A text or an e-mail did not arrive.',
  'webhook.test': 'Sent when somebody tries the webhook out; it is about nobody.',
}
const SIGNED = [
  ['webhook-id', 'The same at every try, so that repeats are known.'],
  ['webhook-timestamp', 'Seconds since 1970, of this try.'],
  ['webhook-signature', '`v1,` and HMAC-SHA256 in base64; two of them for a day after the secret was changed.'],
].map(([name, description]) => ({ name, in: 'header', required: true, description, schema: { type: 'string' } }))

/** `onLeadCreated` */
function nameEvent(event: string): string {
  return `on${event.replaceAll(/(?:^|\.)(\w)/g, (_match, letter: string) => letter.toUpperCase())}`
}

/** Such as `getTenantsLeads`, or `patchTenantsLeadsByLeadId`. */
export function nameOperation(method: string, path: string): string {
  const parts = path.replace('/api/v1/', '').split('/')
  const words = parts.filter((part, index) => !part.startsWith(':') || index === parts.length - 1)
  const named = words.map((word) => (word.startsWith(':') ? `by-${word.slice(1)}` : word)).join('-')
  return method.toLowerCase() + named.replaceAll(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase())
}

function describePath(path: string): JsonSchema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => {
    return { name, in: 'path', required: true, schema: { type: 'string' } }
  })
}

function describeQuery({ query }: Operation): JsonSchema[] {
  if (!query) return []
  const described = describeSchema(query, NAMES)
  const required = (described['required'] ?? []) as string[]
  return Object.entries((described['properties'] ?? {}) as Record<string, JsonSchema>).map(([name, schema]) => {
    const { default: value, ...rest } = schema
    // A default is kept as it would stand in the address, which is text.
    const given = value === undefined ? {} : { default: rest['type'] === 'integer' ? Number(value) : value }
    return { name, in: 'query', required: required.includes(name), schema: { ...rest, ...given } }
  })
}

function describeBody({ body, file }: Operation): JsonSchema | null {
  if (file === 'body') return { 'application/octet-stream': {} }
  return body ? { 'application/json': { schema: describeSchema(body, NAMES) } } : null
}

function describeAnswer({ answer, status = 200, file }: Operation): JsonSchema {
  if (status === 204) return { description: 'Done.' }
  if (status === 101) return { description: 'A WebSocket.' }
  if (status === 302) return { description: 'Elsewhere, by the header `location`.' }
  if (file === 'answer') return { description: 'A file.', content: { 'application/octet-stream': {} } }
  const schema = answer ? describeSchema(answer, NAMES) : {}
  return { description: WELL[status], content: { 'application/json': { schema } } }
}

const WELL = { 200: 'As asked for.', 201: 'Made.', 202: 'Taken; it is done by and by.' }

const TEXT: JsonSchema = { type: 'string' }
/** RFC 9457, see worker/respond.ts. */
const PROBLEM: JsonSchema = {
  type: 'object',
  properties: {
    ...{ type: TEXT, title: TEXT, status: { type: 'integer' } },
    code: { ...TEXT, description: 'What programs go by; it never changes its meaning.' },
    detail: { ...TEXT, description: 'For people.' },
    issues: {
      type: 'array',
      items: { type: 'object', properties: { path: TEXT, message: TEXT }, required: ['path', 'message'] },
    },
  },
  required: ['type', 'title', 'status', 'code', 'detail'],
}
