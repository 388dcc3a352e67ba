import { pathOf } from '../router.ts'
import { quotesWords } from '../words/quotes-words.ts'
import '../styles/quotes.css'

type WorkTab = 'pipeline' | 'quotes' | 'plans'

/** Leads, and what becomes of them. */
export function WorkTabs({ tenantId, current }: { tenantId: string; current: WorkTab }) {
  const words = quotesWords()
  const names: Record<WorkTab, string> = { pipeline: words.leads, quotes: words.title, plans: words.plans }
  return (
    <nav class="work-tabs" aria-label={words.tabs}>
      {(['pipeline', 'quotes', 'plans'] as const).map((view) => (
        <a key={view} href={pathOf({ view, tenantId })} aria-current={view === current ? 'page' : undefined}>
          {names[view]}
        </a>
      ))}
    </nav>
  )
}
