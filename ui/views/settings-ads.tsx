import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { AdsView } from '../../tenants/contract/ads.ts'
import { AdsModel } from '../models/ads-model.ts'
import { boundsFields, boundsRules } from '../models/ads-bounds-form.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { adsWords } from '../words/ads-words.ts'
import { describeProblem } from '../words/problems.ts'
import { AdsCame } from './ads-came.tsx'
import { AdsConnect, writeAccount } from './ads-connect.tsx'
import { currencyOf } from './ads-figures.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { sayFault } from './fault-words.ts'
import { amount } from './figure-format.ts'
import { SettingsForm } from './settings-form.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import { useSectionForm } from './settings-section.ts'
import '../styles/ads.css'

type Given = { model: AdsModel; view: AdsView; isReadOnly: boolean }

/** The connection to Google Ads, and how far anything may go there. */
export function SettingsAds({ tenantId, isReadOnly }: { tenantId: string; isReadOnly: boolean }) {
  const model = useMemo(() => new AdsModel(tenantId), [tenantId])
  useEffect(() => () => model.close(), [model])
  const view = model.view.value
  const problem = model.problem.value
  if (view === null) {
    const said = problem === null ? null : describeProblem(problem)
    return <SettingsNotLoaded problem={said} heights={[48, 200]} onAgain={() => void model.load()} />
  }
  return (
    <>
      <Connection model={model} view={view} isReadOnly={isReadOnly} />
      {view.standing === 'not_set_up' ? null : <Limits model={model} view={view} isReadOnly={isReadOnly} />}
    </>
  )
}

function Connection({ model, view, isReadOnly }: Given) {
  const words = adsWords()
  const isAsking = useSignal(false)
  const { account, standing } = view
  return (
    <div class="settings-form">
      <header>
        <h2 class="settings-title">Google Ads</h2>
        <p class="soft">{words.lead}</p>
      </header>
      <AdsCame name="came" />
      <Card>
        <p role="status">
          <strong>{words.standings[standing]}</strong>
        </p>
        {account === null ? null : (
          <p class="soft">
            {words.accountOf(account.name, writeAccount(account.accountId))}
            {account.isTest ? ` (${words.test})` : null}
          </p>
        )}
      </Card>
      <AdsConnect model={model} view={view} />
      {isReadOnly || (standing !== 'connected' && standing !== 'revoked') ? null : (
        <div class="row">
          <Button kind="quiet" onPress={() => (isAsking.value = true)}>
            {words.drop}
          </Button>
        </div>
      )}
      {isAsking.value ? (
        <ConfirmDialog
          title={words.dropTitle}
          lead={words.dropLead}
          yes={words.drop}
          said={words.dropped}
          send={() => model.drop()}
          onDone={() => undefined}
          onClose={() => (isAsking.value = false)}
        />
      ) : null}
    </div>
  )
}

function Limits({ model, view, isReadOnly }: Given) {
  const words = adsWords()
  const currency = currencyOf(view)
  const form = useSectionForm(model, 'googleads', boundsFields(view.bounds, currency), boundsRules(currency))
  const fields = form.fields.value
  const money = (limit: number) => amount(limit, currency)
  const runs = view.campaigns.filter(({ status }) => status === 'ENABLED')
  const dailyNow = runs.reduce((sum, { dailyMinor }) => sum + dailyMinor, 0)
  const field = (name: 'daily' | 'monthly' | 'bid', label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      value={fields[name]}
      inputMode="decimal"
      prefix={money(0).replaceAll(/[\d.,\s]/g, '')}
      isDisabled={isReadOnly}
      error={sayFault(form.faultAt(`${name}Minor`), money)}
      onInput={(text) => form.set({ [name]: text }, `${name}Minor`)}
      onBlur={() => form.leave(`${name}Minor`)}
    />
  )
  return (
    <SettingsForm
      title={words.limits}
      lead={words.limitsLead}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={(bounds) => model.saveBounds(bounds)}
    >
      <Toggle
        label={words.isManaged}
        hint={fields.isManaged ? words.managed : words.notManaged}
        isOn={fields.isManaged}
        isDisabled={isReadOnly}
        onChange={(isManaged) => form.set({ isManaged }, 'isManaged')}
      />
      <div class="ads-limits">
        {field('daily', words.daily, runs.length === 0 ? undefined : words.dailyNow(money(dailyNow)))}
        {field('monthly', words.monthly)}
        {field('bid', words.bid)}
        <TextField
          label={words.capacity}
          hint={words.capacityHint}
          value={fields.capacity}
          inputMode="numeric"
          isDisabled={isReadOnly}
          error={sayFault(form.faultAt('weeklyBookings'))}
          onInput={(capacity) => form.set({ capacity }, 'weeklyBookings')}
          onBlur={() => form.leave('weeklyBookings')}
        />
      </div>
    </SettingsForm>
  )
}
