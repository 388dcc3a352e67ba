import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { SubscriptionLine, SubscriptionStatus, SubscriptionView } from '../../tenants/contract/subscriptions.ts'
import { formatCalendarDay } from '../format.ts'
import { dayAt } from '../models/subscription-form.ts'
import { openSubscription, type SubscriptionModel } from '../models/subscription-model.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { subscriptionWords } from '../words/subscription-words.ts'
import { amount } from './figure-format.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { SubscriptionForm } from './subscription-form.tsx'

const TONES: Record<SubscriptionStatus, Tone> = {
  trialing: 'neutral',
  active: 'good',
  past_due: 'warn',
  cancelled: 'neutral',
}

/** What a business pays us, what it paid before, and where an admin enters a change. */
export function SubscriptionCard({ businessId }: { businessId: string }) {
  const words = subscriptionWords()
  const model = useMemo(() => openSubscription(businessId), [businessId])
  const isOpen = useSignal(false)
  const removing = useSignal<SubscriptionLine | null>(null)
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  return (
    <section class="card paid" aria-labelledby="paid-title">
      <header class="paid-head">
        <h2 id="paid-title">{words.title}</h2>
        {view === null ? null : (
          <Button icon="edit" onPress={() => (isOpen.value = true)}>
            {words.enter}
          </Button>
        )}
      </header>
      {problem === null ? null : (
        <Banner tone="warn" icon="alert" action={<Button onPress={() => void model.load()}>{words.tryAgain}</Button>}>
          {describeProblem(problem)}
        </Banner>
      )}
      {view === null ? (
        problem === null && (
          <div aria-busy="true">
            <Skeleton height={72} />
          </div>
        )
      ) : (
        <>
          {view.subscription === null ? <p class="soft">{words.none}</p> : <Present held={view.subscription} />}
          {view.changes.length === 0 ? null : (
            <History changes={view.changes} onRemove={(line) => (removing.value = line)} />
          )}
          {isOpen.value ? (
            <SubscriptionForm model={model} held={view.subscription} onClose={() => (isOpen.value = false)} />
          ) : null}
          {removing.value === null ? null : (
            <RemoveLine model={model} line={removing.value} onClose={() => (removing.value = null)} />
          )}
        </>
      )}
    </section>
  )
}

type RemoveProps = { model: SubscriptionModel; line: SubscriptionLine; onClose: () => void }

function RemoveLine({ model, line, onClose }: RemoveProps) {
  const words = subscriptionWords()
  const day = formatCalendarDay(line.effectiveOn, locale.value)
  return (
    <ConfirmDialog
      title={words.removeTitle}
      lead={words.removeLead(`${line.plan} · ${words.statuses[line.status]} · ${priceOf(line)}`, day)}
      yes={words.remove}
      said={words.removed}
      send={() => model.remove(line.id)}
      onDone={() => undefined}
      onClose={onClose}
    />
  )
}

const sayDay = (at: number) => formatCalendarDay(dayAt(at), locale.value)

function Present({ held }: { held: SubscriptionView }) {
  const words = subscriptionWords()
  const { status, currency, source } = held
  const ends = held.cancelledAt ?? held.trialEndsAt
  return (
    <>
      <dl class="fleet-facts">
        <div>
          <dt class="soft small">{words.monthly}</dt>
          <dd class="figures">{amount(held.monthlyMinor, currency)}</dd>
        </div>
        <div>
          <dt class="soft small">{words.plan}</dt>
          <dd>{held.plan}</dd>
        </div>
        <div>
          <dt class="soft small">{words.since}</dt>
          <dd>{sayDay(held.startedAt)}</dd>
        </div>
        {ends === null ? null : (
          <div>
            <dt class="soft small">{held.cancelledAt === null ? words.trialEnds : words.ended}</dt>
            <dd>{sayDay(ends)}</dd>
          </div>
        )}
      </dl>
      <p class="row soft small paid-agreed">
        <Badge tone={TONES[status]}>{words.statuses[status]}</Badge>
        {held.monthlyMinor === held.amountMinor ? null : <span>{priceOf(held)}</span>}
        {source === 'manual' ? null : <span>{words.by(source)}</span>}
      </p>
    </>
  )
}

function priceOf({ amountMinor, currency, interval }: Pick<SubscriptionLine, 'amountMinor' | 'currency' | 'interval'>) {
  return subscriptionWords().prices[interval](amount(amountMinor, currency))
}

type HistoryProps = { changes: readonly SubscriptionLine[]; onRemove: (line: SubscriptionLine) => void }

function History({ changes, onRemove }: HistoryProps) {
  const words = subscriptionWords()
  return (
    <details class="paid-more">
      <summary>{words.history(changes.filter(({ removedAt }) => removedAt === null).length)}</summary>
      <ol class="paid-rows">
        {changes.map((line) => (
          <li key={line.id}>
            <HistoryLine line={line} onRemove={() => onRemove(line)} />
          </li>
        ))}
      </ol>
    </details>
  )
}

/** What was taken out stays to be read, and says so in words. */
function HistoryLine({ line, onRemove }: { line: SubscriptionLine; onRemove: () => void }) {
  const words = subscriptionWords()
  const { removedAt, removedBy } = line
  const from = words.from(formatCalendarDay(line.effectiveOn, locale.value))
  const what = (
    <>
      {line.plan} · {words.statuses[line.status]} · <span class="figures">{priceOf(line)}</span>
    </>
  )
  const entered = words.enteredBy(line.changedBy, sayDay(line.changedAt))
  if (removedAt !== null) {
    return (
      <>
        <strong>
          <s>{from}</s>
        </strong>
        <s>{what}</s>
        <span class="soft small">{entered}</span>
        <span class="small">{words.removedBy(removedBy ?? '', sayDay(removedAt))}</span>
      </>
    )
  }
  return (
    <>
      <strong>{from}</strong>
      <span>{what}</span>
      <span class="soft small">{entered}</span>
      <Button kind="quiet" icon="trash" label={words.removeOf(from)} onPress={onRemove}>
        {words.remove}
      </Button>
    </>
  )
}
