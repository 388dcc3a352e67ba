/** The five agents, and what may become of what one decides. */

export const AGENTS = ['monitor', 'cx', 'diagnostic', 'optimizing', 'retention'] as const

export const DECISION_STATUSES = [
  'proposed',
  'approved',
  'declined',
  'applied',
  'failed',
  'undone',
  'expired',
  'measured',
] as const
