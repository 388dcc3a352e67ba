import { useEffect, useMemo } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { openInvitation, type InvitationModel, type Invited } from '../models/invitation-model.ts'
import { loadSession, me, signInAgain } from '../models/session-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { go } from '../router.ts'
import { showToast } from '../toasts.ts'
import { shellWords } from '../words/es-shell.ts'
import { describePeopleProblem, peopleWords } from '../words/people-words.ts'

/** `/app/invitation/:token`, out of a mail: what somebody is asked to, and one button. */
export function InvitationView({ token }: { token: string }) {
  const model = useMemo(() => openInvitation(token), [token])
  useEffect(() => void model.look(), [model])
  const words = peopleWords().invitation
  useEffect(() => {
    document.title = shellWords().titles(words.title, '')
  }, [words])
  const invited = model.invited.value
  const problem = model.problem.value
  return (
    <main class="page narrow">
      {problem !== null ? (
        <Refused model={model} problem={problem} />
      ) : invited === null ? (
        <div aria-busy="true">
          <Skeleton height={220} />
        </div>
      ) : (
        <Asked model={model} invited={invited} />
      )}
    </main>
  )
}

function Asked({ model, invited }: { model: InvitationModel; invited: Invited }) {
  const words = peopleWords()
  const accept = async () => {
    const accepted = await model.accept()
    if (accepted === null) return
    await loadSession()
    showToast(words.invitation.accepted(accepted.businessName))
    go({ view: 'board', tenantId: accepted.tenantId }, { replace: true })
  }
  return (
    <div class="stack">
      <h1>{words.invitation.title}</h1>
      <Card>
        <div class="stack-tight">
          <p>{words.invitation.words(invited.invitedBy, invited.businessName)}</p>
          <p class="row">
            <Badge tone="good">{words.roles[invited.role]}</Badge>
            <span class="soft">{words.roleWords[invited.role]}</span>
          </p>
          {me.value === null ? null : (
            <p class="soft small">
              {words.invitation.as} <strong>{me.value.email}</strong>
            </p>
          )}
        </div>
      </Card>
      <Button kind="primary" icon="check" isWide isBusy={model.isBusy.value} onPress={() => void accept()}>
        {words.invitation.accept}
      </Button>
    </div>
  )
}

function Refused({ model, problem }: { model: InvitationModel; problem: Problem }) {
  const words = peopleWords().invitation
  if (problem.code === 'invitation_gone') {
    const home = <Button href="/app">{words.home}</Button>
    return (
      <EmptyState icon="question" title={words.goneTitle} action={home} isPageTitle>
        <p>{words.goneWords}</p>
      </EmptyState>
    )
  }
  if (problem.code === 'invitation_for_other') {
    const out = (
      <Button kind="primary" href="/sign-out" icon="lock">
        {words.signOut}
      </Button>
    )
    return (
      <EmptyState icon="lock" title={words.otherTitle} action={out} isPageTitle>
        <p>{words.otherWords(me.value?.email ?? '')}</p>
      </EmptyState>
    )
  }
  const isOut = problem.status === 401
  const again = (
    <Button kind="primary" onPress={() => (isOut ? signInAgain() : void model.look())}>
      {isOut ? shellWords().signIn : words.tryAgain}
    </Button>
  )
  return (
    <EmptyState icon="alert" title={words.failedTitle} action={again} isPageTitle>
      <p>{describePeopleProblem(problem)}</p>
    </EmptyState>
  )
}
