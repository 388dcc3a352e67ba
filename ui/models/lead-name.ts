import type { LeadView } from '../../tenants/contract/lists.ts'
import { formatPhone } from '../format.ts'

/** What a lead is called: by name, by number, by address, in this order. */
export function nameOfLead(lead: LeadView, unnamed: string): string {
  return lead.name ?? (lead.phone === null ? (lead.email ?? unnamed) : formatPhone(lead.phone))
}
