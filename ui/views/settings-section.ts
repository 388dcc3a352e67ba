import { useEffect, useMemo, useRef } from 'preact/hooks'
import type * as v from 'valibot'
import type { TenantView } from '../../tenants/contract.ts'
import { draftOf } from '../drafts.ts'
import { openForm, type Form, type FormRules } from '../models/form.ts'
import type { SettingsModel } from '../models/settings-model.ts'

export type SectionProps = { model: SettingsModel; tenant: TenantView; isReadOnly: boolean }

/**
 * The form of one section. It begins again from what the server has whenever nothing is unsaved, and keeps on this
 * device what is.
 */
export function useSectionForm<Fields extends object, S extends v.GenericSchema>(
  model: Pick<SettingsModel, 'tenantId' | 'settled'>,
  section: string,
  kept: Fields,
  rules: FormRules<Fields, S>,
): Form<Fields, v.InferOutput<S>> & { discard: () => void } {
  const draft = draftOf(`${model.tenantId}/settings/${section}`)
  const form = useMemo(() => {
    const opened = openForm(kept, rules)
    const left = readDraft<Fields>(draft.peek())
    if (left !== null) opened.set(left)
    return opened
  }, [])
  const keptKey = JSON.stringify(kept)
  useEffect(() => {
    // `(512) 555-0147` and `512 555 0147` differ to the eye and not to the server.
    const said = JSON.stringify(rules.toValue(form.fields.peek()))
    if (said === JSON.stringify(rules.toValue(kept))) form.reset(kept)
    else form.rebase(kept)
  }, [keptKey])
  const settled = useRef(model.settled.value)
  useEffect(() => {
    // What was chosen in a clash is saved or given up; nothing of it is left to save.
    if (settled.current !== model.settled.value) form.reset(kept)
    settled.current = model.settled.value
  }, [model.settled.value])
  useEffect(
    () =>
      form.fields.subscribe((fields) => {
        draft.value = form.isChanged.peek() ? JSON.stringify(fields) : ''
      }),
    [],
  )
  return { ...form, discard: () => form.reset(kept) }
}

function readDraft<Fields extends object>(text: string): Partial<Fields> | null {
  try {
    const left: unknown = text === '' ? null : JSON.parse(text)
    return typeof left === 'object' ? left : null
  } catch {
    return null
  }
}
