/** The columns of the role matrix, and what stands in its cells. A number is a status. */

export const ROLES = [
  'admin',
  'reseller',
  'resellerElsewhere',
  'technician',
  'technicianElsewhere',
  'viewer',
  'viewerElsewhere',
  'nobody',
  'stranger',
] as const
export type RoleName = (typeof ROLES)[number]
export type Cell = number | string
export type Row = [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell]

/** Signed in, and may not; must not even learn that the business is there; not signed in. */
export const F = '403 forbidden'
export const H = '404 tenant_missing'
export const U = '401 token_missing'
export const REFUSALS: readonly Cell[] = [F, H, U]

/** `all` for what is open to everybody, signed in or not: who asks makes no difference to the answer. */
export const all = (cell: Cell): Row => [cell, cell, cell, cell, cell, cell, cell, cell, cell]
/** For whoever is signed in. */
export const any = (cell: Cell): Row => [cell, cell, cell, cell, cell, cell, cell, cell, U]
