import { useEffect, useMemo } from 'preact/hooks'
import { nameOf } from '../models/board-model.ts'
import { ConversationModel } from '../models/conversation-model.ts'
import { OptOutModel } from '../models/opt-out-model.ts'
import { board } from '../models/tenant-model.ts'
import { isTyping } from '../moves.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { LiveRegion } from '../parts/live-region.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { go, pathOf } from '../router.ts'
import { useFlag, useViewportHeight } from '../screen.ts'
import { conversationWords } from '../words/es-conversation.ts'
import { shellWords } from '../words/es-shell.ts'
import { describeProblem } from '../words/problems.ts'
import { Composer } from './composer.tsx'
import { ConversationList } from './conversation-list.tsx'
import { CustomerCard } from './customer-card.tsx'
import { QuoteDraft } from './quote-draft.tsx'
import { TalkMarks } from './talk-marks.tsx'
import { OptOutSheet } from './opt-out-sheet.tsx'
import { Thread } from './thread-view.tsx'
import '../styles/board.css'
import '../styles/conversation.css'
import '../styles/media.css'

type ConversationProps = { tenantId: string; customerId: string }

/** One customer: everything that was said and done, and the means to say more. */
export function ConversationView({ tenantId, customerId }: ConversationProps) {
  const words = conversationWords()
  const model = useMemo(() => new ConversationModel(tenantId, customerId), [tenantId, customerId])
  useEffect(() => () => model.close(), [model])
  useViewportHeight()
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
      // The first Escape only leaves the field, so that nobody loses their place while typing.
      if (isTyping(event.target)) (event.target as HTMLElement).blur()
      else go({ view: 'board', tenantId })
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [tenantId])
  return (
    <div class="talking">
      <aside class="talking-list" aria-label={words.list}>
        {board.value === null ? (
          <Skeleton height={360} />
        ) : (
          <ConversationList tenantId={tenantId} currentId={customerId} />
        )}
      </aside>
      {model.problem.value === null ? (
        <Talk key={customerId} model={model} tenantId={tenantId} />
      ) : (
        <Gone model={model} tenantId={tenantId} />
      )}
    </div>
  )
}

function Talk({ model, tenantId }: { model: ConversationModel; tenantId: string }) {
  const words = conversationWords()
  const details = useFlag()
  const view = model.view.value
  const name = view === null ? '' : nameOf(view.summary)
  const phone = view?.summary.phone ?? null
  const optOut = useMemo(() => new OptOutModel(tenantId, model.customerId, () => void model.read()), [model])
  const reread = () => void model.read()
  const askOptOut = () => {
    details.lower()
    optOut.open()
  }
  return (
    <>
      <section class="talking-main" aria-label={view === null ? words.thread : words.titleWith(name)}>
        <LiveRegion text={model.spoken.value} />
        <header class="talking-head">
          <IconButton icon="back" label={shellWords().back} href={pathOf({ view: 'board', tenantId })} />
          <div class="grow">
            <h1 class="talking-name one-line">{view === null ? <Skeleton height={24} width="160px" /> : name}</h1>
            {view === null ? null : <TalkMarks view={view} />}
          </div>
          {phone === null ? null : <IconButton icon="phone" label={words.call(name)} href={`tel:${phone}`} />}
          <span class="talking-more">
            <IconButton icon="person" label={words.showDetails} onPress={details.raise} />
          </span>
        </header>
        {view === null ? <ThreadWaiting /> : <Thread model={model} view={view} />}
        {view === null ? null : <QuoteDraft tenantId={tenantId} view={view} onDone={reread} />}
        {view === null ? null : <Composer model={model} view={view} />}
      </section>
      <aside class="talking-card" aria-label={words.details}>
        {view === null ? (
          <Skeleton height={320} />
        ) : (
          <CustomerCard view={view} onOptOut={() => optOut.open()} onDone={reread} />
        )}
      </aside>
      <Sheet isOpen={details.isUp} title={words.details} closeLabel={shellWords().close} onClose={details.lower}>
        {view === null ? null : <CustomerCard view={view} onOptOut={askOptOut} onDone={reread} />}
      </Sheet>
      <OptOutSheet model={optOut} name={name} />
    </>
  )
}

function Gone({ model, tenantId }: { model: ConversationModel; tenantId: string }) {
  const problem = model.problem.value
  const isGone = problem?.status === 404
  const action = isGone ? (
    <Button kind="primary" href={pathOf({ view: 'board', tenantId })}>
      {conversationWords().toBoard}
    </Button>
  ) : (
    <Button kind="primary" icon="retry" onPress={() => void model.read()}>
      {shellWords().tryAgain}
    </Button>
  )
  return (
    <section class="talking-main">
      <EmptyState icon={isGone ? 'question' : 'offline'} title={shellWords().failedTitle} action={action}>
        <p>{isGone || problem === null ? conversationWords().gone : describeProblem(problem)}</p>
      </EmptyState>
    </section>
  )
}

function ThreadWaiting() {
  return (
    <div class="thread" aria-busy="true">
      <div class="thread-lines stack">
        <Skeleton height={72} width="70%" />
        <Skeleton height={72} width="60%" />
        <Skeleton height={96} width="75%" />
      </div>
    </div>
  )
}
