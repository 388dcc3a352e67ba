import type { AfterJobNumbers } from '../../tenants/contract/after-job.ts'
import type { AfterFields } from '../models/after-form.ts'
import type { Form } from '../models/form.ts'

/** What each part is given: the whole form, of which it shows some fields, and how it went so far. */
export type AfterPartProps = {
  form: Pick<Form<AfterFields, unknown>, 'fields' | 'set' | 'leave' | 'faultAt'>
  numbers: AfterJobNumbers | null
  isReadOnly: boolean
}
