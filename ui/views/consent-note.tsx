import { useRef, useState } from 'preact/hooks'
import { NotedConsent } from '../../tenants/contract/after-job.ts'
import type { Problem } from '../api.ts'
import { NO_FAULTS, readFields, type Faults } from '../models/field-faults.ts'
import { noteConsent } from '../models/plans-model.ts'
import { SheetForm } from '../parts/sheet-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { plansWords } from '../words/plans-words.ts'
import { describeProblem } from '../words/problems.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'

type ConsentNoteProps = {
  tenantId: string
  customerId: string
  name: string
  businessName: string
  onClose: () => void
  onDone: () => void
}

/** A consent to offers that was signed on paper: its words are kept, and where it lies. */
export function ConsentNote({ tenantId, customerId, name, businessName, onClose, onDone }: ConsentNoteProps) {
  const words = plansWords()
  const [fields, setFields] = useState({ wording: '', kept: '' })
  const [faults, setFaults] = useState<Faults>(NO_FAULTS)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  const save = async () => {
    const read = readFields(NotedConsent, fields)
    if (!read.ok) {
      setFaults(read.faults)
      return focusFirstFault(place.current)
    }
    setBusy(true)
    const refused = await noteConsent(tenantId, customerId, read.value)
    setBusy(false)
    setProblem(refused)
    if (refused !== null) return
    showToast(words.signed)
    onDone()
    onClose()
  }
  const set = (change: Partial<typeof fields>) => {
    setFields({ ...fields, ...change })
    setFaults(NO_FAULTS)
  }
  return (
    <SheetForm
      title={words.signTitle(name)}
      closeLabel={words.close}
      back={words.back}
      submit={words.signYes}
      isBusy={isBusy}
      problem={problem === null ? null : describeProblem(problem)}
      place={place}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <p>{words.signLead}</p>
      <TextField
        label={words.wording}
        value={fields.wording}
        rows={4}
        maxLength={600}
        placeholder={words.wordingSample(businessName)}
        error={faults['wording'] === undefined ? null : words.wordingFault}
        onInput={(wording) => set({ wording })}
      />
      <TextField
        label={words.kept}
        hint={words.keptHint}
        value={fields.kept}
        maxLength={80}
        error={sayFault(faults['kept'] ?? null)}
        onInput={(kept) => set({ kept })}
      />
    </SheetForm>
  )
}
