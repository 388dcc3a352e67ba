import { useSignal } from '@preact/signals'
import type { Relation } from '../../tenants/contract/known.ts'
import { saveRelation } from '../models/known-model.ts'
import { SelectField } from '../parts/select-field.tsx'
import { showToast } from '../toasts.ts'
import { describeKnownProblem, knownWords } from '../words/known-words.ts'

type Choice = Relation | 'customer'
export const CHOICES: readonly Choice[] = ['customer', 'staff', 'supplier', 'family', 'spam']

/** Who somebody is to the business. It takes effect with the next call, and stops what was on its way to them. */
export function RelationField(props: { tenantId: string; customerId: string; relation: Relation | null }) {
  const { tenantId, customerId, relation } = props
  const words = knownWords()
  const shown = useSignal<Choice>(relation ?? 'customer')
  const choose = async (choice: Choice) => {
    const before = shown.value
    shown.value = choice
    const problem = await saveRelation(tenantId, customerId, choice === 'customer' ? null : choice)
    if (problem === null) return showToast(words.saved)
    shown.value = before
    showToast(describeKnownProblem(problem), 'danger')
  }
  return (
    <SelectField
      label={words.label}
      value={shown.value}
      options={CHOICES.map((value) => ({ value, label: words.relations[value] }))}
      onChange={(choice) => void choose(choice)}
    />
  )
}
