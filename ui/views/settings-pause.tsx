import { useSignal } from '@preact/signals'
import type { Problem } from '../api.ts'
import { board } from '../models/tenant-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { settingsWords } from '../words/settings-words.ts'
import type { SectionProps } from './settings-section.ts'

/** One large switch, asked about before it silences a business. */
export function SettingsPause({ model, tenant, isReadOnly }: SectionProps) {
  const words = settingsWords().pause
  const isAsking = useSignal(false)
  const isBusy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const { paused } = tenant.policy

  const set = async (wanted: boolean) => {
    isAsking.value = false
    isBusy.value = true
    problem.value = null
    const outcome = await model.save('policy', { paused: wanted })
    isBusy.value = false
    if (outcome.kind === 'refused') problem.value = outcome.problem
    if (outcome.kind !== 'saved') return
    // The banner of all screens hangs on the board, which hears of settings only when it is read again.
    if (board.value !== null) board.value = { ...board.value, business: { ...board.value.business, paused: wanted } }
    showToast(wanted ? words.done : words.resumed)
  }
  return (
    <div class="settings-form">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      <div class={paused ? 'pause-card paused' : 'pause-card'}>
        <Icon name={paused ? 'pause' : 'play'} size={40} />
        <div class="grow">
          <p class="pause-state">{paused ? words.isPaused : words.isOn}</p>
          <p class="soft">{paused ? words.isPausedWords : words.isOnWords}</p>
        </div>
        <Button
          kind={paused ? 'primary' : 'danger'}
          icon={paused ? 'play' : 'pause'}
          isBusy={isBusy.value}
          isDisabled={isReadOnly}
          onPress={() => (paused ? void set(false) : (isAsking.value = true))}
        >
          {paused ? words.resume : words.pause}
        </Button>
      </div>
      {problem.value === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {describeProblem(problem.value)}
        </Banner>
      )}
      <Dialog
        isOpen={isAsking.value}
        title={words.askTitle}
        closeLabel={words.cancel}
        onClose={() => (isAsking.value = false)}
        actions={
          <>
            <Button onPress={() => (isAsking.value = false)}>{words.cancel}</Button>
            <Button kind="danger" icon="pause" onPress={() => void set(true)}>
              {words.confirm}
            </Button>
          </>
        }
      >
        <p>{words.ask}</p>
      </Dialog>
    </div>
  )
}
