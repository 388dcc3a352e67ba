import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { AlertRoute, RouteKind, RoutesView, RouteView } from '../../tenants/contract/alerts.ts'
import type { PushSubscription } from '../../tenants/contract/push.ts'
import type { Problem } from '../api.ts'
import { fieldsOf, NO_ROUTE, ROUTE_RULES, type RoutesModel } from '../models/alert-routes-model.ts'
import { openForm } from '../models/form.ts'
import { Button } from '../parts/button.tsx'
import { PlainForm } from '../parts/plain-form.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { askBrowser } from '../push.ts'
import { alertWords } from '../words/alerts-words.ts'
import { describeProblem } from '../words/problems.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'

type FormProps = { model: RoutesModel; view: RoutesView; route: RouteView | null; onClose: () => void }
const TYPES = { email: 'email', sms: 'tel', webhook: 'text' } as const

/** One place to tell. How it is told stays as it was made: another way is another place. */
export function AlertRouteForm({ model, view, route, onClose }: FormProps) {
  const words = alertWords()
  const form = useMemo(() => openForm(route === null ? NO_ROUTE : fieldsOf(route), ROUTE_RULES), [])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  // It opens below a list that may fill the sheet.
  useEffect(() => place.current?.querySelector<HTMLElement>('select, input')?.focus(), [])
  const { kind, name, target, severity, language } = form.fields.value
  const save = async () => {
    setProblem(null)
    const wanted = form.check()
    if (wanted === null) return focusFirstFault(place.current)
    setBusy(true)
    const whole = await withBrowser(wanted, view.pushKey)
    if (whole === null) {
      setBusy(false)
      return setProblem({ status: 0, code: 'push_refused', detail: '', issues: {} })
    }
    const refused = await model.keep(whole)
    setBusy(false)
    if (refused !== null) return form.refuse(ownIssues(refused)) ? focusFirstFault(place.current) : setProblem(refused)
    onClose()
  }
  return (
    <PlainForm place={place} class="stack alert-form" isBusy={isBusy} onSubmit={() => void save()}>
      {route === null ? (
        <KindChoice
          hasPush={view.pushKey !== null}
          kind={kind}
          onChange={(chosen) => form.set({ kind: chosen, target: '' })}
        />
      ) : null}
      {kind === 'sms' && !view.canText ? <p class="field-error">{words.noNumber}</p> : null}
      <TextField
        label={words.name}
        hint={words.nameHint}
        value={name}
        maxLength={60}
        error={sayFault(form.faultAt('name'))}
        onInput={(text) => form.set({ name: text }, 'name')}
      />
      {kind === 'push' ? (
        <p class="soft">{route === null ? words.pushHere : words.pushThere}</p>
      ) : (
        <TextField
          label={words.targets[kind]}
          hint={hintOf(view, route, kind)}
          type={TYPES[kind]}
          value={target}
          error={sayFault(form.faultAt('target'))}
          onInput={(text) => form.set({ target: text }, 'target')}
        />
      )}
      <SelectField
        label={words.severity}
        value={severity}
        options={[
          { value: 'all', label: words.all },
          { value: 'urgent', label: words.onlyUrgent },
        ]}
        onChange={(chosen) => form.set({ severity: chosen })}
      />
      <SelectField
        label={words.language}
        value={language}
        options={(['en', 'es'] as const).map((value) => ({ value, label: words.languages[value] }))}
        onChange={(chosen) => form.set({ language: chosen })}
      />
      <p class="field-error" role="alert" hidden={problem === null}>
        {problem === null ? '' : problem.code === 'push_refused' ? words.pushRefused : describeProblem(problem)}
      </p>
      <div class="dialog-actions">
        <Button onPress={onClose}>{words.back}</Button>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words.save}
        </Button>
      </div>
    </PlainForm>
  )
}

/** A new one of a browser is of this one, which is asked now. Null where it is not to be had. */
async function withBrowser(route: AlertRoute, pushKey: string | null): Promise<AlertRoute | null> {
  if (route.kind !== 'push' || route.id !== undefined) return route
  const subscription = pushKey === null ? null : await askBrowser(pushKey)
  return subscription === null ? null : { ...route, subscription: subscription as PushSubscription }
}

type KindProps = { hasPush: boolean; kind: RouteKind; onChange: (kind: RouteKind) => void }
const KINDS = ['email', 'sms', 'webhook', 'push'] as const

function KindChoice({ hasPush, kind, onChange }: KindProps) {
  const words = alertWords()
  return (
    <SelectField
      label={words.kind}
      value={kind}
      options={KINDS.filter((value) => hasPush || value !== 'push').map((value) => ({
        value,
        label: words.kinds[value],
      }))}
      onChange={onChange}
    />
  )
}

function hintOf({ webhookHosts }: RoutesView, route: RouteView | null, kind: keyof typeof TYPES): string {
  const words = alertWords()
  if (kind !== 'webhook') return words.targetHints[kind]
  const hint = words.targetHints.webhook(webhookHosts.join(', '))
  return route === null ? hint : `${words.keepTarget(route.target)} ${hint}`
}

/** The server names the place in the list; in this form there is one. */
function ownIssues({ issues }: Problem): Record<string, string> {
  return Object.fromEntries(
    Object.entries(issues).map(([path, message]) => [path.replace(/^routes\.\d+\./, ''), message]),
  )
}
