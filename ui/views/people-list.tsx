import { useSignal } from '@preact/signals'
import type { PersonView } from '../../tenants/contract/people.ts'
import type { PeopleModel } from '../models/people-model.ts'
import { me } from '../models/session-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Moment } from '../parts/moment.tsx'
import { showToast } from '../toasts.ts'
import { describePeopleProblem, peopleWords } from '../words/people-words.ts'

type PeopleListProps = { model: PeopleModel; people: PersonView[]; zone: string; mayChange: boolean }

/** Everybody with a place here. Taking one out is asked about first, since it takes effect at once. */
export function PeopleList({ model, people, zone, mayChange }: PeopleListProps) {
  const words = peopleWords()
  const asked = useSignal<string | null>(null)
  const isBusy = useSignal(false)
  const remove = async (email: string) => {
    isBusy.value = true
    const problem = await model.remove(email)
    isBusy.value = false
    asked.value = null
    if (problem !== null) return showToast(describePeopleProblem(problem), 'danger')
    // Nothing here is theirs to see any more.
    if (email === me.value?.email && me.value.isAdmin !== true) location.assign('/app')
    else showToast(words.removed)
  }
  return (
    <>
      <Card isFlush label={words.title}>
        <ul class="people-rows">
          {people.map((person) => (
            <li key={person.email} class="people-row">
              <PersonWords person={person} zone={zone} />
              {mayChange && !person.roles.every((each) => each === 'reseller') ? (
                <Button
                  kind="quiet"
                  label={words.removeLabel(person.email)}
                  onPress={() => (asked.value = person.email)}
                >
                  {words.remove}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
      <Dialog
        isOpen={asked.value !== null}
        title={words.removeTitle}
        closeLabel={words.cancel}
        onClose={() => (asked.value = null)}
        actions={
          <>
            <Button onPress={() => (asked.value = null)}>{words.cancel}</Button>
            <Button
              kind="danger"
              icon="trash"
              isBusy={isBusy.value}
              onPress={() => asked.value !== null && void remove(asked.value)}
            >
              {words.remove}
            </Button>
          </>
        }
      >
        <p>{asked.value === me.value?.email ? words.removeSelf : words.removeWords(asked.value ?? '')}</p>
      </Dialog>
    </>
  )
}

function PersonWords({ person, zone }: { person: PersonView; zone: string }) {
  const words = peopleWords()
  return (
    <div class="people-words">
      <span class="people-address">
        {person.email}
        {person.email === me.value?.email ? <span class="soft"> ({words.you})</span> : null}
      </span>
      <span class="row">
        {person.roles.map((each) => (
          <Badge key={each} tone={each === 'technician' ? 'good' : 'neutral'}>
            {words.roles[each]}
          </Badge>
        ))}
        <span class="soft small">
          {words.since} <Moment at={person.since} zone={zone} form="day" />
        </span>
      </span>
    </div>
  )
}
