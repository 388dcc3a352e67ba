import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from './parts/button.tsx'
import { EmptyState } from './parts/empty-state.tsx'
import { Skeleton } from './parts/skeleton.tsx'
import { shellWords } from './words/es-shell.ts'

type Lazy<Props> = ComponentType<Props> & { preload: () => void }

/** A view whose script is fetched when it is first shown, or before by `preload`. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): Lazy<Props> {
  let loaded: ComponentType<Props> | null = null
  const fetchView = async () => (loaded ??= await load())

  function LazyView(props: Props) {
    const [, setState] = useState<'loading' | 'ready'>(loaded === null ? 'loading' : 'ready')
    const [hasFailed, setFailed] = useState(false)
    // Also where it came between the drawing and this: nobody else draws again.
    useEffect(() => {
      fetchView().then(
        () => setState('ready'),
        () => setFailed(true),
      )
    }, [])
    if (hasFailed) return <LoadFailed />
    if (loaded === null) return <Loading />
    const View = loaded
    return <View {...props} />
  }
  LazyView.preload = () => void fetchView().catch(() => undefined)
  return LazyView
}

/** The connection is gone, or a new release has replaced the file. */
function LoadFailed() {
  const words = shellWords()
  const reload = (
    <Button kind="primary" icon="retry" onPress={() => location.reload()}>
      {words.reload}
    </Button>
  )
  return (
    <EmptyState icon="offline" title={words.failedTitle} action={reload}>
      <p>{words.problems.offline}</p>
    </EmptyState>
  )
}

function Loading() {
  return (
    <div class="page stack" aria-busy="true">
      <span class="unseen" role="status">
        {shellWords().loading}
      </span>
      <Skeleton height={30} width="40%" />
      <Skeleton height={112} />
      <Skeleton height={112} />
      <Skeleton height={240} />
    </div>
  )
}
