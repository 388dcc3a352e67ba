import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { shellWords } from '../words/es-shell.ts'

export function NowhereView() {
  const words = shellWords()
  const home = (
    <Button kind="primary" href="/app">
      {words.nowhereAction}
    </Button>
  )
  return (
    <main class="page narrow">
      <EmptyState icon="question" title={words.nowhereTitle} action={home}>
        <p>{words.nowhereBody}</p>
      </EmptyState>
    </main>
  )
}
