import { useRef } from 'preact/hooks'
import { now } from '../clock.ts'
import { formatMoney } from '../format.ts'
import { afterChoices, freshPlan, PLANS_MAX, type PlanRow } from '../models/after-form.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Icon } from '../parts/icon.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { afterWords } from '../words/after-words.ts'
import { locale } from '../words/language.ts'
import type { AfterPartProps } from './after-part.ts'
import { PlanFields } from './after-plan.tsx'

type AfterPlansProps = AfterPartProps & { currency: string }

/** The plans of the business. The first is the one that is offered after a job. */
export function AfterPlans({ form, numbers, isReadOnly, currency }: AfterPlansProps) {
  const words = afterWords()
  const { plans, offers, afterDays } = form.fields.value
  const place = useRef<HTMLElement>(null)
  const setPlans = (next: PlanRow[], path = 'amc.plans') => form.set({ plans: next }, path)
  const add = () => {
    setPlans([...plans, freshPlan(now())])
    requestAnimationFrame(() => place.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus())
  }
  const money = (amount: number) => formatMoney(amount, currency, locale.value)
  return (
    <section class="schedule-part" aria-labelledby="after-plans" ref={place}>
      <header>
        <h3 id="after-plans">{words.plans}</h3>
        {numbers === null || numbers.amc.offered + numbers.amc.active === 0 ? null : (
          <p class="soft small">
            {words.planNumbers(numbers.amc.offered, numbers.amc.active, money(numbers.amc.yearlyMinor))}
          </p>
        )}
      </header>
      <Toggle
        label={words.offers}
        hint={offers ? words.offersOn : words.offersOff}
        isOn={offers}
        isDisabled={isReadOnly}
        onChange={(isOn) => form.set({ offers: isOn }, 'amc.plans')}
      />
      <SelectField
        label={words.afterDays}
        value={afterDays}
        options={afterChoices('afterDays', afterDays).map((days) => ({ value: String(days), label: words.days(days) }))}
        isDisabled={isReadOnly}
        onChange={(value) => form.set({ afterDays: value }, 'amc.afterDays')}
      />
      {plans.length === 0 ? (
        <EmptyState icon="retry" title={words.noPlans}>
          <p>{words.noPlansLead}</p>
        </EmptyState>
      ) : (
        <ul class="schedule-rows">
          {plans.map((plan, index) => (
            <PlanFields
              key={plan.id}
              plan={plan}
              index={index}
              form={form}
              isReadOnly={isReadOnly}
              currency={currency}
              onChange={(change, path) =>
                setPlans(
                  plans.map((other) => (other === plan ? { ...other, ...change } : other)),
                  path,
                )
              }
              onFirst={() => setPlans([plan, ...plans.filter((other) => other !== plan)])}
              onRemove={() => setPlans(plans.filter((other) => other !== plan))}
            />
          ))}
        </ul>
      )}
      {form.faultAt('amc.plans') === null ? null : (
        <p class="field-error" role="alert">
          <Icon name="alert" size={16} />
          <span>{words.needsPlan}</span>
        </p>
      )}
      {isReadOnly || plans.length === 0 ? null : <p class="soft small">{words.kept}</p>}
      {isReadOnly || plans.length >= PLANS_MAX ? null : (
        <Button icon="plus" isWide onPress={add}>
          {words.addPlan}
        </Button>
      )}
    </section>
  )
}
