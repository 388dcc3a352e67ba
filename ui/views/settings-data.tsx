import { tenantPath } from '../api.ts'
import { mayWrite } from '../models/session-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Card } from '../parts/card.tsx'
import { Download } from '../parts/download.tsx'
import { dataWords } from '../words/data-words.ts'

/** A copy of everything, in the two ways there are. */
export function SettingsData({ tenantId }: { tenantId: string }) {
  const words = dataWords()
  return (
    <div class="settings-form">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      {mayWrite.value ? <Copies tenantId={tenantId} /> : <Banner icon="lock">{words.notYours}</Banner>}
    </div>
  )
}

function Copies({ tenantId }: { tenantId: string }) {
  const words = dataWords()
  return (
    <>
      <Card>
        <div class="stack">
          <Copy
            href={tenantPath(tenantId, 'export?format=sqlite')}
            words={words.sqlite}
            hint={words.sqliteHint}
            isMain
          />
          <Copy href={tenantPath(tenantId, 'export?format=ndjson')} words={words.ndjson} hint={words.ndjsonHint} />
        </div>
      </Card>
      <Banner icon="lock">{words.careful}</Banner>
      <Card>
        <div class="stack-tight">
          <h3>{words.inside}</h3>
          <p>{words.insideWords}</p>
          <p class="soft small">{words.oneAtATime}</p>
          <p class="soft small">{words.noted}</p>
        </div>
      </Card>
    </>
  )
}

type CopyProps = { href: string; words: string; hint: string; isMain?: boolean }

function Copy({ href, words, hint, isMain = false }: CopyProps) {
  return (
    <div class="stack-tight">
      <Download href={href} words={words} kind={isMain ? 'primary' : 'plain'} />
      <p class="soft small">{hint}</p>
    </div>
  )
}
