import type { AttentionView } from '../../tenants/contract/board.ts'
import type { IconName } from '../parts/icon.tsx'

/** How pressing each kind of matter looks, and what it is known by. */
export const LOOKS: Record<AttentionView['kind'], { tone: string; icon: IconName }> = {
  emergency: { tone: 'urgent', icon: 'alert' },
  booking: { tone: 'good', icon: 'calendar' },
  visit_over: { tone: 'warn', icon: 'calendar' },
  quote: { tone: 'good', icon: 'edit' },
  waiting: { tone: 'warn', icon: 'text' },
  dead_letter: { tone: 'urgent', icon: 'alert' },
  in_doubt: { tone: 'warn', icon: 'question' },
  unconfirmed: { tone: 'warn', icon: 'alert' },
  rule_change: { tone: 'warn', icon: 'bell' },
  canary: { tone: 'danger', icon: 'alert' },
  proposal: { tone: 'good', icon: 'robot' },
  privacy: { tone: 'warn', icon: 'lock' },
  crm: { tone: 'warn', icon: 'alert' },
  conflict: { tone: 'warn', icon: 'question' },
}
