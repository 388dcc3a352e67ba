import { randomUUID } from 'node:crypto'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { refuseWith } from './resend-errors.ts'
import type { Collection } from './collection.ts'

/** A sending domain as Resend keeps it. Its DNS is played: see `answerDnsControl`. */
type Domain = { id: string; name: string; status: string; dns: boolean; createdAt: number }

const NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/

function domains(world: World): Collection<Domain> {
  return world.state.collection<Domain>('resend_domains')
}

export function isVerifiedDomain(world: World, name: string): boolean {
  return domains(world)
    .list()
    .some((domain) => domain.status === 'verified' && (name === domain.name || name.endsWith(`.${domain.name}`)))
}

/** `/domains` and what is below it. */
export function answerDomains(request: EmulatorRequest, world: World): EmulatorResponse {
  const [, , id, rest] = request.path.split('/')
  if (id === undefined) return request.method === 'POST' ? open(request, world) : list(request, world)
  const domain = domains(world).find(id)
  if (!domain) return refuseWith('not_found', 'Domain not found')
  if (rest === 'verify' && request.method === 'POST') return verify(domain, world)
  if (rest !== undefined) return refuseWith('not_found', 'The requested endpoint does not exist')
  if (request.method === 'GET') return { status: 200, json: { object: 'domain', ...describe(domain) } }
  if (request.method !== 'DELETE') return refuseWith('method_not_allowed', 'Method is not allowed for this endpoint')
  domains(world).remove(id)
  return { status: 200, json: { object: 'domain', id, deleted: true } }
}

/** `POST /sandbox/dns {domain, isSet}`: enters the records where the domain is kept, or takes them away. */
export function answerDnsControl(request: EmulatorRequest, world: World): EmulatorResponse {
  const { domain: name, isSet } = request.json() as { domain?: unknown; isSet?: unknown }
  const domain = domains(world)
    .list()
    .find((each) => each.name === name)
  if (!domain || typeof isSet !== 'boolean') return { status: 400, json: { error: 'Give a known domain and isSet.' } }
  // What was verified and is no more, Resend finds out by itself.
  const status = domain.status === 'verified' && !isSet ? 'failed' : domain.status
  domains(world).update(domain.id, { dns: isSet, status })
  return { status: 200, json: { domain: name, isSet } }
}

function open(request: EmulatorRequest, world: World): EmulatorResponse {
  const body = request.json() as { name?: unknown } | null
  const name = typeof body?.name === 'string' ? body.name.toLowerCase() : undefined
  if (name === undefined) return refuseWith('missing_required_field', 'Missing `name` field.')
  if (!NAME.test(name)) return refuseWith('validation_error', 'Invalid `name` field. It must be a domain.')
  const isThere = domains(world)
    .list()
    .some((domain) => domain.name === name)
  if (isThere) return refuseWith('validation_error', `The ${name} domain has been registered already.`)
  const domain = domains(world).insert({
    id: randomUUID(),
    name,
    status: 'not_started',
    dns: false,
    createdAt: world.now(),
  })
  return { status: 201, json: describe(domain) }
}

function list(request: EmulatorRequest, world: World): EmulatorResponse {
  if (request.method !== 'GET') return refuseWith('method_not_allowed', 'Method is not allowed for this endpoint')
  const data = domains(world)
    .list()
    .map((domain) => {
      const { records: _records, ...rest } = describe(domain)
      return rest
    })
  return { status: 200, json: { object: 'list', has_more: false, data } }
}

function verify(domain: Domain, world: World): EmulatorResponse {
  domains(world).update(domain.id, { status: domain.dns ? 'verified' : 'pending' })
  return { status: 200, json: { object: 'domain', id: domain.id } }
}

function describe({ id, name, status, dns, createdAt }: Domain) {
  const state = dns ? 'verified' : status === 'failed' ? 'failed' : 'not_started'
  const record = (kind: string, host: string, type: string, value: string, priority?: number) => ({
    record: kind,
    name: host,
    type,
    ttl: 'Auto',
    status: state,
    value,
    ...(priority === undefined ? {} : { priority }),
  })
  return {
    id,
    name,
    status,
    created_at: new Date(createdAt).toISOString(),
    region: 'us-east-1',
    open_tracking: false,
    click_tracking: false,
    capabilities: { sending: 'enabled', receiving: 'disabled' },
    records: [
      record('SPF', 'send', 'MX', 'feedback-smtp.us-east-1.example.com', 10),
      record('SPF', 'send', 'TXT', 'v=spf1 include:mail.example.com ~all'),
      record('DKIM', 'resend._domainkey', 'TXT', `p=${Buffer.from(`key of ${name}`).toString('base64')}`),
    ],
  }
}
