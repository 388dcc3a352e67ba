import { useId, useState } from 'preact/hooks'
import type { ConversationView } from '../../tenants/contract/board.ts'
import { nameOf } from '../models/board-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { business, zone } from '../models/tenant-model.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { Money } from '../parts/money.tsx'
import { plansWords } from '../words/plans-words.ts'
import { JobDone } from './job-done.tsx'

type CustomerWorkProps = { tenantId: string; view: ConversationView; onDone: () => void }

const TONES: Record<string, Tone> = { left: 'good', asked: 'warn' }

/** How asking for a review of one job went. */
export function ReviewBadge({ review }: { review: string | null }) {
  const names = plansWords().reviews as Record<string, string>
  if (review === null || names[review] === undefined) return null
  return <Badge tone={TONES[review] ?? 'neutral'}>{names[review]}</Badge>
}

/** What was done for one customer, what it brought in, and whether they were asked for a review. */
export function CustomerJobs({ tenantId, view: { card }, onDone }: CustomerWorkProps) {
  const words = plansWords()
  const titleId = useId()
  const [isTelling, setTelling] = useState(false)
  const currency = business.value?.currency ?? 'USD'
  return (
    <section class="stack-tight" aria-labelledby={titleId}>
      <h3 id={titleId}>{words.jobs}</h3>
      {card.jobs.length === 0 ? <p class="soft">{words.noJobs}</p> : null}
      <ul class="past">
        {card.jobs.map((job) => (
          <li key={job.id}>
            <span class="grow">
              {job.service ?? <Moment at={job.completedAt} zone={zone.value} form="long" />}
              <span class="soft small past-line">
                {job.service === null ? null : <Moment at={job.completedAt} zone={zone.value} form="long" />}{' '}
              </span>
              <ReviewBadge review={job.review} />
            </span>
            {job.amountMinor === null ? null : <Money amountMinor={job.amountMinor} currency={currency} />}
          </li>
        ))}
      </ul>
      {mayWrite.value ? (
        <div class="visit-acts">
          <Button icon="check" onPress={() => setTelling(true)}>
            {words.jobDone}
          </Button>
        </div>
      ) : null}
      {isTelling ? (
        <JobDone
          tenantId={tenantId}
          customerId={card.id}
          name={nameOf(card)}
          currency={currency}
          onClose={() => setTelling(false)}
          onDone={onDone}
        />
      ) : null}
    </section>
  )
}
