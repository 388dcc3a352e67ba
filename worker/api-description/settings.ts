import { ProfilePatch } from '../../tenants/contract.ts'
import { PolicyPatch } from '../../tenants/contract/policy.ts'
import { AfterJobPatch, AfterTextsQuestion } from '../../tenants/contract/after-job.ts'
import { BoardQuery } from '../../tenants/contract/board.ts'
import { SchedulePatch } from '../../tenants/contract/booking.ts'
import { DltSettings } from '../../tenants/contract/dlt.ts'
import { EmailDomainChange } from '../../tenants/contract/email-domain.ts'
import {
  ConflictSettlement,
  CrmArrangement,
  CrmChoice,
  CrmCreation,
  CrmSearch,
} from '../../tenants/contract/gohighlevel.ts'
import { OnCallPatch } from '../../tenants/contract/on-call.ts'
import { RegistrationOutcome, RegistrationPatch } from '../../tenants/contract/registration.ts'
import { ScriptPatch, ScriptQuestion } from '../../tenants/contract/scripts.ts'
import { TextingChoice } from '../../tenants/contract/texting.ts'
import { VoicePatch } from '../../tenants/contract/voice.ts'
import { WebLeadsPatch } from '../../tenants/contract/web-leads.ts'
import type { Descriptions } from './description.ts'

/** How a business is set up. */
export const SETTINGS: Descriptions = {
  'GET /api/v1/tenants/:id/after-job': { summary: 'What is asked and offered once a job is done.' },
  'PUT /api/v1/tenants/:id/after-job': {
    summary: 'Changes that; 412 where it has been changed since `version`.',
    body: AfterJobPatch,
  },
  'GET /api/v1/tenants/:id/after-job/numbers': { summary: 'How reviews and offers went, over all time.' },
  'POST /api/v1/tenants/:id/after-job/texts': {
    summary: 'How the texts would read with a plan and a licence.',
    body: AfterTextsQuestion,
  },
  'GET /api/v1/tenants/:id/canary': {
    summary: 'When the way from a missed call to its text was last checked, and how it went.',
  },
  'POST /api/v1/tenants/:id/canary/check': {
    summary: 'Checks it now, and answers how it went; 409 where there is no number to call.',
  },
  'GET /api/v1/tenants/:id/web-leads': {
    summary: 'The form’s address, who may show it, and how Google Ads is connected.',
  },
  'PUT /api/v1/tenants/:id/web-leads': {
    summary: 'Whether the form is on, and which sites may show it; 412 where it has changed since `version`.',
    body: WebLeadsPatch,
  },
  'POST /api/v1/tenants/:id/web-leads/google-key': {
    summary: 'A new key for Google Ads, which is shown once.',
    status: 201,
  },
  'DELETE /api/v1/tenants/:id/web-leads/google-key': {
    summary: 'Revokes the key for Google Ads, within a minute.',
  },
  'GET /api/v1/tenants/:id/voice': { summary: 'Whether the technician’s phone rings before our greeting is heard.' },
  'PUT /api/v1/tenants/:id/voice': { summary: 'Changes that.', body: VoicePatch },
  'GET /api/v1/tenants/:id': { summary: 'The business as it is set up.' },
  'PATCH /api/v1/tenants/:id': { summary: 'The whole tenant after the change.', body: ProfilePatch },
  'PATCH /api/v1/tenants/:id/policy': { summary: 'The whole policy after the change.', body: PolicyPatch },
  'GET /api/v1/tenants/:id/forwarding-test': {
    summary: 'The last test of call forwarding as it stands, or null.',
    query: BoardQuery,
  },
  'POST /api/v1/tenants/:id/forwarding-test': {
    summary: 'Rings the technician’s phone; 409 where it was rung too often.',
    query: BoardQuery,
  },
  'GET /api/v1/tenants/:id/email-domain': { summary: 'Where its e-mail comes from, and what to enter in the DNS.' },
  'PUT /api/v1/tenants/:id/email-domain': {
    summary: 'Has e-mail come from a domain of the business’s own.',
    body: EmailDomainChange,
  },
  'POST /api/v1/tenants/:id/email-domain/check': { summary: 'Has the DNS looked at again.' },
  'DELETE /api/v1/tenants/:id/email-domain': { summary: 'Back to the shared address.' },
  'GET /api/v1/tenants/:id/registration': {
    summary: 'How far the carriers’ registration has come; the EIN only by its end.',
  },
  'PUT /api/v1/tenants/:id/registration': { summary: 'Saves the draft of the registration.', body: RegistrationPatch },
  'POST /api/v1/tenants/:id/registration/submit': {
    summary: 'Hands the registration in; 400 with an issue for each field the carriers would send it back for.',
  },
  'POST /api/v1/tenants/:id/registration/outcome': { summary: 'What the carriers decided.', body: RegistrationOutcome },
  'GET /api/v1/tenants/:id/on-call': { summary: 'Whom an emergency is told to, and who answered STOP.' },
  'PUT /api/v1/tenants/:id/on-call': {
    summary: 'Changes that list; 412 where it has been changed since `version`.',
    body: OnCallPatch,
  },
  'GET /api/v1/tenants/:id/scripts': { summary: 'Every script in every language.' },
  'POST /api/v1/tenants/:id/scripts/preview': {
    summary: 'How words would read, and what forbids them.',
    body: ScriptQuestion,
  },
  'POST /api/v1/tenants/:id/scripts/preview-past': {
    summary: 'The texts of the last days in these words, and what differs.',
    body: ScriptQuestion,
  },
  'PUT /api/v1/tenants/:id/scripts': {
    summary: 'Changes a script; 400 with issues where it may not be sent, 412 where it has moved on.',
    body: ScriptPatch,
  },
  'GET /api/v1/tenants/:id/schedule': { summary: 'Who drives out when, and how long things take.' },
  'PUT /api/v1/tenants/:id/schedule': {
    summary: 'Changes that; 412 where it has been changed since `version`.',
    body: SchedulePatch,
  },
  'GET /api/v1/tenants/:id/gohighlevel': { summary: 'How it is connected, and what is missing there.' },
  'PATCH /api/v1/tenants/:id/gohighlevel': {
    summary: 'Where visits go, and which workflow is meant for what.',
    body: CrmArrangement,
  },
  'DELETE /api/v1/tenants/:id/gohighlevel': { summary: 'Forgets the account and the keys to it.' },
  'POST /api/v1/tenants/:id/gohighlevel/conflicts/:conflictId': {
    summary: 'A person has seen what both sides changed.',
    body: ConflictSettlement,
    status: 204,
  },
  'POST /api/v1/tenants/:id/gohighlevel/set-up': { summary: 'Has the account looked over again.' },
  'GET /api/v1/tenants/:id/gohighlevel/locations': {
    summary: 'Sub-accounts of an agency that this person has connected.',
    query: CrmSearch,
  },
  'POST /api/v1/tenants/:id/gohighlevel/locations': {
    summary: 'A new sub-account, which is connected at once.',
    body: CrmCreation,
  },
  'PUT /api/v1/tenants/:id/gohighlevel/location': { summary: 'Takes a sub-account of the agency.', body: CrmChoice },
  'GET /api/v1/tenants/:id/gohighlevel/texting': {
    summary: 'By which provider texts leave, and what could be chosen.',
  },
  'PUT /api/v1/tenants/:id/gohighlevel/texting': { summary: 'Takes another way.', body: TextingChoice },
  'GET /api/v1/tenants/:id/dlt': {
    summary: 'The registration with Indian operators; null where there is none.',
  },
  'PUT /api/v1/tenants/:id/dlt': { summary: 'Changes that.', body: DltSettings },
  'DELETE /api/v1/tenants/:id/dlt': { summary: 'Drops it: from then on nothing goes to India.', status: 204 },
}
