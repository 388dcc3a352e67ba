import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { DnsRecord, EmailDomainView } from '../../tenants/contract/email-domain.ts'
import { openEmailDomain, type EmailDomainModel } from '../models/email-domain-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { emailWords } from '../words/email-words.ts'
import { describeProblem } from '../words/problems.ts'
import '../styles/email.css'

/** Where e-mail comes from, and what to enter in the DNS for it to be one's own domain. */
export function SettingsEmail({ tenantId, isReadOnly }: { tenantId: string; isReadOnly: boolean }) {
  const words = emailWords()
  const model = useMemo(() => openEmailDomain(tenantId), [tenantId])
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  return (
    <div class="settings-form">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {describeProblem(problem)}
        </Banner>
      )}
      {view === null ? <Skeleton height={120} /> : <Domain model={model} view={view} isReadOnly={isReadOnly} />}
    </div>
  )
}

function Domain({ model, view, isReadOnly }: { model: EmailDomainModel; view: EmailDomainView; isReadOnly: boolean }) {
  const words = emailWords()
  const name = useSignal(view.name ?? '')
  const isBusy = model.isBusy.value
  const open = async () => {
    if (await model.open(name.value)) showToast(words.done)
  }
  const drop = async () => {
    if (!(await model.drop())) return
    name.value = ''
    showToast(words.dropped)
  }
  return (
    <>
      <Card>
        <p class="email-from">{words.from(view.sender)}</p>
        <p class="soft" role="status">
          {words.states[view.status]}
        </p>
        {view.complaints > 0 ? <p class="soft">{words.complaints(`${view.complaints}`, `${view.sent}`)}</p> : null}
      </Card>
      {view.isPaused ? (
        <Banner tone="warn" icon="alert">
          {words.paused}
        </Banner>
      ) : null}
      <TextField
        label={words.domain}
        hint={words.domainHint}
        value={name.value}
        maxLength={253}
        isDisabled={isReadOnly}
        error={model.problem.value?.issues['name']}
        onInput={(typed) => (name.value = typed)}
      />
      <div class="row email-actions">
        <Button
          kind={view.name === null ? 'primary' : 'plain'}
          isBusy={isBusy}
          isDisabled={isReadOnly || name.value.trim() === '' || name.value.trim() === view.name}
          onPress={() => void open()}
        >
          {words.save}
        </Button>
        {view.name === null ? null : (
          <>
            <Button kind="primary" isBusy={isBusy} isDisabled={isReadOnly} onPress={() => void model.check()}>
              {words.check}
            </Button>
            <Button kind="quiet" isDisabled={isReadOnly || isBusy} onPress={() => void drop()}>
              {words.drop}
            </Button>
          </>
        )}
      </div>
      {view.records.length === 0 ? null : <Records records={view.records} />}
    </>
  )
}

function Records({ records }: { records: readonly DnsRecord[] }) {
  const words = emailWords()
  return (
    <section aria-labelledby="records-title">
      <h3 id="records-title">{words.records}</h3>
      <ul class="dns">
        {records.map(({ type, name, value, priority }) => (
          <li key={`${type} ${name} ${value}`}>
            <dl>
              <dt>{words.recordColumns.type}</dt>
              <dd>
                {type}
                {priority === null ? null : <span class="soft"> {words.priority(`${priority}`)}</span>}
              </dd>
              <dt>{words.recordColumns.name}</dt>
              <dd class="dns-text">{name}</dd>
              <dt>{words.recordColumns.value}</dt>
              <dd class="dns-text">{value}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  )
}
