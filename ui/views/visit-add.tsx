import { useRef, useState } from 'preact/hooks'
import type { AgendaView, NewAppointment } from '../../tenants/contract/booking.ts'
import type { Problem } from '../api.ts'
import { nameOf } from '../models/board-model.ts'
import { conversations } from '../models/tenant-model.ts'
import { useServices } from '../models/services-model.ts'
import { SelectField } from '../parts/select-field.tsx'
import { SheetForm } from '../parts/sheet-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { showToast } from '../toasts.ts'
import { fieldWords } from '../words/fields-words.ts'
import { describeProblem } from '../words/problems.ts'
import { visitsWords } from '../words/visits-words.ts'
import { focusFirstFault } from './fault-words.ts'
import { SlotPicker, type PickedTime } from './slot-picker.tsx'

type VisitAddProps = {
  tenantId: string
  agenda: Pick<AgendaView, 'timeZone' | 'crew' | 'today'>
  /** Given where the visit is for somebody in particular. */
  customer: { customerId: string; name: string } | null
  onClose: () => void
  send: (wanted: NewAppointment) => Promise<Problem | null>
}

const EMPTY = { customerId: '', service: '', crewId: '', address: '', notes: '', tell: true }

/** A visit that was agreed on the phone or at the door. */
export function VisitAdd({ tenantId, agenda, customer, onClose, send }: VisitAddProps) {
  const words = visitsWords()
  const services = useServices(tenantId)
  const [fields, setFields] = useState({ ...EMPTY, customerId: customer?.customerId ?? '' })
  const [picked, setPicked] = useState<PickedTime>({ startsAt: null, crewId: null })
  const [errors, setErrors] = useState<{ customer: string | null; time: string | null }>({ customer: null, time: null })
  const [readings, setReadings] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  const set = (change: Partial<typeof fields>) => setFields({ ...fields, ...change })

  const save = async () => {
    const { customerId, service, crewId, address, notes, tell } = fields
    const wrong = {
      customer: customerId === '' ? fieldWords().faults.required : null,
      time: picked.startsAt === null ? words.chooseTime : null,
    }
    setErrors(wrong)
    if (wrong.customer !== null || picked.startsAt === null) return focusFirstFault(place.current)
    const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
    const rest = { service: orNull(service), crewId: orNull(crewId), address: orNull(address), notes: orNull(notes) }
    setBusy(true)
    const problem = await send({ customerId, startsAt: picked.startsAt, minutes: null, tell, ...rest })
    setBusy(false)
    if (problem !== null) {
      setErrors({ customer: null, time: describeProblem(problem) })
      return setReadings(readings + 1)
    }
    showToast(words.added)
    onClose()
  }

  const people = conversations.value.map((each) => ({ value: each.customerId, label: nameOf(each) }))
  const crew = agenda.crew.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <SheetForm
      title={words.addTitle}
      closeLabel={words.close}
      back={words.back}
      submit={words.save}
      isBusy={isBusy}
      place={place}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {customer === null ? (
        <SelectField
          label={words.customer}
          value={fields.customerId}
          options={[{ value: '', label: words.chooseCustomer }, ...people]}
          error={errors.customer}
          onChange={(customerId) => set({ customerId })}
        />
      ) : (
        <p class="visit-for">{customer.name}</p>
      )}
      <SelectField
        label={words.service}
        value={fields.service}
        options={[
          { value: '', label: words.anyService },
          ...services.map((service) => ({ value: service, label: service })),
        ]}
        onChange={(service) => set({ service })}
      />
      <SlotPicker
        tenantId={tenantId}
        zone={agenda.timeZone}
        day={agenda.today}
        today={agenda.today}
        service={fields.service === '' ? null : fields.service}
        picked={picked}
        error={errors.time}
        readings={readings}
        onPick={(next) => {
          setPicked(next)
          setErrors({ ...errors, time: null })
        }}
      />
      {crew.length > 1 ? (
        <SelectField
          label={words.crew}
          value={fields.crewId}
          options={[{ value: '', label: words.anyone }, ...crew]}
          onChange={(crewId) => set({ crewId })}
        />
      ) : null}
      <TextField label={words.address} value={fields.address} maxLength={200} onInput={(address) => set({ address })} />
      <TextField
        label={words.notes}
        hint={words.notesHint}
        value={fields.notes}
        rows={2}
        maxLength={1_000}
        onInput={(notes) => set({ notes })}
      />
      <Toggle label={words.tell} hint={words.tellHint} isOn={fields.tell} onChange={(tell) => set({ tell })} />
    </SheetForm>
  )
}
