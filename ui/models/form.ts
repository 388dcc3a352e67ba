import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type * as v from 'valibot'
import { faultsOf, hasFaults, NO_FAULTS, readFields, type Fault, type Faults } from './field-faults.ts'

/**
 * One form: what stands in its fields, and what is wrong with it by the server's own schema. A fault shows once its
 * field was left or the form was sent, never while somebody is still typing the first letters.
 */
export type Form<Fields, Value> = {
  fields: ReadonlySignal<Fields>
  isChanged: ReadonlySignal<boolean>
  set: (change: Partial<Fields>, path?: string) => void
  /** The field was left. */
  leave: (path: string) => void
  /** What to show beside a field; null where there is nothing wrong or it is too early to say. */
  faultAt: (path: string) => Fault | null
  faultCount: ReadonlySignal<number>
  /** The value to send, or null, and then every fault shows. */
  check: () => Value | null
  /** Puts the server's refusal beside the fields; false where it is about none of them. */
  refuse: (issues: Record<string, string>) => boolean
  /** Begins again from these fields. */
  reset: (fields: Fields) => void
  /** What stands on the server now: takes the place of what was not touched here, and leaves alone what was. */
  rebase: (kept: Fields) => void
}

export type FormRules<Fields, S extends v.GenericSchema> = {
  schema: S
  /** What the schema is to judge. */
  toValue: (fields: Fields) => unknown
  /** Faults that span several fields and are no schema's. */
  alsoWrong?: (fields: Fields) => Faults
}

export function openForm<Fields extends object, S extends v.GenericSchema>(
  start: Fields,
  rules: FormRules<Fields, S>,
): Form<Fields, v.InferOutput<S>> {
  const fields = signal(start)
  const origin = signal(JSON.stringify(start))
  const refused = signal<Faults>(NO_FAULTS)
  const left = signal<ReadonlySet<string>>(new Set())
  const isSent = signal(false)

  const read = computed(() => readFields(rules.schema, rules.toValue(fields.value)))
  const faults = computed<Faults>(() => ({
    ...refused.value,
    ...rules.alsoWrong?.(fields.value),
    ...(read.value.ok ? NO_FAULTS : read.value.faults),
  }))

  return {
    fields,
    isChanged: computed(() => JSON.stringify(fields.value) !== origin.value),
    set: (change, path) => {
      fields.value = { ...fields.value, ...change }
      // A refusal was about what stood there before.
      const names = path === undefined ? Object.keys(change) : [path]
      const kept = Object.entries(refused.value).filter(
        ([place]) => !names.some((name) => place === name || place.startsWith(`${name}.`)),
      )
      refused.value = Object.fromEntries(kept)
    },
    leave: (path) => (left.value = new Set([...left.value, path])),
    faultAt: (path) => {
      const fault = faults.value[path] ?? null
      const isDue = isSent.value || left.value.has(path) || refused.value[path] !== undefined
      return isDue ? fault : null
    },
    faultCount: computed(() => (isSent.value ? Object.keys(faults.value).length : 0)),
    check: () => {
      isSent.value = true
      return read.value.ok && !hasFaults(faults.value) ? read.value.value : null
    },
    refuse: (issues) => {
      refused.value = faultsOf(Object.entries(issues).map(([path, message]) => ({ path, message })))
      return hasFaults(refused.value)
    },
    // In one: whoever watches the fields must not see them changed against what stood there before.
    rebase: (kept) =>
      batch(() => {
        const before = JSON.parse(origin.value) as Fields
        const touched = Object.entries(fields.value).filter(
          ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Fields]),
        )
        fields.value = { ...kept, ...(Object.fromEntries(touched) as Partial<Fields>) }
        origin.value = JSON.stringify(kept)
      }),
    reset: (begin) =>
      batch(() => {
        fields.value = begin
        origin.value = JSON.stringify(begin)
        refused.value = NO_FAULTS
        left.value = new Set()
        isSent.value = false
      }),
  }
}
