import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { FleetSwitchView as SwitchView } from '../../tenants/contract/fleet.ts'
import { formatExact } from '../format.ts'
import { browserZone } from '../models/zones.ts'
import { openFleet, type FleetModel } from '../models/fleet-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { TextField } from '../parts/text-field.tsx'
import { fleetWords } from '../words/fleet-words.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import '../styles/settings.css'

/** `/fleet/switch`, for administrators: one switch for all businesses. */
export function FleetSwitchView() {
  const words = fleetWords()
  const model = useMemo(openFleet, [])
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  return (
    <div class="page narrow stack">
      <h1>{words.title}</h1>
      <p class="soft">{words.lead}</p>
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {describeProblem(problem)}
        </Banner>
      )}
      {view === null ? problem === null && <Skeleton height={140} /> : <Switch model={model} view={view} />}
    </div>
  )
}

function Switch({ model, view }: { model: FleetModel; view: SwitchView }) {
  const words = fleetWords()
  const reason = useSignal('')
  const isAsking = useSignal(false)
  const isBusy = model.isBusy.value
  const turn = async (on: boolean) => {
    isAsking.value = false
    if (await model.turn(on, reason.value)) reason.value = ''
  }
  return (
    <>
      <div class={view.on ? 'pause-card paused' : 'pause-card'}>
        <Icon name={view.on ? 'pause' : 'play'} size={40} />
        <div class="grow">
          <p class="pause-state" role="status">
            {view.on ? words.isOn : words.isOff}
          </p>
          <History view={view} />
        </div>
      </div>
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={reason.value}
        maxLength={300}
        onInput={(typed) => (reason.value = typed)}
      />
      <Button
        kind={view.on ? 'primary' : 'danger'}
        icon={view.on ? 'play' : 'pause'}
        isBusy={isBusy}
        isDisabled={reason.value.trim().length < 3}
        onPress={() => (view.on ? void turn(false) : (isAsking.value = true))}
      >
        {view.on ? words.start : words.stop}
      </Button>
      {view.remaining > 0 ? (
        <Button icon="retry" isBusy={isBusy} onPress={() => void model.tell()}>
          {words.tell}
        </Button>
      ) : null}
      <Dialog
        isOpen={isAsking.value}
        title={words.askTitle}
        closeLabel={words.cancel}
        onClose={() => (isAsking.value = false)}
        actions={
          <>
            <Button onPress={() => (isAsking.value = false)}>{words.cancel}</Button>
            <Button kind="danger" icon="pause" onPress={() => void turn(true)}>
              {words.confirm}
            </Button>
          </>
        }
      >
        <p>{words.ask}</p>
      </Dialog>
    </>
  )
}

function History({ view }: { view: SwitchView }) {
  const words = fleetWords()
  const { changedAt, changedBy, reason, told, remaining } = view
  if (changedAt === null) return null
  const count = (number: number) => number.toLocaleString(locale.value)
  return (
    <div class="soft">
      <p>{words.changed(changedBy ?? '', formatExact(changedAt, browserZone() ?? 'UTC', locale.value))}</p>
      <p>{words.why(reason ?? '')}</p>
      <p>
        {words.told(count(told))} {remaining > 0 ? words.remaining(count(remaining)) : ''}
      </p>
    </div>
  )
}
