import { useSignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import { InvitedRole, NewInvitation } from '../../tenants/contract/people.ts'
import type { Problem } from '../api.ts'
import { openForm } from '../models/form.ts'
import type { PeopleModel } from '../models/people-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { PlainForm } from '../parts/plain-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { describePeopleProblem, peopleWords } from '../words/people-words.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'

const EMPTY = { email: '', role: 'technician' as string }
const RULES = { schema: NewInvitation, toValue: (fields: typeof EMPTY) => fields }

/** One address and what its owner may do. */
export function PeopleInvite({ model, mayInviteViewers }: { model: PeopleModel; mayInviteViewers: boolean }) {
  const words = peopleWords()
  const form = useMemo(() => openForm(EMPTY, RULES), [])
  const place = useRef<HTMLFormElement>(null)
  const isBusy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const { email, role } = form.fields.value

  const send = async () => {
    problem.value = null
    const wanted = form.check()
    if (wanted === null) return focusFirstFault(place.current)
    isBusy.value = true
    const answer = await model.invite(wanted)
    isBusy.value = false
    if (answer.ok) {
      form.reset({ ...EMPTY, role })
      const isMailed = answer.value.mail.status === 'sent'
      return showToast(isMailed ? words.sent : words.notMailed, isMailed ? 'neutral' : 'danger')
    }
    if (form.refuse(answer.problem.issues)) focusFirstFault(place.current)
    else problem.value = answer.problem
  }

  return (
    <PlainForm
      place={place}
      class="people-invite"
      labelledBy="invite-title"
      isBusy={isBusy.value}
      onSubmit={() => void send()}
    >
      <header>
        <h3 id="invite-title">{words.invite}</h3>
        <p class="soft small">{words.inviteLead}</p>
      </header>
      <TextField
        label={words.email}
        name="email"
        type="email"
        inputMode="email"
        value={email}
        error={sayFault(form.faultAt('email'))}
        onInput={(text) => form.set({ email: text }, 'email')}
        onBlur={() => email !== '' && form.leave('email')}
      />
      {mayInviteViewers ? (
        <ChoiceGroup
          label={words.role}
          value={role}
          choices={InvitedRole.options.map((value) => ({
            value,
            label: words.roles[value],
            hint: words.roleWords[value],
          }))}
          onChange={(value) => form.set({ role: value }, 'role')}
        />
      ) : (
        <p class="soft small">{words.resellerOnly}</p>
      )}
      {problem.value === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {describePeopleProblem(problem.value)}
        </Banner>
      )}
      <Button kind="primary" type="submit" icon="send" isBusy={isBusy.value}>
        {words.send}
      </Button>
    </PlainForm>
  )
}
