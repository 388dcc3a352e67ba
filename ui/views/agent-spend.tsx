import type { AgentsView } from '../../tenants/contract/agents.ts'
import { formatMicros, shareOfCap } from '../models/agent-money.ts'
import { Bar } from '../parts/bar.tsx'
import { Icon } from '../parts/icon.tsx'
import { agentsWords } from '../words/agents-words.ts'
import { locale } from '../words/language.ts'

/** What models have cost today, of what they may cost at most. */
export function AgentSpend({ view }: { view: AgentsView }) {
  const words = agentsWords()
  const { hasModel, spentTodayMicros, dailyCapMicros } = view
  const share = shareOfCap(spentTodayMicros, dailyCapMicros)
  return (
    <div class="card agents-spend">
      <p class="agents-model">
        <Icon name="robot" />
        <span>{hasModel ? words.model : words.noModel}</span>
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
    </div>
  )
}

export function sayMicros(micros: number): string {
  return formatMicros(micros, locale.value) ?? agentsWords().underCent
}
