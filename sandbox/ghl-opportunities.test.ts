import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LOCATION, openGhl } from './ghl-rig.ts'
import type { Answer, GhlRig } from './ghl-rig.ts'

type Stage = { id: string; name: string; position: number }

let rig: GhlRig
let contactId: string
let pipelineId: string
let stages: Stage[]
beforeAll(async () => void (rig = await openGhl()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  const pat = { locationId: LOCATION, name: 'Pat Rivers', phone: '+12145550147' }
  contactId = ((await rig.api('POST', '/contacts/upsert', pat)).body['contact'] as { id: string }).id
  const { body } = await rig.api('GET', `/opportunities/pipelines?locationId=${LOCATION}`)
  const [pipeline] = body['pipelines'] as { id: string; stages: Stage[] }[]
  pipelineId = pipeline!.id
  stages = pipeline!.stages
  await rig.hears(1)
  rig.heard.length = 0
})

const stageId = (name: string) => stages.find((stage) => stage.name === name)!.id
const lead = () => ({ locationId: LOCATION, pipelineId, contactId, name: 'Pat Rivers: no heat', status: 'open' })
const create = (fields: Record<string, unknown> = {}) => rig.api('POST', '/opportunities/', { ...lead(), ...fields })
const idOf = ({ body }: Answer) => (body['opportunity'] as { id: string }).id

test('the pipeline has the six stages and the same ids after a reset', async () => {
  expect(stages.map(({ name }) => name)).toEqual(['New', 'Contacted', 'Quoted', 'Booked', 'Completed', 'Lost'])
  expect(stages.every(({ id }) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  )
  await rig.control('POST', '/sandbox/reset')
  const again = await rig.api('GET', `/opportunities/pipelines?locationId=${LOCATION}`)
  expect(again.body['pipelines']).toMatchObject([{ id: pipelineId, stages }])
})

describe('an opportunity', () => {
  test('begins in the first stage and shows its contact', async () => {
    const made = await create({ monetaryValue: 450, customFields: [{ key: 'job', field_value: 'furnace' }] })
    expect(made.status).toBe(201)
    expect(made.body['opportunity']).toMatchObject({
      ...lead(),
      pipelineStageId: stageId('New'),
      monetaryValue: 450,
      customFields: [{ id: 'job', fieldValue: 'furnace' }],
      contact: { id: contactId, name: 'Pat Rivers', phone: '+12145550147' },
    })
    const read = await rig.api('GET', `/opportunities/${idOf(made)}`)
    expect(read.body['opportunity']).toEqual(made.body['opportunity'])
  })

  test('has no open twin for the same contact in the same pipeline', async () => {
    const made = await create()
    const twin = await create()
    expect(twin.status).toBe(400)
    expect(twin.body['message']).toBe('Can not create duplicate opportunity for the contact.')
    const lost = await rig.api('PUT', `/opportunities/${idOf(made)}/status`, { status: 'lost' })
    expect(lost.body['succeded']).toBe(true)
    expect((await create()).status).toBe(201)
  })

  test('needs a contact, a pipeline and a stage of its own location', async () => {
    expect((await create({ contactId: 'nobody' })).status).toBe(400)
    expect((await create({ pipelineId: 'none' })).body['message']).toBe('The pipeline id is invalid.')
    expect((await create({ pipelineStageId: 'none' })).body['message']).toBe('The pipeline stage id is invalid.')
    expect((await create({ stage: 'New' })).body['message']).toEqual(['property stage should not exist'])
    expect((await rig.control('GET', '/sandbox/ghl/opportunities')).body).toEqual([])
  })

  test('moves, and Shoulder hears only of what changed', async () => {
    const id = idOf(await create())
    const moved = await rig.api('PUT', `/opportunities/${id}`, { pipelineStageId: stageId('Booked') })
    expect(moved.body['opportunity']).toMatchObject({ id, pipelineStageId: stageId('Booked') })
    await rig.api('PUT', `/opportunities/${id}`, { pipelineStageId: stageId('Booked') })
    await rig.api('PUT', `/opportunities/${id}`, { status: 'won', monetaryValue: 500 })
    await rig.api('DELETE', `/opportunities/${id}`)
    await rig.hears(5)
    expect(rig.types().toSorted()).toEqual(
      [
        'OpportunityCreate',
        'OpportunityStageUpdate',
        'OpportunityStatusUpdate',
        'OpportunityUpdate',
        'OpportunityDelete',
      ].toSorted(),
    )
    const stageUpdate = rig.heard.find(({ event }) => event['type'] === 'OpportunityStageUpdate')
    expect(stageUpdate).toMatchObject({
      isSigned: true,
      event: { id, contactId, pipelineId, pipelineStageId: stageId('Booked'), status: 'open', locationId: LOCATION },
    })
  })

  test('is moved by a person, which answers once Shoulder was told', async () => {
    const id = idOf(await create())
    await rig.hears(1)
    const moved = await rig.control('POST', `/sandbox/ghl/opportunities/${id}/stage`, { stage: 'quoted' })
    expect(moved.body).toMatchObject({
      stage: 'Quoted',
      webhooks: [{ event: 'OpportunityStageUpdate', status: 200, attempts: 1 }],
    })
    expect(rig.types()).toEqual(['OpportunityCreate', 'OpportunityStageUpdate'])
    const wrong = await rig.control('POST', `/sandbox/ghl/opportunities/${id}/stage`, { stage: 'Somewhere' })
    expect(wrong.status).toBe(400)
    const seen = await rig.control('GET', '/sandbox/ghl/opportunities?phone=%2B12145550147')
    expect(seen.body).toMatchObject([{ id, stage: 'Quoted', contact: { id: contactId } }])
    expect((await rig.control('GET', '/sandbox/ghl/opportunities?locationId=elsewhere')).body).toEqual([])
  })

  test('is updated by upsert with its id, which takes no contact any more', async () => {
    const id = idOf(await create())
    const base = { id, pipelineId, locationId: LOCATION }
    const renamed = await rig.api('POST', '/opportunities/upsert', { ...base, name: 'Renamed' })
    expect(renamed.body).toMatchObject({ new: false, opportunity: { id, name: 'Renamed' } })
    const refused = await rig.api('POST', '/opportunities/upsert', { ...base, contactId })
    expect(refused.body['message']).toEqual(['property contactId should not exist'])
  })
})

describe('a search', () => {
  test('narrows by contact, pipeline, stage and status', async () => {
    const id = idOf(await create())
    const find = async (query: string) =>
      (await rig.api('GET', `/opportunities/search?location_id=${LOCATION}&${query}`)).body['opportunities']
    expect(await find(`contact_id=${contactId}&pipeline_id=${pipelineId}&status=open`)).toMatchObject([{ id }])
    expect(await find(`pipeline_stage_id=${stageId('New')}&status=all&q=no%20heat`)).toMatchObject([{ id }])
    expect(await find('status=won')).toEqual([])
    expect(await find('contact_id=nobody')).toEqual([])
    const camel = await rig.api('GET', `/opportunities/search?locationId=${LOCATION}`)
    expect(camel.status).toBe(422)
    const posted = await rig.api('POST', '/opportunities/search', { locationId: LOCATION, query: 'pat' })
    expect(posted.body).toMatchObject({ total: 1, opportunities: [{ id }] })
  })

  test('gives pages and says where the next one is', async () => {
    const first = idOf(await create({ status: 'lost' }))
    const second = idOf(await create())
    const page = await rig.api('GET', `/opportunities/search?location_id=${LOCATION}&order=added_asc&limit=1`)
    expect(page.body).toMatchObject({ opportunities: [{ id: first }], meta: { total: 2, currentPage: 1, nextPage: 2 } })
    const { startAfterId, startAfter } = page.body['meta'] as Record<string, string>
    const cursor = `startAfterId=${startAfterId}&startAfter=${startAfter}`
    const next = await rig.api('GET', `/opportunities/search?location_id=${LOCATION}&order=added_asc&limit=1&${cursor}`)
    expect(next.body['opportunities']).toMatchObject([{ id: second }])
    expect(next.body['meta']).not.toHaveProperty('nextPageUrl')
  })
})
