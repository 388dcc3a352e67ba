import type { ContractView, Plan } from '../../tenants/contract/after-job.ts'
import { NewContract } from '../../tenants/contract/paper-plan.ts'
import { call, tenantPath, type Answer } from '../api.ts'
import { parseAmount, writeAmount } from './amount-field.ts'
import type { FormRules } from './form.ts'
import { readPhone } from './phone-field.ts'

/** A plan that was agreed to elsewhere, as it stands in its fields. */

export const HOW = ['paper', 'email', 'spoken'] as const

export type PaperFields = {
  phone: string
  name: string
  /** One of the settings, or empty. */
  planId: string
  plan: string
  holds: string
  price: string
  termMonths: string
  renewsByItself: boolean
  startsOn: string
  endsOn: string
  how: (typeof HOW)[number]
  agreedOn: string
  wording: string
  kept: string
  agreedToRenewal: boolean
  mayBeTexted: boolean
}

export const EMPTY_PAPER: PaperFields = {
  ...{ phone: '', name: '', planId: '', plan: '', holds: '', price: '', termMonths: '12', renewsByItself: false },
  ...{ startsOn: '', endsOn: '', how: 'paper', agreedOn: '', wording: '', kept: '' },
  ...{ agreedToRenewal: false, mayBeTexted: false },
}

/** `customerId` is null where the plan is for whoever has the phone in the fields. */
export function paperRules(customerId: string | null, currency: string): FormRules<PaperFields, typeof NewContract> {
  return {
    schema: NewContract,
    toValue: ({ phone, name, price, termMonths, agreedToRenewal, ...fields }) => ({
      ...{ plan: fields.plan, holds: fields.holds, renewsByItself: fields.renewsByItself, how: fields.how },
      ...{ startsOn: fields.startsOn, endsOn: fields.endsOn, agreedOn: fields.agreedOn },
      ...{ wording: fields.wording, kept: fields.kept, mayBeTexted: fields.mayBeTexted },
      ...(customerId === null ? { phone: readPhone(phone) } : { customerId }),
      ...(customerId !== null || name.trim() === '' ? {} : { name }),
      priceMinor: parseAmount(price, currency) ?? Number.NaN,
      termMonths: Number(termMonths),
      // What was ticked for a renewal says nothing of a plan that has none.
      agreedToRenewal: fields.renewsByItself && agreedToRenewal,
    }),
  }
}

/** The fields of a plan of the settings. What they agreed to may differ, and is theirs to change. */
export function takePlan({ id, name, holds, priceMinor, termMonths, renewsByItself }: Plan, currency: string) {
  const price = writeAmount(priceMinor, currency)
  return { planId: id, plan: name, holds, price, termMonths: String(termMonths), renewsByItself }
}

export function noteContract(tenantId: string, contract: NewContract): Promise<Answer<ContractView>> {
  return call<ContractView>('POST', tenantPath(tenantId, 'contracts'), {
    body: contract,
    shape: { id: 'string', renewsByItself: 'boolean' },
  })
}
