import { fail, succeed, unreachable, type Result } from '../../tenants/base/result.ts'
import type { Outcome, TenantFault } from '../../tenants/contract.ts'
import { ask, type Context } from '../context.ts'
import type { Refusal } from '../respond.ts'

/** What the tenant answers, where it may refuse in its own words. */
export async function askOutcome<T>(context: Context, call: () => Promise<Outcome<T>>): Promise<Result<T, Refusal>> {
  const answer = await ask(context, call)
  if (!answer.ok) return answer
  const outcome = answer.value
  return outcome.ok ? succeed(outcome.value) : fail(describeRefusal(outcome.error))
}

export function describeRefusal({ code, detail, issues, slots }: TenantFault): Refusal {
  switch (code) {
    case 'tenant_missing':
    case 'customer_missing':
    case 'entry_missing':
    case 'lead_missing':
    case 'held_missing':
    case 'quote_missing':
    case 'quote_moved':
    case 'known_already':
    case 'emergency_missing':
    case 'media_missing':
    case 'lead_moved':
    case 'script_refused':
    case 'test_refused':
    case 'call_refused':
    case 'check_refused':
    case 'push_off':
    case 'domain_refused':
    case 'crm_refused':
    case 'conflict_missing':
    case 'opted_out':
    case 'hidden_characters':
    case 'link_shortened':
    case 'offer_without_consent':
    case 'registration_incomplete':
    case 'registration_not_open':
    case 'request_missing':
    case 'request_refused':
    case 'business_closed':
    case 'plan_missing':
    case 'contract_missing':
    case 'offer_refused':
    case 'webhook_missing':
    case 'experiment_missing':
    case 'decision_missing':
    case 'decision_settled':
    case 'agents_halted':
    case 'campaign_missing':
    case 'change_missing':
    case 'ads_refused':
    case 'key_reused':
      return { code, detail, ...(issues ? { issues } : {}) }
    case 'slot_taken':
    case 'appointment_missing':
    case 'appointment_over':
    case 'appointment_ahead':
      return { code, detail, ...(slots ? { slots } : {}) }
    case 'edited_meanwhile':
      return { code, detail: 'Somebody else has changed this since you opened it. Look at it again, then save.' }
    case 'subscription_refused':
    case 'on_call_refused':
    case 'appointment_refused':
    case 'name_mismatch':
    case 'settings_refused':
    case 'policy_incoherent':
      return { code: 'body_invalid', detail, ...(issues ? { issues } : {}) }
    case 'export_running':
      return { code: 'too_many_requests', detail, headers: { 'retry-after': '60' } }
    case 'export_too_large':
      return { code, detail }
    case 'token_unknown':
      return { code: 'not_found', detail }
    default:
      return unreachable(code)
  }
}
