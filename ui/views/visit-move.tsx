import { useRef, useState } from 'preact/hooks'
import type { AgendaView, AppointmentView } from '../../tenants/contract/booking.ts'
import type { Problem } from '../api.ts'
import { dayOf } from '../format.ts'
import { SelectField } from '../parts/select-field.tsx'
import { SheetForm } from '../parts/sheet-form.tsx'
import { describeProblem } from '../words/problems.ts'
import { visitsWords } from '../words/visits-words.ts'
import { focusFirstFault } from './fault-words.ts'
import { SlotPicker, type PickedTime } from './slot-picker.tsx'

type VisitMoveProps = {
  tenantId: string
  visit: AppointmentView
  title: string
  agenda: Pick<AgendaView, 'timeZone' | 'crew' | 'today'>
  onClose: () => void
  onMove: (to: { startsAt: number; crewId: string | null }) => Promise<Problem | null>
}

/** Another time for a visit, or somebody else who drives. */
export function VisitMove({ tenantId, visit, title, agenda, onClose, onMove }: VisitMoveProps) {
  const words = visitsWords()
  const { timeZone, crew, today } = agenda
  const [picked, setPicked] = useState<PickedTime>({ startsAt: visit.startsAt, crewId: null })
  const [crewId, setCrewId] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [readings, setReadings] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  const move = async () => {
    if (picked.startsAt === null) {
      setError(words.chooseTime)
      return focusFirstFault(place.current)
    }
    setBusy(true)
    const problem = await onMove({ startsAt: picked.startsAt, crewId: crewId === '' ? null : crewId })
    setBusy(false)
    if (problem === null) return
    setError(describeProblem(problem))
    setReadings(readings + 1)
  }
  const day = dayOf(visit.startsAt, timeZone)
  return (
    <SheetForm
      title={title}
      closeLabel={words.close}
      back={words.back}
      submit={words.moveSave}
      isBusy={isBusy}
      place={place}
      onSubmit={() => void move()}
      onClose={onClose}
    >
      <SlotPicker
        tenantId={tenantId}
        zone={timeZone}
        day={day < today ? today : day}
        today={today}
        service={visit.service}
        picked={picked}
        error={error}
        readings={readings}
        onPick={(next) => {
          setPicked(next)
          setError(null)
        }}
      />
      {crew.length > 1 ? (
        <SelectField
          label={words.crew}
          value={crewId}
          options={[{ value: '', label: words.anyone }, ...crew.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={setCrewId}
        />
      ) : null}
      <p class="soft small">{words.toldToo}</p>
    </SheetForm>
  )
}
