import { useEffect, useState } from 'preact/hooks'
import type { Plan } from '../../tenants/contract/after-job.ts'
import type { Problem } from '../api.ts'
import { formatMoney } from '../format.ts'
import { offerPlan, readPlans } from '../models/plans-model.ts'
import { business } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { pathOf } from '../router.ts'
import { showToast } from '../toasts.ts'
import { locale } from '../words/language.ts'
import { plansWords } from '../words/plans-words.ts'
import { describeProblem } from '../words/problems.ts'

type PlanOfferProps = {
  tenantId: string
  customerId: string
  name: string
  onClose: () => void
  onDone: () => void
}

/** Which plan somebody is offered. */
export function PlanOffer({ tenantId, customerId, name, onClose, onDone }: PlanOfferProps) {
  const words = plansWords()
  const [plans, setPlans] = useState<Plan[] | null>(null)
  const [planId, setPlanId] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    void readPlans(tenantId).then((answer) => {
      if (!answer.ok) return setProblem(answer.problem)
      setPlans(answer.value)
      setPlanId(answer.value[0]?.id ?? '')
    })
  }, [tenantId])
  const offer = async () => {
    setBusy(true)
    const refused = await offerPlan(tenantId, customerId, planId)
    setBusy(false)
    setProblem(refused)
    onDone()
    if (refused !== null) return
    showToast(words.offered)
    onClose()
  }
  const describe = ({ name: called, priceMinor, termMonths }: Plan) =>
    `${called}, ${words.price(formatMoney(priceMinor, business.value?.currency ?? 'USD', locale.value), termMonths)}`
  return (
    <Sheet isOpen title={words.offerTitle(name)} closeLabel={words.close} onClose={onClose}>
      <div class="stack">
        {plans === null && problem === null ? <Skeleton height={72} /> : null}
        {plans !== null && plans.length > 0 ? (
          <>
            <p>{words.offerLead}</p>
            <SelectField
              label={words.choosePlan}
              value={planId}
              options={plans.map((plan) => ({ value: plan.id, label: describe(plan) }))}
              onChange={setPlanId}
            />
          </>
        ) : null}
        {plans?.length === 0 ? <p>{words.noPlans}</p> : null}
        <p class="field-error" role="alert" hidden={problem === null}>
          <Icon name="alert" size={16} />
          <span>{problem === null ? '' : describeProblem(problem)}</span>
        </p>
        <div class="dialog-actions">
          <Button onPress={onClose}>{words.back}</Button>
          {plans?.length === 0 ? (
            <Button kind="primary" href={pathOf({ view: 'settings', tenantId, section: 'afterjob' })}>
              {words.toSettings}
            </Button>
          ) : (
            <Button kind="primary" isBusy={isBusy} isDisabled={planId === ''} onPress={() => void offer()}>
              {words.offerYes}
            </Button>
          )}
        </div>
      </div>
    </Sheet>
  )
}
