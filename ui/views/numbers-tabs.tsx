import { pathOf } from '../router.ts'
import { isWide } from '../screen.ts'
import { shellWords } from '../words/es-shell.ts'
import { numbersWords } from '../words/numbers-words.ts'
import '../styles/quotes.css'

/** The two views behind one stop of a narrow screen's navigation; a wide one has a stop for each. */
export function NumbersTabs({ tenantId, current }: { tenantId: string; current: 'numbers' | 'agents' }) {
  const words = shellWords()
  if (isWide.value) return null
  return (
    <nav class="work-tabs" aria-label={numbersWords().tabs}>
      {(['numbers', 'agents'] as const).map((view) => (
        <a key={view} href={pathOf({ view, tenantId })} aria-current={view === current ? 'page' : undefined}>
          {words[view]}
        </a>
      ))}
    </nav>
  )
}
