import * as v from 'valibot'

/** The end of a business: thirty days in which it can come back, then it erases itself. */

/** `POST /api/v1/tenants/:id/close`: `confirm` is the name of the business, typed by whoever closes it. */
export const ClosingConfirmation = v.strictObject({
  confirm: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
})

/** `GET /api/v1/tenants/:id/closing`. It can come back until `erasesAt`, and goes early on `erasedOn`, as 2026-12-25. */
export type ClosingView = { closing: { closedAt: number; erasesAt: number; erasedOn: string } | null }
