import { useRef } from 'preact/hooks'
import type { AdsChangeView, AdsView } from '../../tenants/contract/ads.ts'
import type { AdsModel } from '../models/ads-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { adsWords } from '../words/ads-words.ts'
import { tellOutcome } from './ads-outcome.ts'

const TONES: Record<AdsChangeView['status'], Tone> = {
  ordered: 'neutral',
  applied: 'good',
  refused: 'danger',
  gone: 'warn',
  dead: 'danger',
}

/** Everything that was changed at Google from here, with why and the way back. */
export function AdsChanges({ model, view: { changes } }: { model: AdsModel; view: AdsView }) {
  const words = adsWords()
  return (
    <section class="ads-part" aria-labelledby="ads-changes">
      <h2 id="ads-changes">{words.changes}</h2>
      {changes.length === 0 ? (
        <Card>
          <EmptyState icon="clock" title={words.noChanges}>
            <p>{words.noChangesLead}</p>
          </EmptyState>
        </Card>
      ) : (
        <ul class="card flush ads-rows">
          {changes.map((change) => (
            <Change key={change.id} {...{ model, change }} together={togetherWith(change, changes)} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** How many changes one decision made; those are taken back together. */
function togetherWith({ decisionId }: AdsChangeView, changes: readonly AdsChangeView[]): number {
  return decisionId === null ? 1 : changes.filter((each) => each.decisionId === decisionId).length
}

type ChangeProps = { model: AdsModel; change: AdsChangeView; together: number }

function Change({ model, change, together }: ChangeProps) {
  const words = adsWords()
  const row = useRef<HTMLLIElement>(null)
  const { sentence, status, orderedBy, problem, why } = change
  const undo = async () => {
    const refused = await model.undo(change)
    // The button goes; whoever works by keyboard stays at the change.
    row.current?.focus()
    tellOutcome(refused, words.undone)
  }
  const by = orderedBy === 'agent' ? words.byAgent : orderedBy === 'sms' ? words.bySms : words.by(orderedBy)
  return (
    <li class="ads-row" ref={row} tabIndex={-1}>
      <div class="ads-line">
        <Badge tone={TONES[status]}>{words.changeStates[status]}</Badge>
        <span class="soft small grow">{by}</span>
        <span class="soft small">
          <Moment at={change.settledAt ?? change.orderedAt} zone={zone.value} />
        </span>
      </div>
      <p class="ads-sentence">{sentence}</p>
      {problem === null ? null : (
        <p class="field-error">
          <Icon name="alert" size={16} />
          <span>{problem}</span>
        </p>
      )}
      <div class="ads-foot">
        {why.length === 0 ? (
          <span />
        ) : (
          <details class="ads-why">
            <summary>{words.why}</summary>
            <ul>
              {why.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </details>
        )}
        {change.isUndoable && mayWrite.value ? (
          <Button
            kind="quiet"
            icon="undo"
            label={together > 1 ? words.undoTogether(together) : words.undoWhat(sentence)}
            onPress={() => void undo()}
          >
            {together > 1 ? words.undoTogether(together) : words.undo}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
