import { useEffect, useMemo, useRef } from 'preact/hooks'
import type * as v from 'valibot'
import type { JoinStep } from '../../tenants/contract/join.ts'
import { draftOf } from '../drafts.ts'
import { openForm, type Form, type FormRules } from '../models/form.ts'
import { draftKey, recallFields } from '../models/join-model.ts'

/** The form of one step, which keeps what is typed on this device until it is sent. */
export function useStepForm<Fields extends object, S extends v.GenericSchema>(
  email: string,
  step: JoinStep,
  kept: Fields,
  rules: FormRules<Fields, S>,
): { form: Form<Fields, v.InferOutput<S>>; place: { current: HTMLFormElement | null } } {
  const form = useMemo(() => openForm(recallFields(email, step, kept), rules), [])
  const place = useRef<HTMLFormElement>(null)
  useEffect(
    () =>
      form.fields.subscribe((fields) => {
        if (form.isChanged.peek()) draftOf(draftKey(email, step)).value = JSON.stringify(fields)
      }),
    [],
  )
  return { form, place }
}
