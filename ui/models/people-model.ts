import { signal, type ReadonlySignal } from '@preact/signals'
import type { AccessLogView, InvitationView, NewInvitation, PeopleView } from '../../tenants/contract/people.ts'
import { call, get, tenantPath, type Answer, type Problem, type Shape } from '../api.ts'

/** Who works in a business and who was asked to. Every change reads the whole anew: others change it as well. */

const PEOPLE_SHAPE: Shape<PeopleView> = { people: 'array', invitations: 'array' }
const INVITATION_SHAPE: Shape<InvitationView> = { id: 'string', email: 'string', mail: 'object' }

export type PeopleModel = {
  tenantId: string
  view: ReadonlySignal<PeopleView | null>
  problem: ReadonlySignal<Problem | null>
  load: () => Promise<void>
  invite: (wanted: NewInvitation) => Promise<Answer<InvitationView>>
  mailAgain: (invitationId: string) => Promise<Answer<InvitationView>>
  revoke: (invitationId: string) => Promise<Problem | null>
  remove: (email: string) => Promise<Problem | null>
}

export function openPeople(tenantId: string): PeopleModel {
  const view = signal<PeopleView | null>(null)
  const problem = signal<Problem | null>(null)

  const load = async () => {
    const answer = await get<PeopleView>(tenantPath(tenantId, 'people'), PEOPLE_SHAPE)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
  }
  const afterwards = async <T>(answer: Answer<T>): Promise<Answer<T>> => {
    await load()
    return answer
  }
  const invitationPath = (id: string, rest = '') => tenantPath(tenantId, `invitations/${encodeURIComponent(id)}${rest}`)
  const drop = async (path: string): Promise<Problem | null> => {
    const answer = await call('DELETE', path)
    await load()
    return answer.ok ? null : answer.problem
  }

  return {
    tenantId,
    view,
    problem,
    load,
    invite: async (body) =>
      afterwards(
        await call<InvitationView>('POST', tenantPath(tenantId, 'invitations'), { body, shape: INVITATION_SHAPE }),
      ),
    mailAgain: async (id) =>
      afterwards(await call<InvitationView>('POST', invitationPath(id, '/resend'), { shape: INVITATION_SHAPE })),
    revoke: (id) => drop(invitationPath(id)),
    remove: (email) => drop(tenantPath(tenantId, `people/${encodeURIComponent(email)}`)),
  }
}

export type AccessLogModel = {
  lines: ReadonlySignal<AccessLogView[] | null>
  problem: ReadonlySignal<Problem | null>
  hasMore: ReadonlySignal<boolean>
  loadMore: () => Promise<void>
}

/** Who did what, newest first, a page at a time. */
export function openAccessLog(tenantId: string): AccessLogModel {
  const lines = signal<AccessLogView[] | null>(null)
  const problem = signal<Problem | null>(null)
  const hasMore = signal(false)
  let after = ''
  return {
    lines,
    problem,
    hasMore,
    loadMore: async () => {
      const path = tenantPath(tenantId, `access-log?limit=25${after}`)
      const page = await get<{ items: AccessLogView[]; next: string | null }>(path, { items: 'array' })
      problem.value = page.ok ? null : page.problem
      if (!page.ok) return
      lines.value = [...(lines.value ?? []), ...page.value.items]
      hasMore.value = page.value.next !== null
      after = `&after=${page.value.next}`
    },
  }
}
