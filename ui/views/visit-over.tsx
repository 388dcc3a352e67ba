import { useState } from 'preact/hooks'
import type { AppointmentMove } from '../../tenants/contract/booking.ts'
import { call, tenantPath, type Problem } from '../api.ts'
import { business } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { showToast } from '../toasts.ts'
import { boardWords } from '../words/es-board.ts'
import { describeProblem } from '../words/problems.ts'
import type { VisitDone } from './visit-done.tsx'

type VisitOverProps = { tenantId: string; appointmentId: string; name: string }
type Dialog = typeof VisitDone

/** What became of a visit whose time is over. The dialog comes with its own script, so that the board stays light. */
export function VisitOver({ tenantId, appointmentId, name }: VisitOverProps) {
  const words = boardWords()
  const [Done, setDone] = useState<Dialog | null>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async (body: AppointmentMove, said: string): Promise<Problem | null> => {
    const answer = await call('PATCH', tenantPath(tenantId, `appointments/${appointmentId}`), { body })
    if (!answer.ok) return answer.problem
    showToast(said)
    setDone(null)
    return null
  }
  const open = async () => {
    setBusy(true)
    const loaded = await import('./visit-done.tsx').catch(() => null)
    setBusy(false)
    if (loaded === null) showToast(describeProblem(OFFLINE), 'danger')
    else setDone(() => loaded.VisitDone)
  }
  const noteNoShow = async () => {
    setBusy(true)
    const problem = await send({ move: 'no_show' }, words.visitMissed)
    setBusy(false)
    if (problem !== null) showToast(describeProblem(problem), 'danger')
  }
  return (
    <>
      <Button kind="primary" icon="check" isBusy={isBusy} onPress={() => void open()}>
        {words.visitDone}
      </Button>
      <Button isDisabled={isBusy} onPress={() => void noteNoShow()}>
        {words.visitNobody}
      </Button>
      {Done === null ? null : (
        <Done
          title={words.visitDoneTitle(name)}
          currency={business.value?.currency ?? 'USD'}
          onClose={() => setDone(null)}
          onDone={(amountMinor) => send({ move: 'complete', amountMinor }, words.visitSaved)}
        />
      )}
    </>
  )
}

const OFFLINE: Problem = { status: 0, code: 'offline', detail: '', issues: {} }
