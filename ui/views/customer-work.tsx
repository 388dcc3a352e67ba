import type { ConversationView } from '../../tenants/contract/board.ts'
import { CustomerJobs } from './customer-jobs.tsx'
import { CustomerPlan } from './customer-plan.tsx'
import { CustomerQuotes } from './customer-quotes.tsx'

/** What was priced, done and agreed with one customer. */
export function CustomerWork(given: { tenantId: string; view: ConversationView; onDone: () => void }) {
  return (
    <>
      <CustomerQuotes {...given} />
      <CustomerJobs {...given} />
      <CustomerPlan {...given} />
    </>
  )
}
