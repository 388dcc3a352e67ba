import { formatMoney } from '../format.ts'
import { afterChoices, type PlanRow } from '../models/after-form.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { afterWords } from '../words/after-words.ts'
import { locale } from '../words/language.ts'
import type { AfterPartProps } from './after-part.ts'
import { sayFault } from './fault-words.ts'

type PlanFieldsProps = Pick<AfterPartProps, 'form' | 'isReadOnly'> & {
  currency: string
  plan: PlanRow
  index: number
  onChange: (change: Partial<PlanRow>, path: string) => void
  onFirst: () => void
  onRemove: () => void
}

/** One plan; the first of them is the one that is offered after a job. */
export function PlanFields({ plan, index, form, isReadOnly, currency, onChange, onFirst, onRemove }: PlanFieldsProps) {
  const words = afterWords()
  const name = plan.name.trim() || words.fresh
  const money = (amount: number) => formatMoney(amount, currency, locale.value)
  const text = (field: 'name' | 'holds' | 'price', path: string) => ({
    value: plan[field],
    error: sayFault(form.faultAt(path), money),
    onInput: (typed: string) => onChange({ [field]: typed }, path),
    onBlur: () => form.leave(path),
  })
  const path = `amc.plans.${index}`
  return (
    <li class="schedule-row">
      <fieldset>
        <legend class="unseen">{name}</legend>
        {index === 0 ? (
          <div>
            <Badge tone="good">{words.first}</Badge>
          </div>
        ) : null}
        <TextField label={words.name} maxLength={32} {...text('name', `${path}.name`)} />
        <TextField label={words.holds} hint={words.holdsHint} maxLength={60} {...text('holds', `${path}.holds`)} />
        <div class="schedule-fields">
          <TextField
            label={words.price}
            inputMode="decimal"
            prefix={money(0).replaceAll(/[\d.,\s]/g, '')}
            {...text('price', `${path}.priceMinor`)}
          />
          <SelectField
            label={words.term}
            value={plan.termMonths}
            options={afterChoices('termMonths', plan.termMonths).map((months) => ({
              value: String(months),
              label: words.months(months),
            }))}
            isDisabled={isReadOnly}
            onChange={(termMonths) => onChange({ termMonths }, `${path}.termMonths`)}
          />
        </div>
        <Toggle
          label={words.renews}
          hint={plan.renewsByItself ? words.renewsOn : words.renewsOff}
          isOn={plan.renewsByItself}
          isDisabled={isReadOnly}
          onChange={(renewsByItself) => onChange({ renewsByItself }, `${path}.renewsByItself`)}
        />
        {isReadOnly ? null : (
          <div class="schedule-end">
            {index === 0 ? null : (
              <Button kind="quiet" icon="up" label={`${words.makeFirst}: ${name}`} onPress={onFirst}>
                {words.makeFirst}
              </Button>
            )}
            <Button kind="danger" icon="trash" label={words.remove(name)} onPress={onRemove}>
              {words.removeShort}
            </Button>
          </div>
        )}
      </fieldset>
    </li>
  )
}
