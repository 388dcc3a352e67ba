import { useSignal } from '@preact/signals'
import type { InvitationView } from '../../tenants/contract/people.ts'
import { minute } from '../clock.ts'
import type { PeopleModel } from '../models/people-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { showToast } from '../toasts.ts'
import { describePeopleProblem, peopleWords } from '../words/people-words.ts'

type InvitationsProps = { model: PeopleModel; invitations: InvitationView[]; zone: string; mayChange: boolean }

/** Whoever was asked and has not come yet; a mail that failed shows, and can be sent again. */
export function PeopleInvitations({ model, invitations, zone, mayChange }: InvitationsProps) {
  const words = peopleWords()
  if (invitations.length === 0) return null
  return (
    <section class="stack-tight" aria-labelledby="invited-title">
      <h3 id="invited-title">{words.open}</h3>
      <Card isFlush>
        <ul class="people-rows">
          {invitations.map((invitation) => (
            <li key={invitation.id} class="people-row">
              <InvitationWords invitation={invitation} zone={zone} />
              {mayChange || invitation.role === 'technician' ? (
                <InvitationButtons model={model} invitation={invitation} />
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
    </section>
  )
}

function InvitationWords({ invitation, zone }: { invitation: InvitationView; zone: string }) {
  const words = peopleWords()
  const { email, role, mail, expiresAt } = invitation
  const isExpired = expiresAt <= minute.value
  const isWrong = isExpired || mail.status === 'failed'
  return (
    <div class="people-words">
      <span class="people-address">{email}</span>
      <span class="row">
        <Badge>{words.roles[role]}</Badge>
        <span class="soft small">
          {words.until} <Moment at={expiresAt} zone={zone} form="day" />
        </span>
      </span>
      <span class={isWrong ? 'people-fault small' : 'soft small'}>
        {isWrong ? <Icon name="alert" size={16} /> : null}
        {isExpired ? words.expired : words.mail[mail.status]}
      </span>
    </div>
  )
}

function InvitationButtons({ model, invitation }: { model: PeopleModel; invitation: InvitationView }) {
  const words = peopleWords()
  const busy = useSignal<'again' | 'revoke' | null>(null)
  const { id, email } = invitation
  const mailAgain = async () => {
    busy.value = 'again'
    const answer = await model.mailAgain(id)
    busy.value = null
    if (!answer.ok) return showToast(describePeopleProblem(answer.problem), 'danger')
    const isSent = answer.value.mail.status === 'sent'
    showToast(isSent ? words.sentAgain : words.mail.failed, isSent ? 'neutral' : 'danger')
  }
  const revoke = async () => {
    busy.value = 'revoke'
    const problem = await model.revoke(id)
    busy.value = null
    if (problem === null) showToast(words.revoked)
    else showToast(describePeopleProblem(problem), 'danger')
  }
  return (
    <div class="row">
      <Button label={words.againLabel(email)} isBusy={busy.value === 'again'} onPress={() => void mailAgain()}>
        {words.again}
      </Button>
      <Button
        kind="quiet"
        label={words.revokeLabel(email)}
        isBusy={busy.value === 'revoke'}
        onPress={() => void revoke()}
      >
        {words.revoke}
      </Button>
    </div>
  )
}
