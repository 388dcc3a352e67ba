import type { CrmRecords } from '../crm-port.ts'
import type { CrmPort } from '../port.ts'
import { calendarCalls } from './calendars.ts'
import { contactRecordCalls } from './contact-records.ts'
import { contactCalls } from './contacts.ts'
import { customValueCalls } from './custom-values.ts'
import { messageCalls } from './messages.ts'
import { numberCalls } from './numbers.ts'
import { opportunityRecordCalls } from './opportunity-records.ts'
import { opportunityCalls } from './opportunities.ts'
import { pipelineCalls } from './pipelines.ts'
import { askWithToken, type Options } from './request.ts'
import { textCalls } from './texts.ts'
import { workflowCalls } from './workflows.ts'

/**
 * GoHighLevel's records of one location (v2 contract), one file a resource. A write that was not answered readably is
 * in doubt; a read is just unavailable.
 */
export function gohighlevelCrm(options: Options): CrmPort & CrmRecords {
  const ask = askWithToken(options)
  const { locationId } = options
  return {
    ...contactCalls(ask, locationId),
    ...contactRecordCalls(ask, locationId),
    ...pipelineCalls(ask, locationId),
    ...opportunityCalls(ask, locationId),
    ...opportunityRecordCalls(ask, locationId),
    ...messageCalls(ask, locationId),
    ...textCalls(ask, locationId),
    ...numberCalls(ask, locationId),
    ...calendarCalls(ask, locationId),
    ...customValueCalls(ask, locationId),
    ...workflowCalls(ask, locationId),
  }
}
