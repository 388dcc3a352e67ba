import { useEffect } from 'preact/hooks'
import type { BoardView as Board } from '../../tenants/contract/board.ts'
import { formatPhone } from '../format.ts'
import { announceArrivals, announcement, hasMissedCall, openAttention } from '../models/board-model.ts'
import { sandboxUrl, signInAgain } from '../models/session-model.ts'
import { board, boardProblem, conversations, reopenTenant } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Icon } from '../parts/icon.tsx'
import { LiveRegion } from '../parts/live-region.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { pushState, readPushState, wasPushOffered } from '../push.ts'
import { restoreDepth } from '../router.ts'
import { boardWords } from '../words/es-board.ts'
import { shellWords } from '../words/es-shell.ts'
import { describeProblem } from '../words/problems.ts'
import { AttentionCard } from './attention-card.tsx'
import { ConversationList } from './conversation-list.tsx'
import { PushOffer } from './push-offer.tsx'
import { Today } from './today-tiles.tsx'
import '../styles/board.css'

/** What needs the technician now, today in numbers, and everybody who called or wrote. */
export function BoardView({ tenantId }: { tenantId: string }) {
  const isThere = board.value !== null
  useEffect(announceArrivals, [])
  useEffect(() => {
    if (isThere) restoreDepth()
  }, [isThere])
  useEffect(() => {
    if (hasMissedCall.value && pushState.value === 'unknown') void readPushState(tenantId)
  }, [hasMissedCall.value])
  const view = board.value
  if (view === null) return boardProblem.value === null ? <BoardWaiting /> : <BoardFailed />
  const mayOfferPush = hasMissedCall.value && pushState.value === 'off' && !wasPushOffered.value
  return (
    <div class="page board">
      <LiveRegion text={announcement.value} />
      <Attention tenantId={tenantId} />
      <Today view={view} />
      <section class="board-talks" aria-labelledby="talks-title">
        <h2 id="talks-title">{boardWords().conversations}</h2>
        {conversations.value.length === 0 ? <NothingYet view={view} /> : <ConversationList tenantId={tenantId} />}
      </section>
      {mayOfferPush ? <PushOffer tenantId={tenantId} /> : null}
    </div>
  )
}

function Attention({ tenantId }: { tenantId: string }) {
  const words = boardWords()
  const matters = openAttention.value
  return (
    <section class="board-first" aria-labelledby="needs-title">
      <h1 id="needs-title" class="board-title">
        {words.needsYou}
      </h1>
      {matters.length === 0 ? (
        <p class="calm">
          <Icon name="check" />
          <span>{words.needsNothing}</span>
        </p>
      ) : (
        <ul class="matters">
          {matters.map((matter) => (
            <li key={matter.id}>
              <AttentionCard tenantId={tenantId} matter={matter} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function NothingYet({ view }: { view: Board }) {
  const words = boardWords()
  const sandbox = sandboxUrl.value
  const play =
    sandbox === null ? undefined : (
      <Button kind="primary" icon="phone" href={sandbox}>
        {words.emptySandbox}
      </Button>
    )
  return (
    <Card>
      <EmptyState icon="missed" title={words.emptyTitle} action={play}>
        <ol>
          <li>{words.emptySteps.call}</li>
          <li>{words.emptySteps.text(formatPhone(view.business.smsNumber))}</li>
          <li>{words.emptySteps.here}</li>
        </ol>
        {sandbox === null ? <p>{words.emptyTry}</p> : null}
      </EmptyState>
    </Card>
  )
}

function BoardFailed() {
  const words = shellWords()
  const problem = boardProblem.value
  if (problem === null) return null
  const isOut = problem.status === 401
  const action = (
    <Button kind="primary" icon={isOut ? 'lock' : 'retry'} onPress={isOut ? signInAgain : reopenTenant}>
      {isOut ? words.signIn : words.tryAgain}
    </Button>
  )
  return (
    <EmptyState icon={problem.status === 0 ? 'offline' : 'alert'} title={words.failedTitle} action={action}>
      <p>{problem.status === 403 ? boardWords().forbidden : describeProblem(problem)}</p>
    </EmptyState>
  )
}

/** The same places at the same sizes, so that nothing moves when the board comes. */
function BoardWaiting() {
  return (
    <div class="page board" aria-busy="true">
      <span class="unseen" role="status">
        {shellWords().loading}
      </span>
      <div class="board-first stack-tight">
        <Skeleton height={32} width="55%" />
        <Skeleton height={52} />
      </div>
      <div class="board-today stack-tight">
        <Skeleton height={25} width="25%" />
        <Skeleton height={170} />
      </div>
      <div class="board-talks stack-tight">
        <Skeleton height={25} width="40%" />
        <Skeleton height={360} />
      </div>
    </div>
  )
}
