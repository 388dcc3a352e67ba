import type { ContractView } from '../../tenants/contract/after-job.ts'
import { formatCalendarDay, formatMoney } from '../format.ts'
import { zone } from '../models/tenant-model.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Moment } from '../parts/moment.tsx'
import { locale } from '../words/language.ts'
import { paperPlanWords } from '../words/paper-plan-words.ts'
import { plansWords } from '../words/plans-words.ts'
import '../styles/quotes.css'

const TONES: Record<string, Tone> = { active: 'good', terms_sent: 'good', offered: 'warn' }

export function PlanBadge({ status }: { status: string }) {
  const names = plansWords().statuses as Record<string, string>
  return <Badge tone={TONES[status] ?? 'neutral'}>{names[status] ?? status}</Badge>
}

type Priced = { plan: string; priceMinor: number; termMonths: number }

export function PlanLine({ of: { plan, priceMinor, termMonths }, currency }: { of: Priced; currency: string }) {
  const money = formatMoney(priceMinor, currency, locale.value)
  return (
    <p>
      <strong>{plan}</strong> <span class="soft">{plansWords().price(money, termMonths)}</span>
    </p>
  )
}

/** Until when it runs, and what they agreed to, word for word. */
export function ContractFacts({ contract }: { contract: ContractView }) {
  const words = plansWords()
  const paper = paperPlanWords()
  const { status, startsOn, renewsOn, renewsByItself, cancelledAt, nextVisitAt, terms, termMonths } = contract
  const isActive = status === 'active'
  const facts = [
    [words.since, startsOn === null ? null : sayDay(startsOn)],
    [renewsByItself ? words.renews : words.ends, isActive && renewsOn !== null ? sayDay(renewsOn) : null],
    [paper.next, isActive && contract.moreAgreed ? paper.more(termMonths) : null],
    [words.ended, !isActive && cancelledAt === null && renewsOn !== null ? sayDay(renewsOn) : null],
    [paper.proofOn, sayProof(contract.evidence)],
  ] as const
  return (
    <>
      <dl class="quote-request">
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        {cancelledAt === null ? null : (
          <div>
            <dt>{words.ended}</dt>
            <dd>
              <Moment at={cancelledAt} zone={zone.value} form="long" />
            </dd>
          </div>
        )}
        {isActive ? (
          <div>
            <dt>{words.nextVisit}</dt>
            <dd class={nextVisitAt === null ? 'soft' : ''}>
              {nextVisitAt === null ? words.noVisit : <Moment at={nextVisitAt} zone={zone.value} form="long" />}
            </dd>
          </div>
        ) : null}
      </dl>
      {terms === '' ? null : (
        <details class="plan-terms">
          <summary>{words.terms}</summary>
          <blockquote>{terms}</blockquote>
        </details>
      )}
    </>
  )
}

function sayDay(day: string): string {
  return formatCalendarDay(day, locale.value)
}

/** Where the proof lies of what was agreed to elsewhere; texts speak for themselves. */
function sayProof(evidence: string | null): string | null {
  const [, how, kept = ''] = /^(paper|email|spoken):(.*?), agreed \d{4}-/.exec(evidence ?? '') ?? []
  return how === 'paper' || how === 'email' || how === 'spoken' ? paperPlanWords().proofs[how](kept) : null
}
