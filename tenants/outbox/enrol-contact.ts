import type { CrmRecords } from '../providers/crm-port.ts'
import type { CrmPort, SendOutcome } from '../providers/port.ts'
import { madeRef, type ContactPlan } from './mark-contact.ts'

type Asked = { outcome: SendOutcome; contactRef?: string }
type Enrolment = { workflow: string; isIn: boolean }

/** Only a published workflow does anything, and one that was taken away holds nobody any more. */
export async function enrolContact(
  crm: CrmPort & CrmRecords,
  plan: ContactPlan,
  { workflow: name, isIn }: Enrolment,
): Promise<Asked> {
  // Nobody is made a contact in order to be taken out of something.
  if (!isIn && plan.contactRef === null) return { outcome: NOBODY }
  const answer = await crm.fetchWorkflows()
  if (answer.kind !== 'answered') return { outcome: answer }
  const wanted = name.trim().toLowerCase()
  const workflow = answer.value.find((one) => one.name.trim().toLowerCase() === wanted)
  if (!workflow) return { outcome: isIn ? refused('workflow_missing', 'There is no workflow of this name.') : NOBODY }
  if (isIn && !workflow.isPublished) return { outcome: refused('workflow_draft', 'The workflow is a draft.') }
  const contact = await madeRef(crm, plan)
  if (contact.kind !== 'answered') return { outcome: contact }
  const contactRef = contact.value
  const done = await crm.enrol(contactRef, workflow.workflowRef, isIn)
  if (done.kind === 'answered') return { outcome: { kind: 'sent', providerRef: workflow.workflowRef }, contactRef }
  // Who is not in it, or is no contact any more, is out of it.
  if (!isIn && done.kind === 'refused') return { outcome: NOBODY }
  return { outcome: done, contactRef }
}

const NOBODY: SendOutcome = { kind: 'sent', providerRef: 'none' }

function refused(code: string, detail: string): SendOutcome {
  return { kind: 'refused', code, detail }
}
