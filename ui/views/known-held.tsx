import type { HeldCallView, KnownView } from '../../tenants/contract/known.ts'
import type { TenantView } from '../../tenants/contract.ts'
import type { Problem } from '../api.ts'
import type { KnownModel } from '../models/known-model.ts'
import { writePhone } from '../models/phone-field.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Moment } from '../parts/moment.tsx'
import { PhoneNumber } from '../parts/phone-number.tsx'
import { pathOf } from '../router.ts'
import { showToast } from '../toasts.ts'
import { describeKnownProblem, knownWords } from '../words/known-words.ts'

type HeldProps = { model: KnownModel; view: KnownView; tenant: TenantView; isReadOnly: boolean }

/** Calls that nobody was texted or told about, each with why, and the two things to do about it. */
export function KnownHeld({ model, view: { people, held }, tenant, isReadOnly }: HeldProps) {
  const words = knownWords()
  const spam = new Set(people.filter(({ relation }) => relation === 'spam').map(({ customerId }) => customerId))
  return (
    <section class="stack-tight">
      <h3>{words.held}</h3>
      <p class="soft small">{words.heldLead}</p>
      {held.length === 0 ? <p class="soft">{words.none}</p> : null}
      {held.length === 0 ? null : (
        <Card isFlush label={words.held}>
          <ul class="people-rows">
            {held.map((call) => (
              <li key={call.id} class="people-row">
                <About call={call} tenant={tenant} />
                {call.status === 'released' ? <Badge>{words.released}</Badge> : null}
                {call.status === 'held' && spam.has(call.customerId) ? <Badge tone="warn">{words.kept}</Badge> : null}
                {call.status === 'held' && !isReadOnly ? (
                  <Deeds model={model} call={call} isKept={spam.has(call.customerId)} />
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  )
}

function About({ call, tenant }: { call: HeldCallView; tenant: TenantView }) {
  const words = knownWords()
  const { customerId, reason, endedAt } = call
  return (
    <div class="people-words">
      <span class="people-address">
        <a href={pathOf({ view: 'conversation', tenantId: tenant.id, customerId })}>
          <Who {...call} />
        </a>{' '}
        · <Moment at={endedAt} zone={tenant.timeZone} form="long" />
      </span>
      <span class="soft small">{(words.reasons as Record<string, string>)[reason] ?? reason}</span>
    </div>
  )
}

function Deeds({ model, call, isKept }: { model: KnownModel; call: HeldCallView; isKept: boolean }) {
  const words = knownWords()
  return (
    <div class="known-deeds">
      <Button
        kind="plain"
        label={words.releaseLabel(whoIs(call))}
        onPress={() => void model.release(call.id).then(report)}
      >
        {words.release}
      </Button>
      {isKept ? null : (
        <Button
          kind="quiet"
          label={words.keepLabel(whoIs(call))}
          onPress={() => void model.relate(call.customerId, 'spam').then(report)}
        >
          {words.keep}
        </Button>
      )}
    </div>
  )
}

export function Who({ name, phone }: { name: string | null; phone: string | null }) {
  if (phone === null) return <>{name ?? '–'}</>
  return (
    <>
      {name === null ? null : `${name} `}
      <PhoneNumber phone={phone} />
    </>
  )
}

export function whoIs({ name, phone }: { name: string | null; phone: string | null }): string {
  const number = phone === null ? '' : writePhone(phone)
  return name === null ? number || '–' : `${name} ${number}`.trim()
}

export function report(problem: Problem | null): void {
  if (problem === null) showToast(knownWords().saved)
  else showToast(describeKnownProblem(problem), 'danger')
}
