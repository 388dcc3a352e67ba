import { pathOf } from '../router.ts'
import { isWide } from '../screen.ts'
import { shellWords } from '../words/es-shell.ts'
import { numbersWords } from '../words/numbers-words.ts'
import '../styles/quotes.css'

/** The views behind one stop of a narrow screen's navigation; a wide one has a stop for each. */
export function NumbersTabs({ tenantId, current }: { tenantId: string; current: 'numbers' | 'agents' | 'ads' }) {
  const words = shellWords()
  if (isWide.value) return null
  return (
    <nav class="work-tabs" aria-label={numbersWords().tabs}>
      {(['numbers', 'agents', 'ads'] as const).map((view) => (
        <a key={view} href={pathOf({ view, tenantId })} aria-current={view === current ? 'page' : undefined}>
          {words[view]}
        </a>
      ))}
    </nav>
  )
}
