import type { Form } from '../models/form.ts'
import type { ScheduleFields } from '../models/schedule-form.ts'

/** What each part of the schedule is given: the whole form, of which it shows some fields. */
export type SchedulePartProps = {
  form: Pick<Form<ScheduleFields, unknown>, 'fields' | 'set' | 'leave' | 'faultAt'>
  isReadOnly: boolean
}
