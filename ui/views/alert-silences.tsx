import { useSignal } from '@preact/signals'
import type { SilenceView } from '../../tenants/contract/alerts.ts'
import type { AlertsModel } from '../models/alerts-model.ts'
import { browserZone } from '../models/zones.ts'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { showToast } from '../toasts.ts'
import { alertWords } from '../words/alerts-words.ts'
import { describeProblem } from '../words/problems.ts'

/** One silence that holds, and its end. */
export function SilenceRow({ model, silence }: { model: AlertsModel; silence: SilenceView }) {
  const words = alertWords()
  const isBusy = useSignal(false)
  const what = nameSilence(silence)
  const end = async () => {
    isBusy.value = true
    const problem = await model.endSilence(silence.id)
    isBusy.value = false
    showToast(problem === null ? words.ended : describeProblem(problem), problem === null ? 'neutral' : 'danger')
  }
  return (
    <li class="alert-row">
      <div class="alert-words">
        <p>
          <strong>{what}</strong> {words.until} <Moment at={silence.until} zone={browserZone()} form="long" />
        </p>
        <p class="soft small">{words.by(silence.createdBy, silence.reason)}</p>
      </div>
      <div class="alert-actions">
        <Button isBusy={isBusy.value} label={words.endLabel(what)} onPress={() => void end()}>
          {words.end}
        </Button>
      </div>
    </li>
  )
}

function nameSilence({ rule, tenantId, businessName }: SilenceView): string {
  const words = alertWords()
  const parts = [rule === null ? null : words.rules[rule], tenantId === null ? null : (businessName ?? tenantId)]
  return parts.filter((part) => part !== null).join(', ') || words.everything
}
