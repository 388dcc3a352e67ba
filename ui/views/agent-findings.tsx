import type { FindingView } from '../../tenants/contract/agents.ts'
import { formatShare } from '../models/agent-money.ts'
import { zone } from '../models/tenant-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Moment } from '../parts/moment.tsx'
import { agentsWords } from '../words/agents-words.ts'
import { locale } from '../words/language.ts'

/** What the agents found to be wrong, since when, and what it most likely comes from. */
export function AgentFindings({ findings }: { findings: FindingView[] }) {
  if (findings.length === 0) return null
  return (
    <section class="agents-part" aria-labelledby="agents-findings">
      <h2 id="agents-findings">{agentsWords().findings}</h2>
      <ul class="agents-list">
        {findings.map((finding) => (
          <Finding key={finding.id} finding={finding} />
        ))}
      </ul>
    </section>
  )
}

function Finding({ finding }: { finding: FindingView }) {
  const words = agentsWords()
  const { severity, sentence, causes, report, openedAt, closedAt } = finding
  const isOver = closedAt !== null
  const tone = severity === 'serious' ? 'danger' : 'warn'
  return (
    <li class={`card agents-finding ${isOver ? 'neutral' : tone}`}>
      <p class="agents-line">
        {isOver ? (
          <Badge icon="check">{words.over}</Badge>
        ) : (
          <Badge tone={tone} icon="alert">
            {words.severities[severity]}
          </Badge>
        )}
        <span class="soft small">
          {words.since} <Moment at={openedAt} zone={zone.value} form="long" />
          {closedAt === null ? null : (
            <>
              {' '}
              {words.until} <Moment at={closedAt} zone={zone.value} form="long" />
            </>
          )}
        </span>
      </p>
      <h3>{sentence}</h3>
      {report === null ? null : <p class="agents-report">{report}</p>}
      {causes.length === 0 ? (
        isOver ? null : (
          <p class="soft small">{words.noCauses}</p>
        )
      ) : (
        <div class="agents-causes">
          <p class="soft small">{words.causes}</p>
          <ol>
            {causes.map(({ sentence: cause, share }) => (
              <li key={cause}>
                <span class="agents-cause">
                  <span class="grow">{cause}</span>
                  <span class="figures">{formatShare(share, locale.value)}</span>
                </span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </li>
  )
}
