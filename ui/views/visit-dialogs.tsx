import { useEffect, useState } from 'preact/hooks'
import type { AgendaView, AppointmentMove, AppointmentView } from '../../tenants/contract/booking.ts'
import type { Problem } from '../api.ts'
import { nameOfVisit, type VisitAsk } from '../models/visit-ask.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { visitsWords } from '../words/visits-words.ts'
import { VisitDone } from './visit-done.tsx'
import { VisitMove } from './visit-move.tsx'

type VisitDialogsProps = {
  tenantId: string
  ask: VisitAsk | null
  agenda: Pick<AgendaView, 'timeZone' | 'currency' | 'crew' | 'today'>
  onClose: () => void
  send: (visit: AppointmentView, move: AppointmentMove) => Promise<Problem | null>
}

/** What is asked before a visit is changed. What needs no answer is done at once. */
export function VisitDialogs({ tenantId, ask, agenda, onClose, send }: VisitDialogsProps) {
  const words = visitsWords()
  const make = async (move: AppointmentMove): Promise<Problem | null> => {
    if (ask === null) return null
    const problem = await send(ask.visit, move)
    if (problem !== null) return problem
    showToast(saidOf(move))
    onClose()
    return null
  }
  const isAsked = ask !== null && ask.kind !== 'confirm' && ask.kind !== 'no_show'
  useEffect(() => {
    if (ask === null || isAsked) return
    const move = { move: ask.kind === 'confirm' ? ('confirm' as const) : ('no_show' as const) }
    void make(move).then((problem) => {
      if (problem === null) return
      showToast(describeProblem(problem), 'danger')
      onClose()
    })
  }, [ask])
  if (ask === null || !isAsked) return null
  const name = nameOfVisit(ask.visit)
  if (ask.kind === 'cancel') return <VisitCancel name={name} onClose={onClose} onYes={() => make({ move: 'cancel' })} />
  if (ask.kind === 'complete')
    return (
      <VisitDone
        title={words.doneTitle(name)}
        currency={agenda.currency}
        onClose={onClose}
        onDone={(amountMinor) => make({ move: 'complete', amountMinor })}
      />
    )
  return (
    <VisitMove
      tenantId={tenantId}
      visit={ask.visit}
      title={words.moveTitle(name)}
      agenda={agenda}
      onClose={onClose}
      onMove={(to) => make({ move: 'reschedule', ...to })}
    />
  )
}

function saidOf({ move }: AppointmentMove): string {
  const words = visitsWords()
  const said: Record<AppointmentMove['move'], string> = {
    confirm: words.confirmed,
    reschedule: words.moved,
    cancel: words.cancelled,
    complete: words.completed,
    no_show: words.noShowNoted,
  }
  return said[move]
}

type VisitCancelProps = { name: string; onClose: () => void; onYes: () => Promise<Problem | null> }

function VisitCancel({ name, onClose, onYes }: VisitCancelProps) {
  const words = visitsWords()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const cancel = async () => {
    setBusy(true)
    setProblem(await onYes())
    setBusy(false)
  }
  return (
    <Dialog
      isOpen
      title={words.cancelTitle(name)}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.back}</Button>
          <Button kind="danger" isBusy={isBusy} onPress={() => void cancel()}>
            {words.cancelYes}
          </Button>
        </>
      }
    >
      <p>{words.cancelLead}</p>
      <p>{words.toldToo}</p>
      <p class="field-error" role="alert" hidden={problem === null}>
        <Icon name="alert" size={16} />
        <span>{problem === null ? '' : describeProblem(problem)}</span>
      </p>
    </Dialog>
  )
}
