import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { NO_ON_CALL } from '../../tenants/contract/usual.ts'
import { fieldsOf, moveRow, ON_CALL_RULES, timeUntilSpentMs } from './on-call-model.ts'

const ana = { name: 'Ana', phone: '+15125550141' as const, email: null }
const ben = { name: 'Ben', phone: '+15125550142' as const, email: 'ben@example.com' }
const alone = { name: 'Dana', phone: '+15125550147' as const, email: 'dana@example.com' }
const view = { ...NO_ON_CALL, contacts: [ana, ben], optedOut: [], alone }

describe('who is on call', () => {
  test('comes back from the fields as it went in', () => {
    const { version: _version, ...rest } = NO_ON_CALL
    expect(v.parse(ON_CALL_RULES.schema, ON_CALL_RULES.toValue(fieldsOf(view)))).toEqual({
      ...rest,
      contacts: [ana, ben],
    })
  })

  test('is moved up and down, and never off the list', () => {
    const { rows } = fieldsOf(view)
    expect(moveRow(rows, 1, -1).map(({ name }) => name)).toEqual(['Ben', 'Ana'])
    expect(moveRow(rows, 0, 1).map(({ name }) => name)).toEqual(['Ben', 'Ana'])
    expect(moveRow(rows, 0, -1)).toEqual(rows)
    expect(moveRow(rows, 1, 1)).toEqual(rows)
  })

  test('is asked for minutes that are numbers', () => {
    const fields = { ...fieldsOf(view), minutes: 'two' }
    expect(v.safeParse(ON_CALL_RULES.schema, ON_CALL_RULES.toValue(fields)).success).toBe(false)
    expect(timeUntilSpentMs(fields)).toBeNull()
    expect(timeUntilSpentMs(fieldsOf(view))).toBe(8 * 60_000)
  })
})
