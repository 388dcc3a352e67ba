import * as v from 'valibot'
import { SEND_TIMEOUT_MS } from '../../base/limits.ts'
import type { Http, HttpAnswer } from '../http.ts'
import { parseAnswer } from '../parse.ts'
import type { DomainAnswer, EmailDomainPort } from '../port.ts'

const Text = v.pipe(v.string(), v.maxLength(2_000))
const DnsRecord = v.object({
  record: Text,
  name: Text,
  type: v.picklist(['MX', 'TXT', 'CNAME', 'CAA']),
  value: Text,
  status: Text,
  priority: v.optional(v.nullable(v.number()), null),
})
const Domain = v.object({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/)),
  name: Text,
  status: Text,
  records: v.optional(v.array(DnsRecord), []),
})
const Domains = v.object({ data: v.array(v.pick(Domain, ['id', 'name', 'status'])) })

/**
 * Sending domains by Resend's `/domains`: one for each business, so that the volume and the complaints of one never
 * count against another (Gmail and Yahoo judge by organisational domain).
 */
export function resendDomains(options: { apiUrl: string; apiKey: string; http: Http }): EmailDomainPort {
  const base = `${options.apiUrl.replace(/\/+$/, '')}/domains`
  const call = (method: 'GET' | 'POST' | 'DELETE', path: string, body: unknown = null) =>
    options.http({
      method,
      url: `${base}${path}`,
      headers: { Authorization: `Bearer ${options.apiKey}`, 'Content-Type': 'application/json' },
      body: body === null ? null : JSON.stringify(body),
      timeoutMs: SEND_TIMEOUT_MS,
    })
  const read = async (ref: string) => describe(await call('GET', `/${ref}`))
  return {
    read,
    async open(name) {
      // Asked for before: a request that was cut off may have made it.
      const known = await call('GET', '')
      const listed = known.kind === 'answered' ? parseAnswer(Domains, known.text) : null
      const found = listed?.data.find((domain) => domain.name === name)
      return found ? read(found.id) : describe(await call('POST', '', { name }))
    },
    async check(ref) {
      const asked = await call('POST', `/${ref}/verify`)
      return asked.kind === 'answered' && asked.status < 300 ? read(ref) : describe(asked)
    },
    async remove(ref) {
      const answer = await call('DELETE', `/${ref}`)
      return answer.kind === 'answered' && (answer.status < 300 || answer.status === 404)
    },
  }
}

function describe(answer: HttpAnswer): DomainAnswer {
  if (answer.kind !== 'answered' || answer.status === 429 || answer.status >= 500) return { kind: 'unavailable' }
  if (answer.status === 404) return { kind: 'missing' }
  const domain = answer.status < 300 ? parseAnswer(Domain, answer.text) : null
  if (!domain) return answer.status < 300 ? { kind: 'unavailable' } : { kind: 'refused' }
  const { id, name, status, records } = domain
  return { kind: 'known', domain: { ref: id, name, status: toStatus(status), records } }
}

/** Only a domain whose every record stands may send: one that is verified in part would be filed as junk. */
function toStatus(status: string): 'pending' | 'verified' | 'failed' {
  if (status === 'verified') return 'verified'
  return status === 'failed' || status === 'partially_failed' ? 'failed' : 'pending'
}
