import * as v from 'valibot'

/** How a business is doing, beside its counts; null where nobody can tell yet. */
export const TenantHealth = v.strictObject({
  /** The newest made-up call of the night did not lead to a text. */
  isCanaryBroken: v.nullable(v.boolean()),
  /** The carriers have turned its registration down, or taken it back. */
  isTextingRefused: v.boolean(),
})
export type TenantHealth = v.InferOutput<typeof TenantHealth>
