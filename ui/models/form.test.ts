import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { openForm } from './form.ts'

const KEPT = { name: 'Lopez Plumbing', area: 'Austin' }
const schema = v.object({ name: v.pipe(v.string(), v.trim(), v.minLength(1)), area: v.string() })
const open = () => openForm(KEPT, { schema, toValue: (fields: typeof KEPT) => fields })

describe('a form', () => {
  test('says what is wrong once the field was left, not before', () => {
    const form = open()
    form.set({ name: '' })
    expect(form.faultAt('name')).toBeNull()
    form.leave('name')
    expect(form.faultAt('name')).toEqual({ code: 'required' })
    form.set({ name: 'L' })
    expect(form.faultAt('name')).toBeNull()
  })

  test('says everything when it is sent, and gives nothing to send', () => {
    const form = open()
    form.set({ name: ' ' })
    expect(form.check()).toBeNull()
    expect(form.faultCount.value).toBe(1)
    form.set({ name: ' Lopez ' })
    expect(form.check()).toEqual({ name: 'Lopez', area: 'Austin' })
  })

  test('shows the server’s refusal beside its field until that is changed', () => {
    const form = open()
    expect(form.refuse({ name: 'Taken already.' })).toBe(true)
    expect(form.faultAt('name')).toEqual({ code: 'other', words: 'Taken already.' })
    expect(form.check()).toBeNull()
    form.set({ area: 'Dallas' })
    expect(form.faultAt('name')).not.toBeNull()
    form.set({ name: 'Lopez & Daughter' })
    expect(form.faultAt('name')).toBeNull()
    expect(form.refuse({})).toBe(false)
  })

  test('takes over what others changed where nothing was typed, and keeps what was', () => {
    const form = open()
    form.set({ area: 'Dallas' })
    form.rebase({ name: 'Lopez & Daughter', area: 'Houston' })
    expect(form.fields.value).toEqual({ name: 'Lopez & Daughter', area: 'Dallas' })
    expect(form.isChanged.value).toBe(true)
    form.set({ area: 'Houston' })
    expect(form.isChanged.value).toBe(false)
  })

  test('never looks changed while it begins again', () => {
    const form = open()
    form.set({ area: 'Dallas' })
    const seen: boolean[] = []
    form.fields.subscribe(() => seen.push(form.isChanged.peek()))
    form.reset({ name: 'Lopez Plumbing', area: 'Dallas' })
    expect(seen).toEqual([true, false])
  })
})
