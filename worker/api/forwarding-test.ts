import { BoardQuery } from '../../tenants/contract/board.ts'
import type { ForwardingTest } from '../../tenants/contract/join.ts'
import type { Outcome } from '../../tenants/contract.ts'
import type { Route, TenantContext } from '../context.ts'
import { findTenant } from '../directory/find-tenant.ts'
import { clock } from '../../tenants/base/clock.ts'
import { readQuery } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

type Language = 'en' | 'es'

/** `POST /api/v1/tenants/:id/forwarding-test?lang=`: rings the technician's phone; 409 where it was rung too often. */
export const startForwardingTest = about((tenant, language) => tenant.startForwardingTest(language))

/** `GET /api/v1/tenants/:id/forwarding-test?lang=`: the last test as it stands, or null. */
export const readForwardingTest = about((tenant, language) => tenant.readForwardingTest(language))

function about(
  call: (tenant: TenantContext['tenant'], language: Language) => Promise<Outcome<ForwardingTest | null>>,
): Route<TenantContext> {
  return async (request, context) => {
    const query = readQuery(request.url, BoardQuery)
    if (!query.ok) return refuse(query.error)
    const language = query.value.lang ?? (await languageOf(context))
    const test = await askOutcome(context, () => call(context.tenant, language))
    return test.ok ? respondJson(test.value) : refuse(test.error)
  }
}

async function languageOf({ env, tenantId }: TenantContext): Promise<Language> {
  return (await findTenant(env.DIRECTORY, { kind: 'tenant', tenantId }, clock.now()))?.language ?? 'en'
}
