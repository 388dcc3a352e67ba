import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { settingsWords } from '../words/settings-words.ts'

/** `problem` in words, or null while it may still come; `heights` in px, as the parts will have them. */
type SettingsNotLoadedProps = { problem: string | null; heights: readonly number[]; onAgain: () => void }

/** What stands for a page of settings until it is there. */
export function SettingsNotLoaded({ problem, heights, onAgain }: SettingsNotLoadedProps) {
  if (problem === null) {
    return (
      <div class="stack" aria-busy="true">
        {heights.map((height, place) => (
          <Skeleton key={place} height={height} />
        ))}
      </div>
    )
  }
  return (
    <EmptyState
      icon="alert"
      title={settingsWords().loadFailed}
      action={<Button onPress={onAgain}>{settingsWords().tryAgain}</Button>}
    >
      {problem}
    </EmptyState>
  )
}
