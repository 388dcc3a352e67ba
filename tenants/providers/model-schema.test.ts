import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { describeSchema, readAnswer, SchemaUntold } from './model-schema.ts'

const Draft = v.object({
  text: v.pipe(v.string(), v.maxLength(300), v.description('What the customer reads.')),
  language: v.picklist(['en', 'es']),
  cents: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  reason: v.optional(v.string()),
  next: v.array(v.variant('type', [v.object({ type: v.literal('call') }), v.object({ type: v.literal('wait') })])),
})

describe('a schema for a model', () => {
  test('has all fields, nothing beside them, and says in words what strict modes cannot', () => {
    expect(describeSchema(Draft)).toEqual({
      type: 'object',
      additionalProperties: false,
      required: ['text', 'language', 'cents', 'reason', 'next'],
      properties: {
        text: { type: 'string', description: 'Length at most 300. What the customer reads.' },
        language: { type: 'string', enum: ['en', 'es'] },
        cents: { anyOf: [{ type: 'integer', description: 'At least 0.' }, { type: 'null' }] },
        reason: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        next: {
          type: 'array',
          items: {
            anyOf: ['call', 'wait'].map((type) => ({
              type: 'object',
              additionalProperties: false,
              required: ['type'],
              properties: { type: { type: 'string', enum: [type] } },
            })),
          },
        },
      },
    })
  })

  test('is refused where no model could be told of it', () => {
    expect(() => describeSchema(v.string())).toThrow(SchemaUntold)
    expect(() => describeSchema(v.object({ at: v.date() }))).toThrow('"date"')
    expect(() => describeSchema(v.object({ n: v.picklist([1, 2]) }))).toThrow(SchemaUntold)
  })
})

describe('a model’s answer', () => {
  const answer = { text: 'Hi', language: 'en', cents: null, reason: null, next: [{ type: 'call' }] }

  test('loses what is null in place of being left out, and nothing else', () => {
    expect(readAnswer(Draft, answer)).toEqual({
      ok: true,
      value: { text: 'Hi', language: 'en', cents: null, next: [{ type: 'call' }] },
    })
    const inner = v.object({ list: v.array(v.object({ note: v.optional(v.string()) })) })
    expect(readAnswer(inner, { list: [{ note: null }] })).toEqual({ ok: true, value: { list: [{}] } })
  })

  test('that does not pass names the field, and no value', () => {
    expect(readAnswer(Draft, { ...answer, cents: -1 })).toEqual({ ok: false, where: 'cents (min_value)' })
    expect(readAnswer(Draft, { ...answer, text: 'x'.repeat(301) })).toEqual({ ok: false, where: 'text (max_length)' })
    expect(readAnswer(Draft, 'Hi')).toEqual({ ok: false, where: 'the answer (object)' })
  })
})
