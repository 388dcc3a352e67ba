import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PrivacyRequestView, RequestMove } from '../../tenants/contract/rights.ts'
import { mayWrite } from '../models/session-model.ts'
import { openPrivacy, type PrivacyModel } from '../models/privacy-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Moment } from '../parts/moment.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { privacyWords } from '../words/privacy-words.ts'
import { PrivacyForm } from './privacy-form.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'

/** What people have asked for under laws of privacy, each with its dates, its steps, and what can be done about it. */
export function SettingsPrivacy({ tenantId }: { tenantId: string }) {
  const model = useMemo(() => openPrivacy(tenantId), [tenantId])
  useEffect(() => void model.load(), [model])
  const [isAdding, setAdding] = useState(false)
  const words = privacyWords()
  return (
    <div class="settings-form">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      {isAdding ? <PrivacyForm model={model} onDone={() => setAdding(false)} /> : null}
      {!isAdding && mayWrite.value ? (
        <div class="row">
          <Button kind="primary" onPress={() => setAdding(true)}>
            {words.add}
          </Button>
        </div>
      ) : null}
      <Requests model={model} />
    </div>
  )
}

function Requests({ model }: { model: PrivacyModel }) {
  const words = privacyWords()
  const items = model.items.value
  const problem = model.problem.value
  if (items === null) {
    const said = problem === null ? null : describeProblem(problem)
    return <SettingsNotLoaded problem={said} heights={[120]} onAgain={() => void model.load()} />
  }
  if (items.length === 0) {
    return (
      <EmptyState icon="lock" title={words.none}>
        {words.noneWords}
      </EmptyState>
    )
  }
  return items.map((item) => <RequestCard key={item.id} model={model} request={item} />)
}

const TONES: Record<PrivacyRequestView['clock'], Tone> = {
  in_time: 'neutral',
  soon: 'warn',
  late: 'danger',
  breached: 'danger',
  over: 'good',
}

function RequestCard({ model, request }: { model: PrivacyModel; request: PrivacyRequestView }) {
  const words = privacyWords()
  const { type, law, status, clock, confirmBy, dueAt, lawDueAt, steps } = request
  return (
    <Card label={words.types[type]}>
      <div class="stack-tight">
        <div class="row-apart">
          <strong>{words.types[type]}</strong>
          <Badge tone={TONES[clock]}>{clock === 'over' ? words.statuses[status] : words.clocks[clock]}</Badge>
        </div>
        <p class="soft small">
          {words.statuses[status]} · {words.laws[law]} · {words.vias[request.receivedVia]}
        </p>
        {clock === 'over' ? null : (
          <>
            {status === 'received' && confirmBy !== null ? <Due label={words.confirmBy} at={confirmBy} /> : null}
            <Due label={words.due} at={dueAt} />
            <Due label={words.lawDue} at={lawDueAt} />
          </>
        )}
        <ul class="stack-tight">
          {steps.map((step) => (
            <li key={step.what} class="small">
              {words.steps[step.what]}: {words.states[step.state]}
              {step.total > 1 ? ` (${step.done}/${step.total})` : ''}
            </li>
          ))}
        </ul>
        {mayWrite.value && (status === 'received' || status === 'confirmed') ? (
          <Moves model={model} request={request} />
        ) : null}
      </div>
    </Card>
  )
}

function Due({ label, at }: { label: string; at: number }) {
  return (
    <p class="small">
      {label}: <Moment at={at} zone={zone.value} form="long" />
    </p>
  )
}

function Moves({ model, request }: { model: PrivacyModel; request: PrivacyRequestView }) {
  const words = privacyWords()
  const [isAsking, setAsking] = useState(false)
  const isErasure = request.type === 'erasure'
  const move = async (to: RequestMove) => {
    setAsking(false)
    const problem = await model.move(request.id, to)
    if (problem !== null) showToast(describeProblem(problem), 'danger')
  }
  const erase = (
    <Button kind="danger" onPress={() => void move('close')}>
      {words.moves.erase}
    </Button>
  )
  return (
    <div class="row">
      {request.status === 'received' ? (
        <Button onPress={() => void move('confirm')}>{words.moves.confirm}</Button>
      ) : null}
      <Button kind="primary" onPress={() => (isErasure ? setAsking(true) : void move('close'))}>
        {isErasure ? words.moves.erase : words.moves.close}
      </Button>
      {request.canExtend ? <Button onPress={() => void move('extend')}>{words.moves.extend}</Button> : null}
      <Button onPress={() => void move('refuse')}>{words.moves.refuse}</Button>
      <Dialog
        isOpen={isAsking}
        title={words.eraseTitle}
        closeLabel={words.cancel}
        onClose={() => setAsking(false)}
        actions={erase}
      >
        <p>{words.eraseLead}</p>
        <p class="soft">{words.eraseKept}</p>
      </Dialog>
    </div>
  )
}
