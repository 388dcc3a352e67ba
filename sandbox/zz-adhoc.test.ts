import { readFileSync } from 'node:fs'
import { test, expect } from 'vitest'
import Ajv from '/work/main/node_modules/ajv/dist/ajv.js'
import { openGhl, LOCATION } from '/work/main/sandbox/ghl-rig.ts'
test('spec', async () => {
  const rig = await openGhl()
  const load = (f: string) => JSON.parse(readFileSync(`/work/shared/specs/ghl/${f}.json`, 'utf8'))
  const specs: any = Object.fromEntries(['contacts','opportunities','oauth','conversations','locations'].map(f => [f, load(f)]))
  const seen: string[] = []
  async function chk(m: string, path: string, tpl: string, body?: unknown, strictUnknown = true) {
    const spec = specs[path.split('/')[1]!]
    const a = await rig.api(m, path, body)
    const r = spec.paths[tpl][m.toLowerCase()].responses[String(a.status)]
    if (!r) { seen.push(`${m} ${path} status ${a.status} not in spec ${JSON.stringify(a.body)}`); return a }
    const schema = r.content?.['application/json']?.schema
    if (!schema || JSON.stringify(schema).includes('common-schemas')) { seen.push(`${m} ${path} ${a.status} no schema`); return a }
    const ajv = new (Ajv as any)({ strict: false, allErrors: true, logger: false })
    ajv.addSchema({ $id: 'root', components: spec.components })
    const fix = JSON.parse(JSON.stringify(schema).replaceAll('#/components', 'root#/components'))
    const ok = ajv.compile(fix)
    if (!ok(a.body)) seen.push(`${m} ${path} ${JSON.stringify(ok.errors.map((e: any) => e.instancePath + ' ' + e.message))}`)
    else seen.push(`${m} ${path} ${a.status} ok`)
    return a
  }
  const c = await chk('POST', '/contacts/upsert', '/contacts/upsert', { locationId: LOCATION, name: 'Pat R', phone: '+12145550147', email: 'p@example.com', customFields: [{ id: 'a', field_value: 'x' }], dndSettings: { SMS: { status: 'active', message: 'm', code: '1' } } })
  const id = (c.body as any).contact.id
  await chk('GET', `/contacts/${id}`, '/contacts/{contactId}')
  await chk('PUT', `/contacts/${id}`, '/contacts/{contactId}', { city: 'x', dndSettings: { SMS: { status: 'inactive' } } })
  await chk('POST', `/contacts/`, '/contacts/', { locationId: LOCATION, email: 'q@example.com' })
  await chk('POST', `/contacts/`, '/contacts/', { locationId: LOCATION, email: 'q@example.com' })
  await chk('POST', `/contacts/${id}/tags`, '/contacts/{contactId}/tags', { tags: ['a'] })
  await chk('DELETE', `/contacts/${id}/tags`, '/contacts/{contactId}/tags', { tags: ['a'] })
  const n = await chk('POST', `/contacts/${id}/notes`, '/contacts/{contactId}/notes', { body: 'hey' })
  await chk('GET', `/contacts/${id}/notes`, '/contacts/{contactId}/notes')
  await chk('PUT', `/contacts/${id}/notes/${(n.body as any).note.id}`, '/contacts/{contactId}/notes/{id}', { pinned: true })
  const t = await chk('POST', `/contacts/${id}/tasks`, '/contacts/{contactId}/tasks', { title: 'a', dueDate: '2026-01-01T00:00:00Z', completed: false })
  await chk('GET', `/contacts/${id}/tasks`, '/contacts/{contactId}/tasks')
  await chk('PUT', `/contacts/${id}/tasks/${(t.body as any).task.id}/completed`, '/contacts/{contactId}/tasks/{taskId}/completed', { completed: true })
  const p = await chk('GET', `/opportunities/pipelines?locationId=${LOCATION}`, '/opportunities/pipelines')
  const pl = (p.body as any).pipelines[0]
  const o = await chk('POST', '/opportunities/', '/opportunities/', { locationId: LOCATION, pipelineId: pl.id, contactId: id, name: 'x', status: 'open', customFields: [{ key: 'a', field_value: 'b' }] })
  const oid = (o.body as any).opportunity.id
  await chk('POST', '/opportunities/', '/opportunities/', { locationId: LOCATION, pipelineId: pl.id, contactId: id, name: 'x', status: 'won' })
  await chk('GET', `/opportunities/${oid}`, '/opportunities/{id}')
  await chk('GET', `/opportunities/search?location_id=${LOCATION}&limit=1`, '/opportunities/search')
  await chk('POST', `/opportunities/search`, '/opportunities/search', { locationId: LOCATION })
  await chk('PUT', `/opportunities/${oid}`, '/opportunities/{id}', { pipelineStageId: pl.stages[2].id })
  await chk('PUT', `/opportunities/${oid}/status`, '/opportunities/{id}/status', { status: 'won' })
  await chk('POST', `/opportunities/upsert`, '/opportunities/upsert', { id: oid, locationId: LOCATION, pipelineId: pl.id })
  await chk('DELETE', `/opportunities/${oid}`, '/opportunities/{id}')
  const ca = await rig.control('POST', '/sandbox/calls', { to: '+15125550100', from: '+12145550147', outcome: 'voicemail', via: 'ghl', locationId: LOCATION })
  await chk('PUT', `/contacts/${id}`, '/contacts/{contactId}', { dndSettings: { SMS: { status: 'inactive' } } })
  const m = await chk('POST', '/conversations/messages', '/conversations/messages', { type: 'SMS', contactId: id, message: 'hi' })
  await chk('GET', `/conversations/messages/${(m.body as any).messageId}`, '/conversations/messages/{id}')
  await chk('GET', `/conversations/messages/${(ca.body as any).messageId}`, '/conversations/messages/{id}')
  await chk('GET', `/conversations/messages/export?locationId=${LOCATION}`, '/conversations/messages/export')
  await chk('GET', `/locations/${LOCATION}`, '/locations/{locationId}')
  ;(await import('node:fs')).writeFileSync('/tmp/spec.out', seen.join('\n'))
  await rig.close()
})
