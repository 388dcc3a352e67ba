import * as v from 'valibot'
import { TenantFields } from '../contract.ts'

/** Whose evidence is wanted. */
export const EvidenceQuestion = v.strictObject({ phone: TenantFields.primaryPhone })
export type EvidenceQuestion = v.InferOutput<typeof EvidenceQuestion>

/** A customer of the board, or a number, which still answers when the customer is erased. */
export type EvidenceSubject = EvidenceQuestion | { customerId: string }
