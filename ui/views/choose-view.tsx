import { useEffect } from 'preact/hooks'
import { businesses, loadSession, sessionProblem, signInAgain } from '../models/session-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Icon } from '../parts/icon.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { go, pathOf } from '../router.ts'
import { shellWords } from '../words/es-shell.ts'
import { describeProblem } from '../words/problems.ts'

/** `/app`: straight to the only business, a choice where there are several, to joining where there is none. */
export function ChooseView() {
  const words = shellWords()
  const all = businesses.value
  const only = all?.length === 1 ? all[0] : undefined
  useEffect(() => {
    if (only !== undefined) go({ view: 'board', tenantId: only.tenantId }, { replace: true })
  }, [only])
  useEffect(() => {
    document.title = words.titles(words.chooseTitle, '')
  }, [words])
  if (sessionProblem.value !== null) return <SessionFailed />
  if (all === null || only !== undefined) return <ChooseWaiting />
  if (all.length === 0) return <NoBusiness />
  return (
    <main class="page narrow stack">
      <h1>{words.chooseTitle}</h1>
      <p class="soft">{words.chooseIntro}</p>
      <Card isFlush>
        <ul class="choices">
          {all.map((each) => (
            <li key={each.tenantId}>
              <a class="choice-row" href={pathOf({ view: 'board', tenantId: each.tenantId })}>
                <span class="grow one-line">{each.businessName}</span>
                <Badge>{words.roles[each.role]}</Badge>
                <Icon name="next" />
              </a>
            </li>
          ))}
        </ul>
      </Card>
    </main>
  )
}

function NoBusiness() {
  const words = shellWords()
  const join = (
    <Button kind="primary" href="/join">
      {words.noneAction}
    </Button>
  )
  return (
    <main class="page narrow">
      <EmptyState icon="phone" title={words.noneTitle} action={join}>
        <p>{words.noneBody}</p>
      </EmptyState>
    </main>
  )
}

function SessionFailed() {
  const words = shellWords()
  const problem = sessionProblem.value
  if (problem === null) return null
  const isOut = problem.status === 401
  const action = (
    <Button kind="primary" onPress={() => (isOut ? signInAgain() : void loadSession())}>
      {isOut ? words.signIn : words.tryAgain}
    </Button>
  )
  return (
    <main class="page narrow">
      <EmptyState icon={isOut ? 'lock' : 'offline'} title={words.failedTitle} action={action}>
        <p>{describeProblem(problem)}</p>
      </EmptyState>
    </main>
  )
}

function ChooseWaiting() {
  return (
    <main class="page narrow stack" aria-busy="true">
      <Skeleton height={30} width="50%" />
      <Skeleton height={56} />
      <Skeleton height={56} />
    </main>
  )
}
