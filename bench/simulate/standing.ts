import type { DatabaseSync } from 'node:sqlite'
import type { World } from '../../sandbox/emulator.ts'
import { appointmentsOf } from '../../sandbox/ghl-calendars.ts'
import { openRecords, pipelineOf, type Opportunity } from '../../sandbox/ghl-records.ts'
import { beginDay, digestRow, GENESIS, linkRow, makeHead, type LedgerRow } from '../../tenants/ledger/chain.ts'
import { verifyPack } from '../../tenants/ledger/verify-pack.ts'
import type { TenantHost } from './tenant-host.ts'
import { ask, type Scene } from './invariants.ts'

/** Checks for which the world has to be at rest: they compare whole pictures. */

const LEADS = `select lead_id as leadId, customer_id as customerId, status, revenue_minor as worth,
  opportunity_ref as ref from leads as lead
  where opportunity_ref is not null and not exists (select 1 from leads as newer
  where newer.customer_id = lead.customer_id and newer.created_at > lead.created_at)`
/** What was last written there, or was to be. */
const NEWEST = `select status from outbox where customer_id = ? and lane = 'gohighlevel'
  and json_extract(payload, '$.type') <> 'look_up_contact' order by seq desc limit 1`

/** Each lead stands in GoHighLevel where it stands here, or the outbox still owes it, or says that it could not. */
export function pipelinesAreEqual({ db }: Scene, world: World, locationId: string): string | null {
  const { opportunities } = openRecords(world.state)
  for (const { leadId, customerId, status, worth, ref } of ask(db, LEADS)) {
    const opportunity = opportunities.find(String(ref))
    const stage = opportunity && meaningOf(opportunity, locationId)
    // What nobody knows the worth of says nothing, and of what is lost nobody asks.
    const isWorth = worth === null || status === 'lost' || worthOf(opportunity) === worth
    if (stage === status && isWorth) continue
    if (ask(db, NEWEST, String(customerId))[0]?.['status'] !== 'sent') continue
    const [ours, theirs] = [`${String(status)} at ${String(worth)}`, `${stage ?? 'missing'} at ${worthOf(opportunity)}`]
    return `${String(leadId)} is ${ours} here and ${theirs} in GoHighLevel`
  }
  return null
}

function worthOf(opportunity: Opportunity | undefined): number | null {
  return opportunity === undefined ? null : Math.round(opportunity.monetaryValue * 100)
}

/** Stages keep their meaning by their ids, whatever people call them; a mark says more than the stage it stands in. */
function meaningOf({ status, pipelineStageId }: Opportunity, locationId: string): string | undefined {
  if (status !== 'open') return status === 'won' ? 'completed' : 'lost'
  return pipelineOf(locationId)
    .stages.find(({ id }) => id === pipelineStageId)
    ?.name.toLowerCase()
}

const VISITS = `select appointment_id as id, customer_id as customerId, starts_at as startsAt, crm_ref as ref
  from appointments where status = 'confirmed' and crm_ref is not null and starts_at > ?`

/** Each visit that is to come stands in their calendar when it does here, or the outbox still owes it. */
export function calendarsAreEqual({ db, now }: Scene, world: World): string | null {
  const events = appointmentsOf(world.state)
  for (const { id, customerId, startsAt, ref } of ask(db, VISITS, now)) {
    const event = events.find(String(ref))
    const isOn = event !== undefined && event.appointmentStatus !== 'cancelled'
    if (isOn && Date.parse(event.startTime) === startsAt) continue
    if (ask(db, NEWEST, String(customerId))[0]?.['status'] !== 'sent') continue
    const theirs = event ? `${event.appointmentStatus} ${event.startTime}` : 'missing'
    return `${String(id)} is at ${new Date(Number(startsAt)).toISOString()} here and ${theirs} in GoHighLevel`
  }
  return null
}

const TWICE = `select one.appointment_id as one, other.appointment_id as other from appointments as one
  join appointments as other on other.crew_id = one.crew_id and other.appointment_id > one.appointment_id
  and other.starts_at < one.ends_at and one.starts_at < other.ends_at
  where one.status = 'confirmed' and other.status = 'confirmed' and one.starts_at > ? limit 1`

/** Nobody of the crew is promised to two people for the same time. */
export function nobodyIsBookedTwice({ db, now }: Scene): string | null {
  const [pair] = ask(db, TWICE, now)
  return pair ? `${String(pair['one'])} and ${String(pair['other'])} are at one time` : null
}

const ROWS = `select seq, kind, ref, address_key as addressKey, at, day, facts, content_hash as contentHash, hash
  from ledger order by seq`
const HEADS = 'select day, row_count as rowCount, hash from ledger_heads order by day'

/** What each row was when its link was made; the same row behind the same link has the same one. */
const linked = new WeakMap<DatabaseSync, Map<number, { behind: string; of: string; hash: string }>>()

function linkOf(db: DatabaseSync, row: LedgerRow, behind: string): string {
  const known = linked.get(db) ?? new Map<number, { behind: string; of: string; hash: string }>()
  linked.set(db, known)
  const { seq, kind, ref, addressKey, at, day, facts, contentHash } = row
  const of = [kind, ref, addressKey, at, day, facts, contentHash].join('\n')
  const before = known.get(seq)
  if (before?.behind === behind && before.of === of) return before.hash
  const hash = linkRow(behind, digestRow(row))
  known.set(seq, { behind, of, hash })
  return hash
}

/** Every row of the ledger hangs on the one before it, and every day's head on the day before. */
export function ledgerIsWhole({ db }: Scene): string | null {
  const days = new Map<string, { root: string; rowCount: number }>()
  for (const row of ask(db, ROWS)) {
    const { root, rowCount } = days.get(String(row['day'])) ?? { root: beginDay(String(row['day'])), rowCount: 0 }
    const hash = linkOf(db, row as unknown as LedgerRow, root)
    if (hash !== row['hash']) return `row ${String(row['seq'])} of the ledger does not follow the one before it`
    days.set(String(row['day']), { root: hash, rowCount: rowCount + 1 })
  }
  let prevHead = GENESIS
  for (const { day, rowCount, hash } of ask(db, HEADS)) {
    const made = days.get(String(day))
    const head = makeHead(prevHead, { day: String(day), rowCount: Number(rowCount), root: made?.root ?? '' })
    if (head !== hash || made?.rowCount !== rowCount) return `the head of ${String(day)} does not belong to its rows`
    prevHead = head
  }
  return null
}

/** The file of evidence about one number, read as somebody reads it who was given it. */
export async function evidenceVerifies(host: TenantHost, phone: string): Promise<string | null> {
  const tenant = await host.object()
  const pack = await tenant.evidence({ phone: phone as `+${string}` })
  if (!pack.ok) return `the evidence was refused: ${pack.error.code}`
  const text = await new Response(pack.value).text()
  const verdict = verifyPack(text.trimEnd().split('\n'))
  return verdict.ok ? null : `the evidence is broken: ${verdict.faults.map(({ what }) => what).join('; ')}`
}
