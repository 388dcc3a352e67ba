import { useEffect, useMemo, useState } from 'preact/hooks'
import type { ExperimentView } from '../../tenants/contract/agents.ts'
import { formatShare } from '../models/agent-money.ts'
import { countSeen, listExperiments, rateOf, splitSlots, stopExperiment } from '../models/experiments-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Bar } from '../parts/bar.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { agentsWords } from '../words/agents-words.ts'
import { locale } from '../words/language.ts'
import { scriptWords } from '../words/scripts-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { PagedRows } from './paged-rows.tsx'

const TONES: Record<ExperimentView['status'], Tone> = {
  running: 'good',
  won: 'good',
  even: 'neutral',
  stopped: 'neutral',
}

/** Texts on trial: each wording, how often it went out and worked, and how likely it is to be the best. */
export function AgentExperiments({ tenantId }: { tenantId: string }) {
  const words = agentsWords()
  const list = useMemo(() => listExperiments(tenantId), [tenantId])
  useEffect(() => () => list.close(), [list])
  const [stopping, setStopping] = useState<ExperimentView | null>(null)
  const empty = { icon: 'text' as const, title: words.noExperiments, lead: words.noExperimentsLead }
  return (
    <section class="agents-part" aria-labelledby="agents-experiments">
      <h2 id="agents-experiments">{words.experiments}</h2>
      <PagedRows list={list} label={words.experiments} empty={empty}>
        {(experiment) => (
          <Experiment key={experiment.id} experiment={experiment} onStop={() => setStopping(experiment)} />
        )}
      </PagedRows>
      {stopping === null ? null : (
        <ConfirmDialog
          title={words.stopTitle}
          lead={words.stopLead}
          yes={words.stop}
          said={words.stopped}
          send={() => stopExperiment(tenantId, stopping.id)}
          onDone={() => void list.load()}
          onClose={() => setStopping(null)}
        />
      )}
    </section>
  )
}

function Experiment({ experiment, onStop }: { experiment: ExperimentView; onStop: () => void }) {
  const words = agentsWords()
  const { subject, language, metric, status, startedAt, endedAt, fair } = experiment
  const isRunning = status === 'running'
  return (
    <li class="work-row">
      <div class="agents-line">
        <h3>{nameSubject(subject)}</h3>
        <Badge tone={TONES[status]}>{words.states[status]}</Badge>
        <span class="soft small agents-when">
          {words.languages[language === 'es' ? 'es' : 'en']} · <Moment at={startedAt} zone={zone.value} form="day" />
          {endedAt === null ? null : (
            <>
              {' – '}
              <Moment at={endedAt} zone={zone.value} form="day" />
            </>
          )}
        </span>
      </div>
      <p class="soft small">
        {words.measures[metric]}
        {isRunning ? ` ${words.needs(countSeen(experiment), experiment.needs)}.` : null}
      </p>
      <ol class="agents-arms">
        {experiment.arms.map((arm, index) => (
          <Arm key={arm.arm} experiment={experiment} arm={arm} index={index} />
        ))}
      </ol>
      {fair === null ? null : (
        <p class="small">{words.fair(formatShare(fair.before, locale.value), formatShare(fair.after, locale.value))}</p>
      )}
      {isRunning && mayWrite.value ? (
        <div class="row">
          <Button kind="quiet" icon="pause" label={words.stopWhat(nameSubject(subject))} onPress={onStop}>
            {words.stop}
          </Button>
        </div>
      ) : null}
    </li>
  )
}

/** Which of the texts it is, as the settings call it. */
function nameSubject(subject: string): string {
  return (scriptWords().names as Record<string, string>)[subject] ?? subject
}

type ArmProps = { experiment: ExperimentView; arm: ExperimentView['arms'][number]; index: number }

function Arm({ experiment: { metric, winner }, arm, index }: ArmProps) {
  const words = agentsWords()
  const rate = rateOf(arm)
  const say = (share: number) => formatShare(share, locale.value)
  return (
    <li class="agents-arm">
      <p class="agents-line">
        <strong>{index === 0 ? words.current : words.variant(String.fromCharCode(65 + index))}</strong>
        {arm.arm === winner ? (
          <Badge tone="good" icon="check">
            {words.winner}
          </Badge>
        ) : null}
      </p>
      <Words text={arm.text} />
      <p class="small">
        {rate === null ? words.noOutcome : words.worked(arm.succeeded, arm.exposed, words.metrics[metric], say(rate))}
      </p>
      <p class="soft small">{words.best(say(arm.chanceToBeBest))}</p>
      <Bar share={arm.chanceToBeBest} />
    </li>
  )
}

/** What is filled in when it is sent stands there by its name, as in the editor of texts. */
function Words({ text }: { text: string }) {
  const { placeholders } = scriptWords()
  return (
    <blockquote>
      {splitSlots(text).map((part, place) =>
        part.isSlot ? <mark key={place}>{placeholders[part.text] ?? part.text}</mark> : part.text,
      )}
    </blockquote>
  )
}
