import * as v from 'valibot'
import type { CrmSetUpPort, CrmValue } from '../port.ts'
import { Id, mapAnswer, Text } from './answers.ts'
import type { Ask } from './request.ts'

const Value = v.object({ id: Id, name: v.string(), value: Text })
const Named = v.object({ name: v.string() })

type Calls = Pick<
  CrmSetUpPort,
  'fetchValues' | 'createValue' | 'updateValue' | 'fetchTags' | 'createTag' | 'fetchFields' | 'createField'
>

/** What a location's workflows and texts refer to by name. The name makes the key, once: it is never changed. */
export function customValueCalls(ask: Ask, locationId: string): Calls {
  const path = (noun: string, ref = '') =>
    `/locations/${encodeURIComponent(locationId)}/${noun}${ref && `/${encodeURIComponent(ref)}`}`
  const base = { product: 'locations', isOptional: true } as const
  return {
    async fetchValues() {
      const call = { ...base, method: 'GET', path: path('customValues') } as const
      const answer = await ask(call, v.object({ customValues: v.array(Value) }))
      return mapAnswer(answer, ({ customValues }) => customValues.map(valueOf))
    },
    async createValue(name, value) {
      const call = { ...base, method: 'POST', path: path('customValues'), body: { name, value } } as const
      return mapAnswer(await ask(call, v.object({ customValue: Value })), (it) => valueOf(it.customValue))
    },
    async updateValue(valueRef, name, value) {
      const call = { ...base, method: 'PUT', path: path('customValues', valueRef), body: { name, value } } as const
      return mapAnswer(await ask(call, v.object({ customValue: Value })), (it) => valueOf(it.customValue))
    },
    async fetchTags() {
      const answer = await ask({ ...base, method: 'GET', path: path('tags') }, v.object({ tags: v.array(Named) }))
      return mapAnswer(answer, ({ tags }) => tags.map(({ name }) => name))
    },
    async createTag(name) {
      const call = { ...base, method: 'POST', path: path('tags'), body: { name } } as const
      return mapAnswer(await ask(call, v.object({ tag: Named })), ({ tag }) => tag.name)
    },
    async fetchFields() {
      const call = { ...base, method: 'GET', path: path('customFields') + '?model=contact' } as const
      const answer = await ask(call, v.object({ customFields: v.array(Named) }))
      return mapAnswer(answer, ({ customFields }) => customFields.map(({ name }) => name))
    },
    async createField(name) {
      const body = { name, dataType: 'TEXT', model: 'contact' }
      const call = { ...base, method: 'POST', path: path('customFields'), body } as const
      return mapAnswer(await ask(call, v.object({ customField: Named })), ({ customField }) => customField.name)
    },
  }
}

function valueOf({ id, name, value }: v.InferOutput<typeof Value>): CrmValue {
  return { valueRef: id, name, value: value ?? '' }
}
