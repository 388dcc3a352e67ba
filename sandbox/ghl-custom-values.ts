import * as v from 'valibot'
import type { EmulatorResponse, World } from './emulator.ts'
import { makeId } from './ghl-records.ts'
import { GhlRefusal, answer, readBody, readQuery, requireLocation } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'

type Named = { id: string; locationId: string; name: string }
type CustomValue = Named & { fieldKey: string; value: string }
type CustomField = Named & { fieldKey: string; dataType: string; model: string; position: number }

const Name = v.pipe(v.string(), v.nonEmpty())
const ValueBody = v.object({ name: Name, value: v.string() })
const TagBody = v.object({ name: Name })
const FieldsQuery = v.object({ model: v.optional(v.picklist(['contact', 'opportunity', 'all'])) })
const FieldBody = v.object({
  name: Name,
  dataType: v.picklist(['TEXT', 'LARGE_TEXT', 'NUMERICAL', 'PHONE', 'MONETORY', 'CHECKBOX', 'SINGLE_OPTIONS', 'DATE']),
  placeholder: v.optional(v.string()),
  position: v.optional(v.number()),
  model: v.optional(v.picklist(['contact', 'opportunity'])),
})

const at = (noun: string) => `/locations/:locationId/${noun}`

export const CUSTOM_VALUE_ROUTES: GhlRoute[] = [
  { method: 'GET', path: at('customValues'), opens: 'Location', answer: listValues },
  { method: 'POST', path: at('customValues'), opens: 'Location', answer: createValue },
  { method: 'PUT', path: at('customValues/:id'), opens: 'Location', answer: updateValue },
  { method: 'GET', path: at('customFields'), opens: 'Location', answer: listFields },
  { method: 'POST', path: at('customFields'), opens: 'Location', answer: createField },
  { method: 'GET', path: at('tags'), opens: 'Location', answer: listTags },
  { method: 'POST', path: at('tags'), opens: 'Location', answer: createTag },
]

const valuesOf = (call: GhlCall) => call.world.state.collection<CustomValue>('ghl_custom_values')
const fieldsOf = (call: GhlCall) => call.world.state.collection<CustomField>('ghl_custom_fields')
const tagsOf = (call: GhlCall) => call.world.state.collection<Named>('ghl_tags')

/** What somebody writes over a value on GoHighLevel's own screen; there is none where nobody made one of that name. */
export function writeValue(locationId: string, name: string, value: string, { state }: World): void {
  const values = state.collection<CustomValue>('ghl_custom_values')
  for (const held of values.list({ locationId, name })) values.put({ ...held, value })
}

function place(call: GhlCall): string {
  return requireLocation(call, call.params['locationId'] ?? '')
}

/** The key follows from the first name and stays: renaming later leaves workflows with the old one. */
function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
}

function listValues(call: GhlCall): EmulatorResponse {
  return answer({ customValues: valuesOf(call).list({ locationId: place(call) }) })
}

function createValue(call: GhlCall): EmulatorResponse {
  const locationId = place(call)
  const { name, value } = readBody(call, ValueBody)
  if (valuesOf(call).list({ locationId, name }).length > 0) {
    throw new GhlRefusal(400, 'Custom value with this name already exists')
  }
  const fieldKey = `{{ custom_values.${keyOf(name)} }}`
  return answer({ customValue: valuesOf(call).insert({ id: makeId(), locationId, name, fieldKey, value }) }, 201)
}

function updateValue(call: GhlCall): EmulatorResponse {
  const locationId = place(call)
  const body = readBody(call, ValueBody)
  const held = valuesOf(call).find(call.params['id'] ?? '')
  if (held?.locationId !== locationId) throw new GhlRefusal(404, 'Custom value not found')
  return answer({ customValue: valuesOf(call).put({ ...held, ...body }) })
}

function listFields(call: GhlCall): EmulatorResponse {
  readQuery(call, FieldsQuery)
  return answer({ customFields: fieldsOf(call).list({ locationId: place(call) }) })
}

function createField(call: GhlCall): EmulatorResponse {
  const locationId = place(call)
  const { name, dataType, model = 'contact', position = 0 } = readBody(call, FieldBody)
  if (fieldsOf(call).list({ locationId, name }).length > 0) throw new GhlRefusal(400, `${name} already exists`)
  const field = { id: makeId(), locationId, name, fieldKey: `${model}.${keyOf(name)}`, dataType, model, position }
  return answer({ customField: fieldsOf(call).insert(field) }, 201)
}

function listTags(call: GhlCall): EmulatorResponse {
  return answer({ tags: tagsOf(call).list({ locationId: place(call) }) })
}

function createTag(call: GhlCall): EmulatorResponse {
  const locationId = place(call)
  const name = readBody(call, TagBody).name.toLowerCase()
  if (tagsOf(call).list({ locationId, name }).length > 0) throw new GhlRefusal(400, 'The tag name already exists.')
  return answer({ tag: tagsOf(call).insert({ id: makeId(), locationId, name }) })
}
