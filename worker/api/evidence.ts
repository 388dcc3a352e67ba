import { EvidenceQuestion } from '../../tenants/contract/evidence.ts'
import type { Route, TenantContext } from '../context.ts'
import { readQuery } from '../read-body.ts'
import { refuse } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/**
 * `GET /api/v1/tenants/:id/evidence?phone=%2B15125550147`: what was said to one number, why it was allowed, and how
 * soon an opt-out was honoured, one JSON object a line; `npm run verify-pack` checks it (docs/decisions/0022).
 */
export const downloadEvidence: Route<TenantContext> = async (request, context) => {
  const question = readQuery(request.url, EvidenceQuestion)
  if (!question.ok) return refuse(question.error)
  const file = await askOutcome(context, () => context.tenant.evidence(question.value.phone))
  if (!file.ok) return refuse(file.error)
  return new Response(file.value, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': 'attachment; filename="evidence.ndjson"',
      'cache-control': 'no-store',
    },
  })
}
