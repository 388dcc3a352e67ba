import { useEffect, useMemo } from 'preact/hooks'
import type { TextingView } from '../../tenants/contract/texting.ts'
import { formatDate, formatPhone } from '../format.ts'
import { role } from '../models/session-model.ts'
import { draftOf, openTexting, type TextingModel } from '../models/texting-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { showToast } from '../toasts.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { textingWords } from '../words/texting-words.ts'
import { TextingChoice } from './texting-choice.tsx'

type Props = {
  tenantId: string
  zone: string
  isReadOnly: boolean
  /** Changes with the connection: what can be chosen changes then. */
  connection: string
}

/** By which number of which provider texts leave, and what stands in the way of the other. */
export function SettingsTexting({ tenantId, zone, isReadOnly, connection }: Props) {
  const words = textingWords()
  const model = useMemo(() => openTexting(tenantId), [tenantId])
  useEffect(() => void model.load(), [model, connection])
  const view = model.view.value
  const problem = model.problem.value
  return (
    <section class="settings-form texting" aria-labelledby="texting-title">
      <header>
        <h3 id="texting-title">{words.title}</h3>
        <p class="soft">{words.lead}</p>
      </header>
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {describeProblem(problem)}
        </Banner>
      )}
      {view === null ? (
        problem === null && <Skeleton height={96} />
      ) : (
        <Ways key={`${view.smsVia} ${view.number} ${view.obstacle}`} {...{ model, view, zone, isReadOnly }} />
      )}
    </section>
  )
}

type WaysProps = { model: TextingModel; view: TextingView; zone: string; isReadOnly: boolean }

function Ways({ model, view, zone, isReadOnly }: WaysProps) {
  const words = textingWords()
  const mayChoose = !isReadOnly && role.value !== 'reseller'
  return (
    <>
      <Card>
        <p role="status">
          <strong>{words.now[view.smsVia](inOneLine(formatPhone(view.number)))}</strong>{' '}
          {view.since === null ? null : words.since(formatDate(view.since, zone, locale.value))}
        </p>
        {view.waiting > 0 ? <p class="soft">{words.waiting(view.waiting)}</p> : null}
      </Card>
      <Obstacle {...{ model, view, mayChoose }} />
      {role.value === 'reseller' ? <p class="soft">{words.resellers}</p> : null}
      {mayChoose && view.obstacle === null ? <TextingChoice model={model} view={view} /> : null}
    </>
  )
}

function Obstacle({ model, view, mayChoose }: Pick<WaysProps, 'model' | 'view'> & { mayChoose: boolean }) {
  const words = textingWords()
  const { obstacle, smsVia, numbers, number, missingScopes } = view
  const isThere = smsVia === 'gohighlevel'
  if (obstacle === null) {
    const isGone = isThere && !numbers.some((one) => one.number === number)
    return isGone ? (
      <Banner tone="warn" icon="alert">
        {words.gone}
      </Banner>
    ) : null
  }
  const back = async () => {
    if (await model.choose({ ...draftOf(view), smsVia: 'twilio' })) showToast(words.saved)
  }
  return (
    <>
      <Banner tone={isThere ? 'warn' : 'neutral'} icon="lock">
        {words.obstacles[obstacle]} {missingScopes.join(', ')}
      </Banner>
      {mayChoose ? (
        <div class="row email-actions">
          {isThere ? (
            <Button kind="primary" isBusy={model.isBusy.value} onPress={() => void back()}>
              {words.back}
            </Button>
          ) : null}
          {obstacle === 'not_connected' ? null : (
            <Button isBusy={!isThere && model.isBusy.value} onPress={() => void model.load()}>
              {words.again}
            </Button>
          )}
        </div>
      ) : null}
    </>
  )
}

/** A number reads badly where a line ends in it. */
function inOneLine(phone: string): string {
  return phone.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011')
}
