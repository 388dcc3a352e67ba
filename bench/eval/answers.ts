import { randomAt } from '../fuzz/random.ts'
import { HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { AREAS } from '../simulate/personas.ts'
import { castAt, type Played, type Turn } from './answers/cast.ts'
import { judgeTurn, type Heard } from './answers/judge.ts'
import { KINDS, type Kind } from './answers/models.ts'
import { openReal } from './answers/real.ts'
import { openScene, type Scene } from './answers/scene.ts'

/**
 * Plays simulated customers against the answering path: the real object, the sandbox's Twilio and GoHighLevel, virtual
 * time. Each has goals, a mood, a language, and some have tricks; each kind of model words the answers of all of them.
 */

/** What is promised; a run that breaks one of them exits with 1. */
export const BOUNDS = { promiseMin: 1, faultsMax: 0 }

/** So far apart that no hour looks like a loop to the gate. */
const EVERY_MS = 10 * MINUTE_MS
const TURN_MS = 90_000
const IN_A_ROW_MS = 1_500
const NUMBERS_EACH_AREA = 80

type Tally = { turns: number; kept: number; drafts: number; used: number; faults: string[]; slowestMs: number }

export async function evalAnswers(
  { runs, seed }: { runs: number; seed: number },
  print: (line: string) => void,
): Promise<boolean> {
  let isWell = true
  // Begun before this process is put on virtual time.
  const real = await openReal()
  if (real === null) print('answers: no key of a real model is given')
  print(`answers: ${runs} customers with each kind of model, seed ${seed}`)
  for (const kind of real === null ? KINDS : [...KINDS, real]) {
    const tally = await playAll(kind, runs, seed)
    const { turns, kept, drafts, used, faults, slowestMs } = tally
    const holds = kept >= turns * BOUNDS.promiseMin && faults.length <= BOUNDS.faultsMax
    isWell &&= holds
    print(
      `  ${kind.name.padEnd(28)} promise kept ${kept}/${turns}, slowest ${(slowestMs / 1_000).toFixed(1)} s, ` +
        `${used}/${drafts} drafts sent, ${faults.length} faults${holds ? '' : '  BROKEN'}`,
    )
    for (const fault of faults.slice(0, 8)) print(`      ${fault}`)
  }
  real?.close()
  return isWell
}

async function playAll(kind: Kind, runs: number, seed: number): Promise<Tally> {
  const scene = await openScene(seed, (time) => kind.open(time, seed))
  const random = randomAt(seed, 20)
  const tally: Tally = { turns: 0, kept: 0, drafts: 0, used: 0, faults: [], slowestMs: 0 }
  const start = scene.time.now + HOUR_MS
  let last = start
  for (let place = 0; place < runs; place += 1) {
    const area = AREAS[Math.floor(place / NUMBERS_EACH_AREA)] ?? 512
    const phone = `+1${area}55501${String(place % NUMBERS_EACH_AREA).padStart(2, '0')}`
    const at = dayTime(start, place)
    last = at
    talk(scene, { phone, played: castAt(place, random) }, at, tally)
  }
  const until = last + HOUR_MS
  while (await scene.time.step(until)) {
    await kind.idle?.()
    if (scene.faults.length > 0) throw scene.faults[0]
  }
  const count = (query: string) =>
    scene.rows<{ count: number }>(`select count(*) as count from outbox ${query}`)[0]?.count
  tally.drafts = count(`where lane = 'models'`) ?? 0
  tally.used = count(`where status = 'sent' and composed ->> 'variant' like 'model@%'`) ?? 0
  return tally
}

/** Eight hours of each day, from noon on the first. */
function dayTime(start: number, place: number): number {
  const aDay = (8 * HOUR_MS) / EVERY_MS
  return start + Math.floor(place / aDay) * 24 * HOUR_MS + (place % aDay) * EVERY_MS
}

type Customer = { phone: string; played: Played }

function talk(scene: Scene, customer: Customer, startsAt: number, tally: Tally): void {
  customer.played.turns.forEach((turn, place) => {
    const at = startsAt + place * TURN_MS
    turn.says.forEach((words, index) => {
      scene.time.at(at + index * IN_A_ROW_MS, () => scene.writes(customer.phone, words))
    })
    scene.time.at(at + TURN_MS - 1, () => judge(scene, customer, { turn, askedAt: at }, tally))
  })
}

function judge(
  scene: Scene,
  { phone, played }: Customer,
  { turn, askedAt }: { turn: Turn; askedAt: number },
  tally: Tally,
): void {
  const all = scene.truth.byPhone.get(phone) ?? []
  const texts: Heard[] = all
    .filter(({ at }) => at >= askedAt)
    .map(({ body, at }) => ({ body, afterMs: at - askedAt, variant: '' }))
  const earlier = all.filter(({ at }) => at < askedAt).map(({ body }) => body)
  const of = (query: string) => scene.rows<{ found: number }>(query, phone, askedAt).length > 0
  const judged = judgeTurn(played, {
    ...{ turn, texts, earlier },
    toldTechnician: of(`select 1 as found from messages as m join customers as c on c.customer_id = m.customer_id
      where c.phone = ? and m.audience = 'technician' and m.direction = 'outbound' and m.created_at >= ?`),
    isBooked: of(`select 1 as found from appointments as a join customers as c on c.customer_id = a.customer_id
      where c.phone = ? and a.status = 'confirmed' and ? > 0`),
    hasOptedOut: of(`select 1 as found from journeys as j join customers as c on c.customer_id = j.customer_id
      where c.phone = ? and j.state ->> 'outcome' = 'opted_out' and ? > 0`),
  })
  tally.turns += 1
  tally.kept += judged.promise ? 1 : 0
  const first = texts[0]?.afterMs ?? 0
  tally.slowestMs = Math.max(tally.slowestMs, first)
  const who = `${played.goal}, ${played.mood}, "${turn.says.join(' / ')}"`
  tally.faults.push(...judged.faults.map((fault) => `${who}: ${fault}`))
  if (!judged.promise) tally.faults.push(`${who}: no answer within 60 s`)
}
