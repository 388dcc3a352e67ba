import { pathOf } from '../router.ts'
import { isWide } from '../screen.ts'
import { agentsWords } from '../words/agents-words.ts'
import '../styles/quotes.css'

/** The two views behind one stop of a narrow screen's navigation; a wide one has a stop for each. */
export function NumbersTabs({ tenantId, current }: { tenantId: string; current: 'numbers' | 'agents' }) {
  const words = agentsWords()
  if (isWide.value) return null
  const names = { numbers: words.numbers, agents: words.title }
  return (
    <nav class="work-tabs" aria-label={words.tabs}>
      {(['numbers', 'agents'] as const).map((view) => (
        <a key={view} href={pathOf({ view, tenantId })} aria-current={view === current ? 'page' : undefined}>
          {names[view]}
        </a>
      ))}
    </nav>
  )
}
