import type { ComponentChildren } from 'preact'
import type { JoinStep, JoinView } from '../../tenants/contract/join.ts'
import { formatMoney, formatPhone } from '../format.ts'
import { JOIN_CURRENCY } from '../models/join-forms.ts'
import { isForwardingProved } from '../models/join-steps.ts'
import type { JoinModel } from '../models/join-model.ts'
import { loadSession } from '../models/session-model.ts'
import { nameZone } from '../models/zones.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { go } from '../router.ts'
import { showToast } from '../toasts.ts'
import { joinCrmWords } from '../words/join-crm-words.ts'
import { joinWords } from '../words/join-words.ts'
import { locale } from '../words/language.ts'
import { JoinActions } from './join-actions.tsx'
import { JoinAds } from './join-ads.tsx'

export function JoinReview({ model, view }: { model: JoinModel; view: JoinView }) {
  const words = joinWords()
  const { business, services, phone, consent } = view.draft
  const goLive = async () => {
    if (!(await model.goLive())) return
    // The new business has to be among mine before its board asks what I may do there.
    await loadSession()
    const { tenantId } = model.view.value ?? view
    showToast(words.live.title)
    if (tenantId !== null) go({ view: 'board', tenantId }, { replace: true })
  }
  return (
    <div class="join-form">
      <Card isFlush>
        <dl class="review">
          <Line step="business" model={model}>
            <strong>{business?.businessName}</strong>
            <span>{business?.ownerName}</span>
            <span class="soft">
              {business === undefined ? null : `${business.serviceArea} · ${nameZone(business.timeZone, locale.value)}`}
            </span>
          </Line>
          <Line step="services" model={model}>
            <strong>{words.review.services(services?.priceBook.length ?? 0)}</strong>
            <span class="soft">
              {services?.priceBook
                .slice(0, 3)
                .map(({ service, from }) => `${service} ${formatMoney(from, JOIN_CURRENCY, locale.value)}`)
                .join(' · ')}
            </span>
          </Line>
          <Line step="phone" model={model}>
            <strong class="figures">{phone === undefined ? null : formatPhone(phone.primaryPhone)}</strong>
            {isForwardingProved(view) ? (
              <Badge tone="good" icon="check">
                {words.review.forwardingProved}
              </Badge>
            ) : (
              <>
                <Badge tone="warn" icon="alert">
                  {words.review.forwardingOpen}
                </Badge>
                <span class="soft">{words.review.forwardingOpenHint}</span>
              </>
            )}
          </Line>
          <Line step="consent" model={model}>
            <strong>{consent === undefined ? null : words.consent.modes[consent.consentMode]}</strong>
          </Line>
          <Line step="gohighlevel" model={model}>
            <strong>{sayCrm(view.crm)}</strong>
          </Line>
        </dl>
      </Card>
      {view.tenantId === null ? null : <JoinAds tenantId={view.tenantId} />}
      <Later />
      <p class="soft">{words.review.afterLive}</p>
      <JoinActions model={model} isNextSubmit={false} next={words.review.goLive} onNext={() => void goLive()} />
    </div>
  )
}

function sayCrm(crm: JoinView['crm']): string {
  const words = joinCrmWords().review
  if (crm === null) return words.none
  return crm.status === 'connected' ? words.connected(crm.name ?? '') : words[crm.status]
}

type LineProps = { step: Exclude<JoinStep, 'review'>; model: JoinModel; children: ComponentChildren }

function Line({ step, model, children }: LineProps) {
  const words = joinWords()
  return (
    <div class="review-line">
      <dt class="soft small">{words.steps[step].name}</dt>
      <dd>{children}</dd>
      <dd class="review-change">
        <Button kind="quiet" label={words.review.changeStep(words.steps[step].name)} onPress={() => model.open(step)}>
          {words.review.change}
        </Button>
      </dd>
    </div>
  )
}

/** What other products ask for here and this one does not need yet. */
function Later() {
  const words = joinWords().review
  return (
    <section class="later" aria-labelledby="join-later">
      <h2 id="join-later">{words.later}</h2>
      <p class="soft small">{words.laterLead}</p>
      <ul>
        {Object.values(words.laterItems).map((item) => (
          <li key={item.name}>
            <strong>{item.name}</strong>
            <span class="soft">{item.words}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
