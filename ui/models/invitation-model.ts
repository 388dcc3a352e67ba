import { signal, type ReadonlySignal } from '@preact/signals'
import type { InvitedRole } from '../../tenants/contract/people.ts'
import { call, type Problem, type Shape } from '../api.ts'

/** What a link in a mail asks somebody to. The token goes in bodies alone, where no log sees it. */

export type Invited = { tenantId: string; businessName: string; role: InvitedRole; invitedBy: string }
type Accepted = Omit<Invited, 'invitedBy'>

const SHAPE: Shape<Accepted> = { tenantId: 'string', businessName: 'string', role: 'string' }

export type InvitationModel = {
  invited: ReadonlySignal<Invited | null>
  problem: ReadonlySignal<Problem | null>
  isBusy: ReadonlySignal<boolean>
  look: () => Promise<void>
  /** The business one works in from now on, or null where that did not come about. */
  accept: () => Promise<Accepted | null>
}

export function openInvitation(token: string): InvitationModel {
  const invited = signal<Invited | null>(null)
  const problem = signal<Problem | null>(null)
  const isBusy = signal(false)
  const body = { token }
  return {
    invited,
    problem,
    isBusy,
    look: async () => {
      problem.value = null
      const answer = await call<Invited>('POST', '/api/v1/invitations/look', { body, shape: SHAPE })
      if (answer.ok) invited.value = answer.value
      else problem.value = answer.problem
    },
    accept: async () => {
      isBusy.value = true
      const answer = await call<Accepted>('POST', '/api/v1/invitations/accept', { body, shape: SHAPE })
      isBusy.value = false
      if (answer.ok) return answer.value
      problem.value = answer.problem
      return null
    },
  }
}
