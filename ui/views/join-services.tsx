import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { JoinView } from '../../tenants/contract/join.ts'
import { JOIN_CURRENCY, SERVICES_RULES, servicesFields } from '../models/join-forms.ts'
import type { JoinModel } from '../models/join-model.ts'
import { rowsOf } from '../models/price-rows.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { PlainForm } from '../parts/plain-form.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { joinWords } from '../words/join-words.ts'
import { focusFirstFault } from './fault-words.ts'
import { JoinActions } from './join-actions.tsx'
import { useStepForm } from './join-form.ts'
import { PriceEditor } from './price-editor.tsx'

export function JoinServices({ model, view }: { model: JoinModel; view: JoinView }) {
  const words = joinWords()
  const { form, place } = useStepForm(view.email, 'services', servicesFields(view.draft), SERVICES_RULES)
  const starter = useSignal<'none' | 'loading' | 'filled' | 'failed'>('none')
  const trade = view.draft.business?.trade ?? null
  const rows = form.fields.value.rows

  const fill = async () => {
    if (trade === null) return
    starter.value = 'loading'
    const priceBook = await model.fetchStarter(trade)
    starter.value = priceBook === null ? 'failed' : 'filled'
    if (priceBook !== null) form.set({ rows: rowsOf(priceBook, JOIN_CURRENCY) })
  }
  useEffect(() => {
    // Who emptied the list on purpose has a draft, which is no reason to fill it again.
    if (rows.length === 0 && view.draft.services === undefined) void fill()
  }, [])

  const send = async () => {
    if (await model.send('services', form)) model.open('phone')
    else focusFirstFault(place.current)
  }
  return (
    <PlainForm place={place} class="join-form" onSubmit={() => void send()}>
      {starter.value === 'filled' && trade !== null ? (
        <Banner tone="good" icon="check">
          {words.services.starterFor(words.business.trades[trade].toLowerCase())}
        </Banner>
      ) : null}
      {starter.value === 'failed' ? <Banner icon="alert">{words.services.starterFailed}</Banner> : null}
      {starter.value === 'loading' ? (
        <div class="stack-tight" aria-busy="true">
          <Skeleton height={64} />
          <Skeleton height={64} />
          <Skeleton height={64} />
        </div>
      ) : (
        <PriceEditor
          rows={rows}
          currency={JOIN_CURRENCY}
          faultAt={form.faultAt}
          onLeave={form.leave}
          onChange={(changed, path) => form.set({ rows: changed }, path ?? 'priceBook')}
        />
      )}
      {trade !== null && starter.value !== 'filled' && starter.value !== 'loading' ? (
        <Button kind="quiet" icon="undo" onPress={() => void fill()}>
          {words.services.backToStarter}
        </Button>
      ) : null}
      <JoinActions model={model} faultCount={form.faultCount.value} />
    </PlainForm>
  )
}
