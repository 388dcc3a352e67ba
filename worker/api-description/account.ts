import { OwnApiKey } from '../../tenants/contract/api-keys.ts'
import { BusinessStep, ConsentStep, CrmStep, PhoneStep, ServicesStep } from '../../tenants/contract/join.ts'
import { KycJudgement, NewKyc } from '../../tenants/contract/kyc.ts'
import { Acceptance, Appointment } from '../../tenants/contract/people.ts'
import { PapersQuery } from '../api/kyc.ts'
import { MeAnswer } from './answers.ts'
import type { Descriptions } from './description.ts'

/** Who is signed in, how a business joins, and a reseller’s own papers. */
export const ACCOUNT: Descriptions = {
  'GET /api/v1/api-key': { summary: 'What the key in the request opens, to try it out.', answer: OwnApiKey },
  'GET /api/v1/resellers/me/kyc': {
    summary: 'One’s own papers, masked; `?view=full` shows the whole, which is written down.',
    query: PapersQuery,
  },
  'PUT /api/v1/resellers/me/kyc': {
    summary: 'Saves one’s own papers, which come back masked.',
    query: PapersQuery,
    body: NewKyc,
  },
  'DELETE /api/v1/resellers/me/kyc': { summary: 'Withdraws the consent and erases papers and files.', status: 204 },
  'GET /api/v1/resellers/me/kyc/notice': {
    summary: 'The notice that the consent to keep papers refers to; its version goes back with them.',
  },
  'PUT /api/v1/resellers/me/kyc/documents/:kind': {
    summary: 'Uploads one of one’s own papers; the body is the file.',
    file: 'body',
  },
  'GET /api/v1/resellers/:email/kyc': {
    summary: 'A reseller’s papers, for whoever looks them over.',
    query: PapersQuery,
  },
  'GET /api/v1/resellers/:email/kyc/documents/:kind': { summary: 'The file, to be saved.', file: 'answer' },
  'PATCH /api/v1/resellers/:email/kyc/documents/:kind': {
    summary: 'What a person of ours found in a paper.',
    query: PapersQuery,
    body: KycJudgement,
  },
  'GET /api/v1/me': { summary: 'Who is signed in, and which businesses they work for.', answer: MeAnswer },
  'GET /api/v1/join': { summary: 'How far joining has come.' },
  'GET /api/v1/join/starter/:trade': { summary: 'Services and prices that a trade usually begins with.' },
  'PUT /api/v1/join/business': { summary: 'The business: its name, address and trade.', body: BusinessStep },
  'PUT /api/v1/join/services': { summary: 'Its services and their prices.', body: ServicesStep },
  'PUT /api/v1/join/phone': { summary: 'Gets a number for the business and opens it, paused.', body: PhoneStep },
  'PUT /api/v1/join/consent': { summary: 'How callers come to agree to a text.', body: ConsentStep },
  'PUT /api/v1/join/gohighlevel': { summary: 'With GoHighLevel, or without it for now.', body: CrmStep },
  'POST /api/v1/join/live': { summary: 'From now on customers are texted.' },
  'POST /api/v1/invitations/look': { summary: 'What whoever was invited is asked to.', body: Acceptance },
  'POST /api/v1/invitations/accept': {
    summary: 'The person is in from now on, and the token is spent.',
    body: Acceptance,
  },
  'POST /api/v1/resellers': { summary: 'Makes somebody a reseller.', body: Appointment, status: 201 },
  'DELETE /api/v1/resellers/:email': {
    summary: 'Dismisses a reseller: no business is theirs any more.',
    status: 204,
  },
  'GET /api/v1/connect/gohighlevel': {
    summary: 'Off to the page where somebody chooses their account at GoHighLevel.',
    status: 302,
  },
}
