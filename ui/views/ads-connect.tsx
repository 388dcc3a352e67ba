import { useSignal } from '@preact/signals'
import type { AdsView } from '../../tenants/contract/ads.ts'
import type { AdsModel } from '../models/ads-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { showToast } from '../toasts.ts'
import { adsWords } from '../words/ads-words.ts'
import { describeProblem } from '../words/problems.ts'

/** The way to an account, for whoever has none here yet. Nothing of it where one is connected. */
export function AdsConnect({ model, view }: { model: AdsModel; view: AdsView }) {
  const words = adsWords()
  switch (view.standing) {
    case 'connected':
      return null
    case 'not_set_up':
      return <p class="soft">{words.notSetUpLead}</p>
    case 'not_connected':
      return (
        <section class="stack" aria-label={words.connectTitle}>
          <ul class="ads-brings">
            {words.brings.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <Connect model={model} says={words.connect} />
          <p class="soft">{words.connectHint}</p>
        </section>
      )
    case 'revoked':
      return (
        <section class="stack" aria-label={words.standings.revoked}>
          <Banner tone="warn" icon="alert">
            {words.revoked}
          </Banner>
          <Connect model={model} says={words.again} />
        </section>
      )
    case 'choosing':
      return <Chooser model={model} view={view} />
  }
}

function Connect({ model, says }: { model: AdsModel; says: string }) {
  if (!mayWrite.value) return null
  return (
    <div class="row">
      <Button kind="primary" href={model.connectPath}>
        {says}
      </Button>
    </div>
  )
}

function Chooser({ model, view }: { model: AdsModel; view: AdsView }) {
  const words = adsWords()
  const chosen = useSignal(view.choices[0]?.accountId ?? '')
  const take = async () => {
    const problem = await model.chooseAccount(chosen.value)
    if (problem !== null) showToast(describeProblem(problem), 'danger')
  }
  if (view.choices.length === 0) {
    return (
      <section class="stack">
        <p>{words.noAccounts}</p>
        <Connect model={model} says={words.again} />
      </section>
    )
  }
  return (
    <section class="stack" aria-label={words.chooseTitle}>
      <ChoiceGroup
        label={words.chooseTitle}
        hint={words.chooseLead}
        value={chosen.value}
        choices={view.choices.map(({ accountId, name, isTest }) => ({
          value: accountId,
          label: name,
          hint: isTest ? `${writeAccount(accountId)}, ${words.test}` : writeAccount(accountId),
        }))}
        onChange={(accountId) => (chosen.value = accountId)}
      />
      {mayWrite.value ? (
        <div class="row">
          <Button kind="primary" isBusy={model.isBusy.value} onPress={() => void take()}>
            {words.choose}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** As Google writes it on its own pages: `123-456-7890`. */
export function writeAccount(accountId: string): string {
  return accountId.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3')
}
