import { EmailDomainChange, type EmailDomainView } from '../../tenants/contract/email-domain.ts'
import type { Outcome } from '../../tenants/contract.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/email-domain`: where its e-mail comes from, and what to enter in the DNS. */
export const readEmailDomain: Route<TenantContext> = (_request, context) =>
  answer(context, () => context.tenant.readEmailDomain())

/** `PUT …/email-domain {name}` */
export const openEmailDomain: Route<TenantContext> = async (request, context) => {
  const change = await readJson(request, EmailDomainChange)
  if (!change.ok) return refuse(change.error)
  await recordAccess(context, 'sending_domain_changed', context.tenantId, change.value.name)
  return answer(context, () => context.tenant.openEmailDomain(change.value.name))
}

/** `POST …/email-domain/check`: the DNS is looked at again. */
export const checkEmailDomain: Route<TenantContext> = (_request, context) =>
  answer(context, () => context.tenant.checkEmailDomain())

/** `DELETE …/email-domain`: back to the shared address. */
export const dropEmailDomain: Route<TenantContext> = async (_request, context) => {
  await recordAccess(context, 'sending_domain_changed', context.tenantId, 'dropped')
  return answer(context, () => context.tenant.dropEmailDomain())
}

async function answer(context: TenantContext, call: () => Promise<Outcome<EmailDomainView>>): Promise<Response> {
  const outcome = await askOutcome(context, call)
  return outcome.ok ? respondJson(outcome.value) : refuse(outcome.error)
}
