import * as v from 'valibot'
import { TenantFields } from '../contract.ts'

/** Whose evidence is wanted. */
export const EvidenceQuestion = v.object({ phone: TenantFields.primaryPhone })
