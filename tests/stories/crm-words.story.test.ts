import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Thought } from '../../tenants/agents/agent.ts'
import type { Journal } from '../../tenants/agents/journal.ts'
import { OPTIMIZING } from '../../tenants/agents/optimizing/task.ts'
import { replay } from '../../tenants/agents/replay.ts'
import { clock, DAY_MS } from '../../tenants/base/clock.ts'
import { firstIdAt } from '../../tenants/base/ids.ts'
import type { AgentsView, DecisionView } from '../../tenants/contract/agents.ts'
import type { BoardView } from '../../tenants/contract/board.ts'
import { crmOf } from '../support/connect.ts'
import { openTried, VALUE, WINNER } from '../support/crm-words.ts'
import { inside } from '../support/inside.ts'
import type { Shop } from '../support/open-shop.ts'

/** Which words GoHighLevel's own pages and workflows say, once others have won here. */

const PROPOSED = 'Let GoHighLevel’s pages and workflows use the words that did better for the text after a missed call.'
const DONE = 'GoHighLevel’s pages and workflows use the words that did better for the text after a missed call.'

const at = (shop: Shop, path: string) => `/tenants/${shop.id}${path}`

/** The agent looks, as a person asks it to. */
async function look(shop: Shop): Promise<DecisionView[]> {
  // The library of tasks goes by the platform's clock, which is the story's here.
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now())
  await shop.api('POST', at(shop, '/agents/optimizing/run'))
  await shop.tenant.passSeconds(30)
  return decided(shop)
}

const decided = async (shop: Shop) =>
  (await shop.tenant.list<DecisionView>('agent-logs')).filter(({ agent }) => agent === 'optimizing')
const move = (shop: Shop, { id }: Pick<DecisionView, 'id'>, how: string) =>
  shop.api<DecisionView>('PATCH', at(shop, `/decisions/${id}`), { move: how })
const breakValues = (shop: Shop, fault: object) =>
  shop.control('/faults', { provider: 'ghl', path: '/customValues', rate: 1, forMs: 600_000, ...fault })

let opened: Shop | null = null
async function tried(...given: Parameters<typeof openTried>) {
  const story = await openTried(...given)
  opened = story.shop
  return story
}
afterEach(async () => {
  vi.restoreAllMocks()
  await opened?.control('/faults', undefined, 'DELETE')
})

describe('words that have won here', () => {
  test('are proposed for GoHighLevel, put there once somebody agrees, and taken back', async () => {
    const { shop, says, former, winner, adopt } = await tried()
    expect(await look(shop)).toEqual([])
    await adopt()
    expect(await says()).toBe(former)
    const [proposal, ...more] = await look(shop)
    expect(more).toEqual([])
    expect(proposal).toMatchObject({ status: 'proposed', kind: 'set_crm_words', sentence: PROPOSED })
    expect(proposal?.evidence.join(' ')).toMatch(/replied with the new words.*Luck helped.*The new words: “/)
    expect(proposal?.expectation).toBe('More bookings within 28 days.')
    const board = async (language: string) =>
      (await shop.api<BoardView>('GET', at(shop, `/board?lang=${language}`))).attention.map(({ sentence }) => sentence)
    expect((await board('en')).join()).toContain(PROPOSED)
    expect((await board('es')).join()).toContain(
      'Usar en las páginas y flujos de GoHighLevel las palabras que funcionaron mejor para el texto tras una llamada',
    )
    // Once is enough, however often it looks.
    expect(await look(shop)).toHaveLength(1)

    if (!proposal) throw new Error('Nothing was proposed.')
    await move(shop, proposal, 'approve')
    await shop.tenant.passMinutes(1)
    expect(await says()).toBe(winner)
    expect((await decided(shop))[0]).toMatchObject({ status: 'applied', sentence: DONE, isUndoable: true })
    await move(shop, proposal, 'undo')
    await shop.tenant.passMinutes(1)
    expect([await says(), (await decided(shop))[0]?.status]).toEqual([former, 'undone'])
    // What somebody took back is left alone, and stays where it is when other things change.
    expect(await look(shop)).toHaveLength(1)
    await shop.api('PATCH', at(shop, ''), { businessName: 'Heron Heating' })
    await shop.tenant.passMinutes(1)
    expect(await says()).toBe(former?.replace(shop.businessName, 'Heron Heating'))
  })

  test('are put there by an agent that may act, and a person who words the script has the last word', async () => {
    const { shop, says, winner, adopt } = await tried('act')
    await adopt()
    expect(await look(shop)).toMatchObject([{ status: 'applied', decidedBy: 'agent', sentence: DONE }])
    expect(await says()).toBe(winner)
    const text = '{business} missed you, sorry! What broke? Automated text. Reply STOP to opt out'
    const script = { name: 'missed_call_text', language: 'en', text, version: 1 }
    await shop.api('PUT', at(shop, '/scripts'), script)
    await shop.tenant.passMinutes(1)
    expect(await says()).toBe(text.replace('{business}', shop.businessName))
    const [decision] = await decided(shop)
    if (!decision) throw new Error('Nothing was decided.')
    await expect(move(shop, decision, 'undo')).rejects.toThrow(/changed meanwhile/)
  })

  test('are left where they are by an agent that only looks, or that is switched off', async () => {
    const looking = await tried('observe')
    await looking.adopt()
    expect(await look(looking.shop)).toEqual([])
    expect(await looking.says()).toBe(looking.former)

    const { shop, says, former, adopt } = await tried('act')
    await adopt()
    await shop.api('PATCH', at(shop, '/agents'), { isPaused: true })
    await shop.tenant.passDays(2)
    expect([await decided(shop), await says()]).toEqual([[], former])
  })

  test('are seen, thought of and decided alike when the run is played again', async () => {
    const { shop, adopt } = await tried()
    await adopt()
    await look(shop)
    const [run] = await shop.tenant.query<{ observed: string; actions: string }>(
      `select observed, actions from agent_runs where agent = 'optimizing' and actions is not null`,
    )
    const journal = JSON.parse(run?.observed ?? '{}') as Journal
    const { notes, proposals } = JSON.parse(run?.actions ?? '{}') as Thought
    expect([journal.version, proposals.length]).toEqual([2, 1])
    const played = Object.assign({}, OPTIMIZING) as unknown as Parameters<typeof replay>[0]
    expect(await replay(played, { journal, thought: { notes, proposals } })).toEqual([])
    // It tells the business's words, and nobody's name or number.
    expect(run?.observed).toContain(WINNER.slice(0, 20))
    expect(run?.observed).not.toMatch(/\+1\d{10}|cus_/)
  })
})

describe('while GoHighLevel fails', () => {
  test('with 429 the words wait and arrive, and the decision is one', async () => {
    const { shop, says, winner, former, adopt } = await tried('act')
    await adopt()
    await breakValues(shop, { kind: 'status', status: 429 })
    expect(await look(shop)).toMatchObject([{ status: 'applied' }])
    expect(await says()).toBe(former)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passMinutes(5)
    expect(await says()).toBe(winner)
    expect(await decided(shop)).toHaveLength(1)
  })

  test('by acting and never answering, what it holds is read, and the words are not taken for somebody’s', async () => {
    const { shop, says, winner, former, adopt } = await tried('act')
    await adopt()
    await breakValues(shop, { kind: 'act_then_timeout', path: '/customValues/' })
    await look(shop)
    await expect.poll(says, { timeout: 20_000 }).toBe(winner)
    await shop.tenant.evict()
    await shop.control('/faults', undefined, 'DELETE')
    const [decision] = await decided(shop)
    // Taken back before anybody knew whether they had come there.
    if (!decision) throw new Error('Nothing was decided.')
    await move(shop, decision, 'undo')
    await shop.tenant.passMinutes(5)
    expect(await says()).toBe(former)
    expect(await shop.tenant.timeline()).not.toContain('crm_value_kept')
  }, 60_000)

  test('by refusing them the decision has failed, and what stood is what counts', async () => {
    const { shop, says, former, adopt } = await tried('act')
    await adopt()
    await breakValues(shop, { kind: 'status', status: 422, path: '/customValues/' })
    await look(shop)
    await shop.tenant.passMinutes(5)
    expect(await decided(shop)).toMatchObject([{ status: 'failed', isUndoable: false }])
    await shop.control('/faults', undefined, 'DELETE')
    await shop.api('POST', at(shop, '/gohighlevel/set-up'), {})
    await shop.tenant.passMinutes(5)
    expect(await says()).toBe(former)
  })
})

describe('what somebody wrote over them in GoHighLevel', () => {
  test('stays, and the agent says so once and wishes for nothing', async () => {
    const { shop, says, winner, writesThere, adopt } = await tried('act')
    await writesThere('Call us back!')
    await adopt()
    const said = await look(shop)
    expect(said).toMatchObject([{ kind: 'note_words_kept', status: 'measured', isUndoable: false }])
    expect(said[0]?.sentence).toBe(
      'Somebody changed the words for the text after a missed call in GoHighLevel, so they stay there.',
    )
    expect(await look(shop)).toHaveLength(1)
    expect(await says()).toBe('Call us back!')
    expect((await crmOf(shop)).setUp?.kept).toEqual([VALUE])
    const { agents } = await shop.api<AgentsView>('GET', at(shop, '/agents'))
    expect(agents.find(({ name }) => name === 'optimizing')?.sentence).toBe(said[0]?.sentence)
    // Emptied there it is ours to fill again, and to decide about.
    await writesThere()
    await shop.api('POST', at(shop, '/gohighlevel/set-up'), {})
    await shop.tenant.passMinutes(1)
    expect((await look(shop)).map(({ kind }) => kind)).toEqual(['set_crm_words', 'note_words_kept'])
    expect(await says()).toBe(winner)
  })

  test('between a decision and its writing stays as well, and the decision has failed', async () => {
    const { shop, says, writesThere, adopt } = await tried()
    await adopt()
    const [proposal] = await look(shop)
    if (!proposal) throw new Error('Nothing was proposed.')
    await writesThere('Call us back!')
    await move(shop, proposal, 'approve')
    await shop.tenant.passMinutes(1)
    expect(await says()).toBe('Call us back!')
    expect(await decided(shop)).toMatchObject([{ status: 'failed', isUndoable: false }])
    expect((await look(shop)).map(({ kind }) => kind)).toEqual(['note_words_kept', 'set_crm_words'])
  })

  test('later is no failure of the decision, but there is nothing to take back any more', async () => {
    const { shop, says, writesThere, adopt } = await tried('act')
    await adopt()
    const [decision] = await look(shop)
    await writesThere('Call us back!')
    await shop.api('POST', at(shop, '/gohighlevel/set-up'), {})
    await shop.tenant.passMinutes(1)
    expect((await decided(shop))[0]?.status).toBe('applied')
    if (!decision) throw new Error('Nothing was decided.')
    await expect(move(shop, decision, 'undo')).rejects.toThrow(/changed meanwhile/)
    expect(await says()).toBe('Call us back!')
  })
})

test('what came of it is told in bookings of who came by GoHighLevel, set against everybody else’s', async () => {
  const { shop, adopt } = await tried('act')
  await adopt()
  const [decision] = await look(shop)
  const appliedAt = decision?.appliedAt ?? 0
  await inside(shop, ({ db }) => {
    /** Of so many leads of each kind, so many booked within a day. */
    const have = (source: string, from: number, count: number, booked: number) => {
      for (let place = 0; place < count; place += 1) {
        const created = from + place * 60_000
        const id = `${firstIdAt('led', created)}${source.slice(0, 3)}`
        db.$client.sql.exec(
          `insert into leads (lead_id, customer_id, source, status, booked_at, created_at, updated_at)
            select ?1, customer_id, ?2, 'booked', ?3, ?4, ?4 from customers limit 1`,
          ...[id, source, place < booked ? created + DAY_MS : null, created],
        )
      }
    }
    have('gohighlevel', appliedAt - 10 * DAY_MS, 40, 4)
    have('missed_call', appliedAt - 10 * DAY_MS, 40, 8)
    have('gohighlevel', appliedAt + 10 * DAY_MS, 40, 30)
    have('missed_call', appliedAt + 10 * DAY_MS, 40, 9)
    db.$client.sql.exec(`insert into jobs (job_id, customer_id, amount_minor, completed_at, created_at)
      select 'job_' || customer_id, customer_id, 30000, ${appliedAt}, ${appliedAt} from customers limit 12`)
  })
  shop.watch.now = appliedAt + 43 * DAY_MS
  const [measured] = await look(shop)
  expect(measured).toMatchObject({ status: 'measured', id: decision?.id })
  expect(measured?.outcome).toMatch(/^Bookings: 30 of 40, 4 of 40 before\./)
  // 26 more of 40, less the one more that everybody else had.
  expect(measured?.impactMinor).toBe(25 * 30_000)
})
