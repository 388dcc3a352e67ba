import type { ComponentChildren } from 'preact'
import type { PagedList } from '../models/paged-list.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import type { IconName } from '../parts/icon.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { shellWords } from '../words/es-shell.ts'
import { describeProblem } from '../words/problems.ts'
import { quotesWords } from '../words/quotes-words.ts'

type PagedRowsProps<T> = {
  list: PagedList<T>
  label: string
  empty: { icon: IconName; title: string; lead: string }
  children: (item: T) => ComponentChildren
}

/** A list with what stands in its place while it is read, failed or empty, and its further pages. */
export function PagedRows<T>({ list, label, empty, children }: PagedRowsProps<T>) {
  const words = shellWords()
  const items = list.items.value
  const problem = list.problem.value
  if (items === null && problem !== null) {
    const again = (
      <Button kind="primary" icon="retry" onPress={() => void list.load()}>
        {words.tryAgain}
      </Button>
    )
    return (
      <EmptyState icon={problem.status === 0 ? 'offline' : 'alert'} title={words.failedTitle} action={again}>
        <p>{problem.status === 403 ? quotesWords().forbidden : describeProblem(problem)}</p>
      </EmptyState>
    )
  }
  if (items === null) {
    return (
      <div class="stack" aria-busy="true">
        <span class="unseen" role="status">
          {words.loading}
        </span>
        <Skeleton height={140} />
        <Skeleton height={140} />
      </div>
    )
  }
  if (items.length === 0) {
    return (
      <Card>
        <EmptyState icon={empty.icon} title={empty.title}>
          <p>{empty.lead}</p>
        </EmptyState>
      </Card>
    )
  }
  return (
    <>
      <ul class="work-rows" aria-label={label}>
        {items.map(children)}
      </ul>
      {list.next.value === null ? null : (
        <Button isWide isBusy={list.isPaging.value} onPress={() => void list.more()}>
          {quotesWords().more}
        </Button>
      )}
    </>
  )
}
