import { useEffect, useMemo } from 'preact/hooks'
import type { TenantView } from '../../tenants/contract.ts'
import type { Schedule } from '../../tenants/contract/booking.ts'
import { scheduleFields, scheduleRules } from '../models/schedule-form.ts'
import { openSchedule, type ScheduleModel } from '../models/schedule-model.ts'
import { nameZone } from '../models/zones.ts'
import { Toggle } from '../parts/toggle.tsx'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { scheduleWords } from '../words/schedule-words.ts'
import { ScheduleCrew } from './schedule-crew.tsx'
import { ScheduleDaysOff } from './schedule-days-off.tsx'
import { ScheduleFees } from './schedule-fees.tsx'
import { ScheduleLengths } from './schedule-lengths.tsx'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm } from './settings-section.ts'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import '../styles/hours.css'
import '../styles/schedule.css'

type SettingsScheduleProps = { tenant: TenantView; isReadOnly: boolean }

/** Who drives out, when and for how long: what free times are made of. */
export function SettingsSchedule({ tenant, isReadOnly }: SettingsScheduleProps) {
  const model = useMemo(() => openSchedule(tenant.id), [tenant.id])
  useEffect(() => void model.load(), [model])
  const schedule = model.schedule.value
  const problem = model.problem.value
  if (schedule !== null)
    return <ScheduleForm model={model} schedule={schedule} tenant={tenant} isReadOnly={isReadOnly} />
  const said = problem === null ? null : describeProblem(problem)
  return <SettingsNotLoaded problem={said} heights={[48, 220]} onAgain={() => void model.load()} />
}

type ScheduleFormProps = SettingsScheduleProps & { model: ScheduleModel; schedule: Schedule }

function ScheduleForm({ model, schedule, tenant, isReadOnly }: ScheduleFormProps) {
  const words = scheduleWords()
  const rules = useMemo(() => scheduleRules(tenant.currency), [tenant.currency])
  const form = useSectionForm(model, 'schedule', scheduleFields(schedule, tenant), rules)
  const { isOffering } = form.fields.value
  const part = { form, isReadOnly }
  return (
    <SettingsForm
      title={words.title}
      lead={words.lead(nameZone(tenant.timeZone, locale.value))}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={model.save}
    >
      <Toggle
        label={words.offers}
        hint={isOffering ? words.offersOn : words.offersOff}
        isOn={isOffering}
        isDisabled={isReadOnly}
        onChange={(isOn) => form.set({ isOffering: isOn }, 'mode')}
      />
      <ScheduleCrew {...part} />
      <ScheduleLengths {...part} />
      <ScheduleDaysOff {...part} />
      <ScheduleFees {...part} currency={tenant.currency} />
    </SettingsForm>
  )
}
