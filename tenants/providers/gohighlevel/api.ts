import * as v from 'valibot'
import { HOUR_MS, SECOND_MS } from '../../base/clock.ts'
import { readRetryAfter, type Http, type HttpAnswer, type HttpRequest } from '../http.ts'
import { parseAnswer } from '../parse.ts'
import { Contact, contactOf } from './contact.ts'
import type { Answer, CrmOpportunity, CrmPipeline, CrmPort, Forgotten } from '../port.ts'
import type { LocationTokens } from './tokens.ts'
import { GHL_VERSIONS, type GhlProduct } from './versions.ts'

export const GHL_TIMEOUT_MS = 8 * SECOND_MS
/** The documented window of 100 requests, for an answer without its header. */
const RATE_WINDOW_MS = 10 * SECOND_MS
const OPPORTUNITIES_MAX = 100

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const Text = v.nullish(v.string())
const Opportunity = v.object({
  id: Id,
  pipelineStageId: v.fallback(v.string(), ''),
  status: v.picklist(['open', 'won', 'lost', 'abandoned']),
  pipelineId: Text,
  contactId: Text,
})
const Pipeline = v.object({
  id: Id,
  name: v.string(),
  stages: v.array(v.object({ id: Id, name: v.string(), position: v.nullish(v.number()) })),
})

type Call = {
  product: GhlProduct
  method: HttpRequest['method']
  path: string
  body?: Record<string, unknown>
}

type Options = { apiUrl: string; locationId: string; tokens: LocationTokens; http: Http }
type Ask = <S extends v.GenericSchema>(call: Call, schema: S) => Promise<Answer<v.InferOutput<S>>>

/**
 * GoHighLevel's contacts, opportunities and notes of one location (v2 contract). A write that was not answered readably
 * is in doubt; a read is just unavailable. A second open opportunity of a contact is refused with code `duplicate`.
 */
export function gohighlevelCrm(options: Options): CrmPort {
  const ask = askWithToken(options)
  return { ...contactCalls(ask, options.locationId), ...opportunityCalls(ask, options.locationId), ...forgetCalls(ask) }
}

/** A token that is refused is renewed once; the second refusal stands. */
function askWithToken({ apiUrl, tokens, http }: Options): Ask {
  const base = apiUrl.replace(/\/+$/, '')

  function attempt(call: Call, token: string): Promise<HttpAnswer> {
    return http({
      method: call.method,
      url: base + call.path,
      headers: {
        Authorization: `Bearer ${token}`,
        Version: GHL_VERSIONS[call.product],
        Accept: 'application/json',
        ...(call.body ? { 'Content-Type': 'application/json' } : {}),
      },
      body: call.body ? JSON.stringify(call.body) : null,
      timeoutMs: GHL_TIMEOUT_MS,
    })
  }

  return async (call, schema) => {
    const token = await tokens.current()
    if (token.kind !== 'answered') return token
    const answer = await attempt(call, token.value)
    if (answer.kind !== 'answered' || answer.status !== 401) return read(call, answer, schema)
    const renewed = await tokens.renew(token.value)
    if (renewed.kind !== 'answered') return renewed
    return read(call, await attempt(call, renewed.value), schema)
  }
}

type ContactCalls = Pick<CrmPort, 'fetchContact' | 'upsertContact' | 'addNote'>

function forgetCalls(ask: Ask): Pick<CrmPort, 'forgetContact' | 'forgetOpportunity'> {
  const forget = async (product: GhlProduct, ref: string): Promise<Forgotten> => {
    const call = { product, method: 'DELETE', path: `/${product}/${encodeURIComponent(ref)}` } as const
    const answer = await ask(call, v.object({}))
    if (answer.kind === 'answered') return { kind: 'answered', value: 'deleted' }
    if (answer.kind === 'refused' && answer.code === 'http_404') return { kind: 'answered', value: 'gone' }
    return answer.kind === 'in_doubt' ? { kind: 'unavailable', code: answer.code, retryAfterMs: null } : answer
  }
  return { forgetContact: (ref) => forget('contacts', ref), forgetOpportunity: (ref) => forget('opportunities', ref) }
}

function contactCalls(ask: Ask, locationId: string): ContactCalls {
  return {
    async fetchContact(contactRef) {
      const path = `/contacts/${encodeURIComponent(contactRef)}`
      const answer = await ask({ product: 'contacts', method: 'GET', path }, v.object({ contact: Contact }))
      return mapAnswer(answer, ({ contact }) => contactOf(contact))
    },

    async upsertContact({ phone, email, name, source }) {
      // No `tags`: they would overwrite the contact's own.
      const body = { locationId, source, ...present({ phone, email, name }) }
      const call = { product: 'contacts', method: 'POST', path: '/contacts/upsert', body } as const
      return mapAnswer(await ask(call, v.object({ contact: Contact })), ({ contact }) => contactOf(contact))
    },

    async addNote(contactRef, body) {
      const path = `/contacts/${encodeURIComponent(contactRef)}/notes`
      const call = { product: 'contacts', method: 'POST', path, body: { body } } as const
      return mapAnswer(await ask(call, v.object({ note: v.object({ id: Id }) })), ({ note }) => ({ noteRef: note.id }))
    },
  }
}

function opportunityCalls(
  ask: Ask,
  locationId: string,
): Omit<CrmPort, keyof ContactCalls | 'forgetContact' | 'forgetOpportunity'> {
  return {
    async fetchPipelines() {
      const path = `/opportunities/pipelines?${query({ locationId })}`
      const answer = await ask(
        { product: 'opportunities', method: 'GET', path },
        v.object({ pipelines: v.array(Pipeline) }),
      )
      return mapAnswer(answer, ({ pipelines }) => pipelines.map(pipelineOf))
    },

    async findOpportunity(contactRef, pipelineRef) {
      const search = { contact_id: contactRef, pipeline_id: pipelineRef, status: 'open' }
      const limit = String(OPPORTUNITIES_MAX)
      const path = `/opportunities/search?${query({ location_id: locationId, ...search, limit })}`
      const answer = await ask(
        { product: 'opportunities', method: 'GET', path },
        v.object({ opportunities: v.array(Opportunity) }),
      )
      return mapAnswer(answer, ({ opportunities }) => {
        const found = opportunities.find(
          (one) => one.status === 'open' && one.contactId === contactRef && one.pipelineId === pipelineRef,
        )
        return found ? opportunityOf(found) : null
      })
    },

    async createOpportunity({ contactRef, pipelineRef, stageRef, name, amountMajor }) {
      const what = { contactId: contactRef, pipelineId: pipelineRef, pipelineStageId: stageRef, name, status: 'open' }
      const body = { locationId, ...what, ...present({ monetaryValue: amountMajor }) }
      const call = { product: 'opportunities', method: 'POST', path: '/opportunities/', body } as const
      return mapAnswer(await ask(call, v.object({ opportunity: Opportunity })), (it) => opportunityOf(it.opportunity))
    },

    async updateOpportunity(opportunityRef, { pipelineRef, stageRef, status }) {
      const body = { pipelineId: pipelineRef, pipelineStageId: stageRef, status }
      const path = `/opportunities/${encodeURIComponent(opportunityRef)}`
      const call = { product: 'opportunities', method: 'PUT', path, body } as const
      return mapAnswer(await ask(call, v.object({ opportunity: Opportunity })), (it) => opportunityOf(it.opportunity))
    },
  }
}

function read<S extends v.GenericSchema>(call: Call, answer: HttpAnswer, schema: S): Answer<v.InferOutput<S>> {
  if (answer.kind === 'never_sent') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.kind === 'no_answer') return unsettled(call, answer.code)
  const { status, text, headers } = answer
  const code = `http_${status}`
  if (status >= 200 && status < 300) {
    const value = parseAnswer(schema, text)
    return value === null ? unsettled(call, 'answer_unreadable') : { kind: 'answered', value }
  }
  if (status >= 500 || status === 408) return unsettled(call, code)
  if (status === 429) return { kind: 'unavailable', code, retryAfterMs: rateWait(headers) }
  if (status < 400 || status === 401) return { kind: 'unavailable', code, retryAfterMs: null }
  return refusal(status, text)
}

/** What became of a write is unknown; a read can simply be asked again. */
function unsettled(call: Call, code: string): Answer<never> {
  return call.method === 'GET' ? { kind: 'unavailable', code, retryAfterMs: null } : { kind: 'in_doubt', code }
}

const Refusal = v.object({ message: v.union([v.string(), v.array(v.string())]) })
const OUR_FIELDS = /\b(phone|email|name|source|body|contactId|pipelineId|pipelineStageId|monetaryValue|locationId)\b/g

/** GoHighLevel's words may quote what we sent, so only the names of fields are taken from them. */
function refusal(status: number, text: string): Answer<never> {
  const said = parseAnswer(Refusal, text)
  // A refusal in other words than GoHighLevel's comes from something that stands between us.
  if (!said && status !== 404) return { kind: 'unavailable', code: `http_${status}`, retryAfterMs: null }
  const message = [said?.message ?? ''].flat().join('; ')
  if (/duplicate|already exists/i.test(message)) {
    return { kind: 'refused', code: 'duplicate', detail: 'GoHighLevel holds this already' }
  }
  const fields = [...new Set(message.match(OUR_FIELDS) ?? [])].join(', ')
  const detail = `GoHighLevel refused the request with status ${status}${fields ? ` because of: ${fields}` : ''}`
  return { kind: 'refused', code: `http_${status}`, detail }
}

function rateWait(headers: Headers): number {
  if (headers.get('x-ratelimit-daily-remaining') === '0') return HOUR_MS
  const windowMs = Number(headers.get('x-ratelimit-interval-milliseconds') ?? Number.NaN)
  const isUsable = windowMs > 0 && windowMs <= HOUR_MS
  return readRetryAfter(headers) ?? (isUsable ? windowMs : RATE_WINDOW_MS)
}

function mapAnswer<A, B>(answer: Answer<A>, change: (value: A) => B): Answer<B> {
  return answer.kind === 'answered' ? { kind: 'answered', value: change(answer.value) } : answer
}

function query(fields: Record<string, string>): string {
  return new URLSearchParams(fields).toString()
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}

function pipelineOf(pipeline: v.InferOutput<typeof Pipeline>): CrmPipeline {
  const stages = pipeline.stages.map((stage, index) => ({
    stageRef: stage.id,
    name: stage.name,
    position: stage.position ?? index,
  }))
  return { pipelineRef: pipeline.id, name: pipeline.name, stages }
}

function opportunityOf(opportunity: v.InferOutput<typeof Opportunity>): CrmOpportunity {
  return { opportunityRef: opportunity.id, stageRef: opportunity.pipelineStageId, status: opportunity.status }
}
