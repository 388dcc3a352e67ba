import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { ProfilePatch } from '../../tenants/contract.ts'
import { PolicyPatch } from '../../tenants/contract/policy.ts'
import { SchedulePatch } from '../../tenants/contract/booking.ts'
import { ScriptQuestion } from '../../tenants/contract/scripts.ts'

/** What is tried: as the API takes each, but for the versions, which are those of the copy. */
const Change = v.strictObject({
  scripts: v.optional(v.array(ScriptQuestion), []),
  policy: v.optional(PolicyPatch),
  profile: v.optional(ProfilePatch),
  schedule: v.optional(v.partial(v.omit(SchedulePatch, ['version']))),
})
export type Change = v.InferOutput<typeof Change>

export const NO_CHANGE: Change = { scripts: [] }

/** Throws with the names of the fields at fault. */
export function readChange(file: string): Change {
  const parsed = v.safeParse(Change, JSON.parse(readFileSync(file, 'utf8')))
  if (parsed.success) return parsed.output
  const issues = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`)
  throw new Error(`${file} is no change: ${issues.join('; ')}`)
}

/** The change is one that the product itself would not take. */
export class ChangeRefused extends Error {}
