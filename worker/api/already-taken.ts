import type { KeyField } from '../directory/tenant-key.ts'
import type { Refusal } from '../respond.ts'

export function describeTaken(fields: KeyField[]): Refusal {
  return {
    code: 'already_taken',
    detail: `Another business already has this ${fields.join(' and this ')}.`,
    issues: fields.map((path) => ({ path, message: 'belongs to another business' })),
  }
}
