import * as v from 'valibot'

/** The end of a business: thirty days in which it can come back, then it erases itself. */

/** `POST /api/v1/tenants/:id/close`: `confirm` is the name of the business, typed by whoever closes it. */
export const ClosingConfirmation = v.strictObject({
  confirm: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
})

/** `GET …/closing`. It can come back until `erasesAt`, and goes early on `erasedOn`, a day such as 2026-12-25. */
export type ClosingView = { closing: { closedAt: number; erasesAt: number; erasedOn: string } | null }
