import { useSignal } from '@preact/signals'
import type { AgentsView } from '../../tenants/contract/agents.ts'
import { capChoices, formatMicros, shareOfCap } from '../models/agent-money.ts'
import type { AgentsModel } from '../models/agents-model.ts'
import { role } from '../models/session-model.ts'
import { Bar } from '../parts/bar.tsx'
import { Icon } from '../parts/icon.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { showToast } from '../toasts.ts'
import { agentsWords } from '../words/agents-words.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'

/** What models have cost today, of what they may cost at most. */
export function AgentSpend({ model, view }: { model: AgentsModel; view: AgentsView }) {
  const words = agentsWords()
  const { hasModel, spentTodayMicros, dailyCapMicros } = view
  const share = shareOfCap(spentTodayMicros, dailyCapMicros)
  const isOff = hasModel && dailyCapMicros === 0
  return (
    <div class="card agents-spend">
      <p class="agents-model">
        <Icon name="robot" />
        <span>{isOff ? words.modelOff : hasModel ? words.model : words.noModel}</span>
      </p>
      {hasModel || spentTodayMicros > 0 ? (
        <div class="agents-budget">
          <p class="agents-line">
            <span class="soft small">{words.spentToday}</span>
            <strong class="figures">
              {share === null
                ? sayMicros(spentTodayMicros)
                : words.spentOf(sayMicros(spentTodayMicros), sayMicros(dailyCapMicros))}
            </strong>
          </p>
          {share === null ? null : <Bar share={share} />}
        </div>
      ) : null}
      {role.value === 'admin' ? <DailyCap model={model} view={view} /> : null}
    </div>
  )
}

/** Whoever pays for the models says what a business may spend on them. */
function DailyCap({ model, view: { dailyCapMicros, dailyCapMaxMicros } }: { model: AgentsModel; view: AgentsView }) {
  const words = agentsWords()
  const isBusy = useSignal(false)
  const choose = async (micros: string) => {
    isBusy.value = true
    const problem = await model.setDailyCap(Number(micros))
    isBusy.value = false
    showToast(problem === null ? words.capSaved : describeProblem(problem), problem === null ? 'neutral' : 'danger')
  }
  return (
    <SelectField
      label={words.cap}
      hint={words.capHint}
      value={String(dailyCapMicros)}
      isDisabled={isBusy.value}
      options={capChoices(dailyCapMicros, dailyCapMaxMicros).map((micros) => ({
        value: String(micros),
        label: micros === 0 ? words.capNone : sayMicros(micros),
      }))}
      onChange={(micros) => void choose(micros)}
    />
  )
}

export function sayMicros(micros: number): string {
  return formatMicros(micros, locale.value) ?? agentsWords().underCent
}
