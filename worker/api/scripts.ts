import { ScriptPatch, ScriptQuestion } from '../../tenants/contract/scripts.ts'
import type { Route, TenantContext } from '../context.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/scripts`: `{items}`, every script in every language. */
export const listScripts: Route<TenantContext> = async (_request, context) => {
  const items = await askOutcome(context, () => context.tenant.listScripts())
  return items.ok ? respondJson({ items: items.value }) : refuse(items.error)
}

/** `POST …/scripts/preview`: how words would read, and what forbids them. Changes nothing. */
export const previewScript: Route<TenantContext> = async (request, context) => {
  const question = await readJson(request, ScriptQuestion)
  if (!question.ok) return refuse(question.error)
  const preview = await askOutcome(context, () => context.tenant.previewScript(question.value))
  return preview.ok ? respondJson(preview.value) : refuse(preview.error)
}

/** `POST …/scripts/preview-past`: the texts of the last days in these words, and what differs. Changes nothing. */
export const previewPast: Route<TenantContext> = async (request, context) => {
  const question = await readJson(request, ScriptQuestion)
  if (!question.ok) return refuse(question.error)
  const preview = await askOutcome(context, () => context.tenant.previewPast(question.value))
  return preview.ok ? respondJson(preview.value) : refuse(preview.error)
}

/** `PUT …/scripts`: the script after it; 400 with issues where it may not be sent, 412 where it has moved on. */
export const changeScript: Route<TenantContext> = async (request, context) => {
  const patch = await readJson(request, ScriptPatch)
  if (!patch.ok) return refuse(patch.error)
  const changed = await askOutcome(context, () => context.tenant.changeScript(patch.value))
  return changed.ok ? respondJson(changed.value) : refuse(changed.error)
}
