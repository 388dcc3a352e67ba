import type { AccessAction } from '../../tenants/contract/people.ts'
import { ExportQuery, PersonExportQuery, type BesideTable, type PersonFormat } from '../../tenants/contract/export.ts'
import { EvidenceQuestion, type EvidenceSubject } from '../../tenants/contract/evidence.ts'
import { clock } from '../../tenants/base/clock.ts'
import type { Outcome } from '../../tenants/contract.ts'
import type { Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { listPeople } from '../directory/people.ts'
import { loadKeys } from '../directory/tenants.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, type Refusal } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/export?format=sqlite|ndjson`: everything the business owns. */
export const exportBusiness: Route<TenantContext> = async (request, context) => {
  if (isAskedElsewhere(request)) return refuse(FOREIGN)
  const query = readQuery(request.url, ExportQuery)
  if (!query.ok) return refuse(query.error)
  const { format } = query.value
  const beside = await readDirectory(context)
  const download = { action: 'business_exported', detail: format, name: context.tenantId, format } as const
  return handOut(context, download, () => context.tenant.exportBusiness(format, beside))
}

/** `GET …/conversations/:customerId/export?format=json|ndjson|sqlite`: all there is about one customer. */
export const exportPerson: Route<TenantContext> = async (request, context) => {
  if (isAskedElsewhere(request)) return refuse(FOREIGN)
  const query = readQuery(request.url, PersonExportQuery)
  if (!query.ok) return refuse(query.error)
  const { format } = query.value
  const customerId = request.params['customerId'] ?? ''
  const download = { action: 'person_exported', detail: customerId, name: customerId, format } as const
  return handOut(context, download, () => context.tenant.exportPerson(customerId, format))
}

/** `POST …/evidence {phone}`: what was said to one number, why, and how soon an opt-out was honoured, as NDJSON. */
export const exportEvidence: Route<TenantContext> = async (request, context) => {
  const question = await readJson(request, EvidenceQuestion)
  if (!question.ok) return refuse(question.error)
  return handOutEvidence(context, question.value, 'by number')
}

/** `GET …/conversations/:customerId/evidence`: the same about a customer; `npm run verify-pack` checks the file. */
export const exportEvidenceOf: Route<TenantContext> = async (request, context) => {
  if (isAskedElsewhere(request)) return refuse(FOREIGN)
  const customerId = request.params['customerId'] ?? ''
  return handOutEvidence(context, { customerId }, customerId)
}

function handOutEvidence(context: TenantContext, subject: EvidenceSubject, detail: string): Promise<Response> {
  const download = { action: 'litigation_pack_made', detail, name: 'evidence', format: 'lines' } as const
  return handOut(context, download, () => context.tenant.evidence(subject))
}

type FileFormat = PersonFormat | 'lines'
type Download = { action: AccessAction; detail: string; name: string; format: FileFormat }

/** The log of who took what is written before the first byte leaves; where it cannot be, none does. */
async function handOut(
  context: TenantContext,
  { action, detail, name, format }: Download,
  call: () => Promise<Outcome<ReadableStream<Uint8Array>>>,
): Promise<Response> {
  const file = await askOutcome(context, call)
  if (!file.ok) return refuse(file.error)
  try {
    await recordAccess(context, action, context.tenantId, detail)
  } catch (error) {
    await file.value.cancel()
    throw error
  }
  return new Response(file.value, {
    headers: {
      'content-type': CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="${fileName(name, format)}"`,
      'cache-control': 'no-store',
    },
  })
}

/**
 * A download takes the only place there is and is written down, so a page of another site must not begin one by a link
 * or a picture. Browsers say where they were sent from; programs say nothing.
 */
function isAskedElsewhere(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  return site !== null && site !== 'same-origin' && site !== 'none'
}

const FOREIGN: Refusal = { code: 'origin_foreign', detail: 'Pages of other sites may not begin a download.' }

const CONTENT_TYPES: Record<FileFormat, string> = {
  lines: 'application/x-ndjson',
  json: 'application/json',
  sqlite: 'application/vnd.sqlite3',
  ndjson: 'application/zip',
}
const EXTENSIONS: Record<FileFormat, string> = { json: 'json', sqlite: 'sqlite', ndjson: 'zip', lines: 'ndjson' }

/** Ids of ours and a day: nothing that anybody typed stands in a header. */
function fileName(name: string, format: FileFormat): string {
  const day = new Date(clock.now()).toISOString().slice(0, 10)
  return `shoulder-${name.replaceAll(/[^a-z0-9_]/g, '')}-${day}.${EXTENSIONS[format]}`
}

/** What the directory holds about the business: who works there, and what providers address it by. */
async function readDirectory({ env, tenantId }: TenantContext): Promise<BesideTable[]> {
  const [people, keys] = await Promise.all([listPeople(env.DIRECTORY, tenantId), loadKeys(env.DIRECTORY, tenantId)])
  return [
    {
      name: 'directory_people',
      columns: ['email', 'roles', 'since'],
      rows: people.map(({ email, roles, since }) => ({ email, roles: roles.join(' '), since })),
    },
    { name: 'directory_keys', columns: ['kind', 'key'], rows: keys.map(({ kind, key }) => ({ kind, key })) },
  ]
}
