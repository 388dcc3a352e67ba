import { signal, type ReadonlySignal } from '@preact/signals'
import type { EmailDomainView } from '../../tenants/contract/email-domain.ts'
import { call, tenantPath, type Problem, type Shape } from '../api.ts'

/** The domain a business sends e-mail from. */

const SHAPE: Shape<EmailDomainView> = { status: 'string', records: 'array', sender: 'string', complaints: 'number' }

export type EmailDomainModel = {
  view: ReadonlySignal<EmailDomainView | null>
  problem: ReadonlySignal<Problem | null>
  isBusy: ReadonlySignal<boolean>
  load: () => Promise<boolean>
  open: (name: string) => Promise<boolean>
  check: () => Promise<boolean>
  drop: () => Promise<boolean>
}

export function openEmailDomain(tenantId: string): EmailDomainModel {
  const view = signal<EmailDomainView | null>(null)
  const problem = signal<Problem | null>(null)
  const isBusy = signal(false)

  /** Answers whether it was done; what went wrong stands in `problem`. */
  const ask = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', rest: string, body?: unknown): Promise<boolean> => {
    isBusy.value = true
    const options = body === undefined ? { shape: SHAPE } : { body, shape: SHAPE }
    const answer = await call<EmailDomainView>(method, tenantPath(tenantId, `email-domain${rest}`), options)
    isBusy.value = false
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
    return answer.ok
  }
  return {
    view,
    problem,
    isBusy,
    load: () => ask('GET', ''),
    open: (name) => ask('PUT', '', { name }),
    check: () => ask('POST', '/check', {}),
    drop: () => ask('DELETE', ''),
  }
}
