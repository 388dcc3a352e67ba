import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LOCATION, openGhl } from './ghl-rig.ts'
import type { GhlRig } from './ghl-rig.ts'

let rig: GhlRig
beforeAll(async () => void (rig = await openGhl()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.heard.length = 0
})

const pat = { locationId: LOCATION, name: 'Pat Rivers', phone: '+12145550147', email: 'Pat.Rivers@example.com' }

async function upserted(body: Record<string, unknown> = pat): Promise<{ id: string }> {
  return (await rig.api('POST', '/contacts/upsert', body)).body['contact'] as { id: string }
}

describe('an upsert', () => {
  test('makes a contact once and finds it by phone or e-mail in any spelling', async () => {
    const first = await rig.api('POST', '/contacts/upsert', pat)
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({
      new: true,
      traceId: expect.any(String),
      contact: {
        locationId: LOCATION,
        name: 'Pat Rivers',
        firstName: 'Pat',
        lastName: 'Rivers',
        fullNameLowerCase: 'pat rivers',
        phone: '+12145550147',
        email: 'pat.rivers@example.com',
        tags: [],
        customFields: [],
      },
    })
    const { id } = first.body['contact'] as { id: string }
    for (const same of [{ phone: '(214) 555-0147' }, { email: 'PAT.RIVERS@example.com' }]) {
      const again = await rig.api('POST', '/contacts/upsert', { locationId: LOCATION, ...same, city: 'Dallas' })
      expect(again.body).toMatchObject({ new: false, contact: { id, city: 'Dallas' } })
    }
  })

  test('leaves out an identifier that is another contact’s, without a word', async () => {
    const { id } = await upserted()
    await upserted({ locationId: LOCATION, phone: '+12145550199' })
    const mixed = await rig.api('POST', '/contacts/upsert', {
      locationId: LOCATION,
      email: pat.email,
      phone: '+12145550199',
    })
    expect(mixed.body).toMatchObject({ new: false, contact: { id, phone: '+12145550147' } })
  })

  test('keeps locations apart', async () => {
    const { id } = await upserted()
    const other = await rig.api('POST', '/contacts/upsert', { ...pat, locationId: 'loc_b' }, { locationId: 'loc_b' })
    expect(other.body['new']).toBe(true)
    const peek = await rig.api('GET', `/contacts/${id}`, undefined, { locationId: 'loc_b' })
    expect(peek.status).toBe(403)
  })

  test('names every field it does not know or cannot use', async () => {
    const answer = await rig.api('POST', '/contacts/upsert', {
      ...pat,
      phoneNumber: '1',
      mobile: '2',
      dnd: 'yes',
      email: 'pat',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      statusCode: 422,
      error: 'Unprocessable Entity',
      message: [
        'property phoneNumber should not exist',
        'property mobile should not exist',
        'email must be an email',
        'dnd must be a boolean value',
      ],
    })
    expect((await rig.api('POST', '/contacts/upsert', { name: 'Pat' })).body['message']).toEqual([
      'locationId should not be empty',
    ])
  })

  test('drops gender, overwrites tags and answers custom fields as id and value', async () => {
    await upserted({ ...pat, tags: ['old'], customFields: [{ id: 'cf_1', field_value: 'Furnace' }] })
    const contact = await upserted({ ...pat, gender: 'female', tags: ['vip'] })
    expect(contact).toMatchObject({ tags: ['vip'], customFields: [{ id: 'cf_1', value: 'Furnace' }] })
    expect(contact).not.toHaveProperty('gender')
  })
})

describe('a contact', () => {
  test('is made, read, changed and removed, and Shoulder hears of each', async () => {
    const made = await rig.api('POST', '/contacts/', pat)
    expect(made.status).toBe(201)
    const { id } = made.body['contact'] as { id: string }
    const twice = await rig.api('POST', '/contacts/', pat)
    expect(twice.status).toBe(400)
    expect(twice.body['meta']).toEqual({ contactId: id, matchingField: 'email' })
    const changed = await rig.api('PUT', `/contacts/${id}`, { city: 'Austin' })
    expect(changed.body).toMatchObject({ succeded: true, contact: { id, city: 'Austin', name: 'Pat Rivers' } })
    expect((await rig.api('PUT', `/contacts/${id}`, { locationId: LOCATION })).status).toBe(422)
    expect((await rig.api('GET', `/contacts/${id}`)).body['contact']).toMatchObject({ id, city: 'Austin' })
    expect((await rig.api('DELETE', `/contacts/${id}`)).body['succeded']).toBe(true)
    expect((await rig.api('GET', `/contacts/${id}`)).status).toBe(404)
    await rig.hears(3)
    expect(rig.types()).toEqual(['ContactCreate', 'ContactUpdate', 'ContactDelete'])
    expect(rig.heard.every(({ isSigned }) => isSigned)).toBe(true)
  })

  test('is found by its number or e-mail', async () => {
    const { id } = await upserted()
    const find = (query: string) => rig.api('GET', `/contacts/search/duplicate?locationId=${LOCATION}&${query}`)
    expect((await find('number=%2B12145550147')).body['contact']).toMatchObject({ id })
    expect((await find('email=pat.rivers%40example.com')).body['contact']).toMatchObject({ id })
    expect((await find('number=%2B12145550100')).body['contact']).toBeNull()
  })

  test('is found by search, page after page', async () => {
    for (const last of ['Ash', 'Birch', 'Cedar']) {
      await upserted({ locationId: LOCATION, name: `Kim ${last}`, email: `${last}@example.com` })
    }
    const sort = [{ field: 'lastName', direction: 'asc' }]
    const ask = { locationId: LOCATION, pageLimit: 2, query: 'kim', sort }
    const first = await rig.api('POST', '/contacts/search', ask)
    expect(first.body).toMatchObject({ total: 3, contacts: [{ lastName: 'Ash' }, { lastName: 'Birch' }] })
    const contacts = first.body['contacts'] as { searchAfter: unknown[] }[]
    const rest = await rig.api('POST', '/contacts/search', { ...ask, searchAfter: contacts.at(-1)?.searchAfter })
    expect(rest.body['contacts']).toMatchObject([{ lastName: 'Cedar' }])
    const filters = [{ group: 'OR', filters: [{ field: 'email', operator: 'eq', value: 'birch@example.com' }] }]
    const one = await rig.api('POST', '/contacts/search', { locationId: LOCATION, pageLimit: 5, filters })
    expect(one.body['contacts']).toMatchObject([{ lastName: 'Birch' }])
  })

  test('carries tags, notes and tasks', async () => {
    const { id } = await upserted()
    const tagged = await rig.api('POST', `/contacts/${id}/tags`, { tags: ['missed-call', 'vip'] })
    expect([tagged.status, tagged.body['tags']]).toEqual([201, ['missed-call', 'vip']])
    const untagged = await rig.api('DELETE', `/contacts/${id}/tags`, { tags: ['vip'] })
    expect([untagged.status, untagged.body['tags']]).toEqual([200, ['missed-call']])

    const noted = await rig.api('POST', `/contacts/${id}/notes`, { body: 'Wants Tuesday' })
    expect(noted.status).toBe(201)
    expect(noted.body['note']).toMatchObject({ body: 'Wants Tuesday', contactId: id })
    expect((await rig.api('GET', `/contacts/${id}/notes`)).body['notes']).toEqual([noted.body['note']])
    expect((await rig.control('GET', `/sandbox/ghl/notes?phone=%2B12145550147`)).body).toMatchObject([
      { contactId: id },
    ])

    const task = { title: 'Call back', dueDate: '2026-11-24T15:00:00.000Z', completed: false }
    const made = await rig.api('POST', `/contacts/${id}/tasks`, task)
    expect(made.status).toBe(201)
    const taskId = (made.body['task'] as { id: string }).id
    const done = await rig.api('PUT', `/contacts/${id}/tasks/${taskId}/completed`, { completed: true })
    expect(done.body['task']).toMatchObject({ ...task, completed: true, contactId: id })
    expect((await rig.api('POST', `/contacts/${id}/tasks`, { ...task, dueDate: 'soon' })).body['message']).toEqual([
      'dueDate must be a valid ISO 8601 date string',
    ])
    await rig.hears(6)
    expect(rig.types().toSorted()).toEqual(
      ['ContactCreate', 'ContactTagUpdate', 'ContactTagUpdate', 'NoteCreate', 'TaskCreate', 'TaskComplete'].toSorted(),
    )
  })

  test('whose do-not-disturb a person switches on cannot be texted through GoHighLevel', async () => {
    const { id } = await upserted()
    await rig.control('POST', `/sandbox/ghl/contacts/${id}/dnd`, { channel: 'SMS' })
    await rig.hears(2)
    // Webhooks may overtake each other.
    expect(rig.heard.map(({ event }) => event).find(({ type }) => type === 'ContactDndUpdate')).toMatchObject({
      id,
      dndSettings: { SMS: { status: 'active' } },
    })
    const text = await rig.api('POST', '/conversations/messages', { type: 'SMS', contactId: id, message: 'Hello' })
    expect(text.status).toBe(400)
  })
})
