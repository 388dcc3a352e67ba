import { useSignal } from '@preact/signals'
import type { AdsCampaignView } from '../../tenants/contract/ads.ts'
import type { AdsModel } from '../models/ads-model.ts'
import { parseAmount, writeAmount } from '../models/amount-field.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { adsWords } from '../words/ads-words.ts'
import { shellWords } from '../words/es-shell.ts'
import { fieldWords } from '../words/fields-words.ts'
import { describeProblem } from '../words/problems.ts'
import { amount } from './figure-format.ts'

type AdsBudgetProps = { model: AdsModel; campaign: AdsCampaignView; currency: string; onClose: () => void }

/** What a campaign may spend in a day. What is refused stays open, with the reason beside the field. */
export function AdsBudget({ model, campaign, currency, onClose }: AdsBudgetProps) {
  const words = adsWords()
  const text = useSignal(writeAmount(campaign.dailyMinor, currency))
  const error = useSignal<string | null>(null)
  const save = async () => {
    const dailyMinor = parseAmount(text.value, currency)
    if (dailyMinor === null) {
      error.value = fieldWords().faults.amount
      return
    }
    const problem = await model.changeCampaign(campaign.id, { dailyMinor })
    error.value = problem === null ? null : describeProblem(problem)
    if (problem !== null) return
    showToast(words.ordered)
    onClose()
  }
  const actions = (
    <>
      <Button onPress={onClose}>{shellWords().back}</Button>
      <Button kind="primary" isBusy={model.isBusy.value} onPress={() => void save()}>
        {words.save}
      </Button>
    </>
  )
  return (
    <Dialog
      isOpen
      title={words.budgetTitle(campaign.name)}
      closeLabel={shellWords().close}
      onClose={onClose}
      actions={actions}
    >
      <TextField
        label={words.budgetField}
        hint={words.budgetHint}
        value={text.value}
        inputMode="decimal"
        prefix={amount(0, currency).replaceAll(/[\d.,\s]/g, '')}
        error={error.value}
        onInput={(typed) => {
          text.value = typed
          error.value = null
        }}
      />
    </Dialog>
  )
}
