import { useEffect, useMemo } from 'preact/hooks'
import type { ClosingView } from '../../tenants/contract/closing.ts'
import { tenantPath } from '../api.ts'
import { openClosing, type ClosingModel } from '../models/closing-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Download } from '../parts/download.tsx'
import { Moment } from '../parts/moment.tsx'
import { pathOf } from '../router.ts'
import { showToast } from '../toasts.ts'
import { closingWords } from '../words/closing-words.ts'
import { dataWords } from '../words/data-words.ts'
import { describeProblem } from '../words/problems.ts'
import { CloseDialog } from './close-dialog.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'

type Given = { tenantId: string; businessName: string }

/** The end of a business, and the way back. */
export function SettingsClosing({ tenantId, businessName }: Given) {
  const words = closingWords()
  return (
    <div class="settings-form">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      {mayWrite.value ? (
        <Closing tenantId={tenantId} businessName={businessName} />
      ) : (
        <Banner icon="lock">{words.notYours}</Banner>
      )}
    </div>
  )
}

function Closing({ tenantId, businessName }: Given) {
  const model = useMemo(() => openClosing(tenantId), [tenantId])
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  if (view === null) {
    const said = problem === null ? null : describeProblem(problem)
    return <SettingsNotLoaded problem={said} heights={[160]} onAgain={() => void model.load()} />
  }
  return (
    <>
      {view.closing === null ? null : <Closed model={model} closing={view.closing} />}
      <Copy tenantId={tenantId} />
      {view.closing === null ? <Open model={model} businessName={businessName} /> : null}
    </>
  )
}

function Copy({ tenantId }: { tenantId: string }) {
  const words = closingWords()
  return (
    <Card>
      <div class="stack">
        <h3>{words.first}</h3>
        <p class="soft">{words.firstWords}</p>
        <Download href={tenantPath(tenantId, 'export?format=sqlite')} words={dataWords().sqlite} kind="primary" />
        <a href={pathOf({ view: 'settings', tenantId, section: 'data' })}>{words.copies}</a>
      </div>
    </Card>
  )
}

function Open({ model, businessName }: { model: ClosingModel; businessName: string }) {
  const words = closingWords()
  return (
    <Card>
      <div class="stack">
        <h3>{words.what}</h3>
        <ul class="stack-tight">
          {words.happens.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <div class="row">
          <CloseDialog model={model} businessName={businessName} />
        </div>
      </div>
    </Card>
  )
}

type ClosedProps = { model: ClosingModel; closing: NonNullable<ClosingView['closing']> }

function Closed({ model, closing: { closedAt, erasesAt, erasedOn } }: ClosedProps) {
  const words = closingWords()
  const reopen = async () => {
    const problem = await model.reopen()
    if (problem === null) return showToast(words.reopened)
    showToast(problem.code === 'already_taken' ? words.taken : describeProblem(problem), 'danger')
  }
  return (
    <div class="pause-card paused">
      <div class="grow stack-tight">
        <p class="pause-state">{words.isClosed}</p>
        <p class="small">
          {words.closedOn}: <Moment at={closedAt} zone={zone.value} form="long" />
        </p>
        <p class="small">
          {words.until}: <Moment at={erasesAt} zone={zone.value} form="long" />
        </p>
        <p class="small">
          {words.erasedOn}: <Moment at={Date.parse(`${erasedOn}T12:00Z`)} zone="UTC" form="day" />
        </p>
        <p class="soft">{words.isClosedWords}</p>
      </div>
      <Button kind="primary" icon="play" isBusy={model.isBusy.value} onPress={() => void reopen()}>
        {words.reopen}
      </Button>
    </div>
  )
}
