import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import * as v from 'valibot'
import { NotifyBy, Policy } from '../../tenants/contract/policy.ts'
import { call, tenantPath } from '../api.ts'
import { formatPhone } from '../format.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { pushState, readPushState, togglePush } from '../push.ts'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { settingsWords } from '../words/settings-words.ts'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm, type SectionProps } from './settings-section.ts'

const WAYS = NotifyBy.options
const NotifySection = v.object({ notifyBy: Policy.entries.notifyBy.wrapped })

export function SettingsNotify({ model, tenant, isReadOnly }: SectionProps) {
  const words = settingsWords().notify
  const { notifyBy } = tenant.policy
  const form = useSectionForm(
    model,
    'notify',
    { notifyBy },
    { schema: NotifySection, toValue: (fields: { notifyBy: readonly string[] }) => fields },
  )
  const chosen = form.fields.value.notifyBy
  return (
    <>
      <SettingsForm
        title={words.title}
        lead={words.lead(formatPhone(tenant.primaryPhone), tenant.email)}
        form={form}
        isReadOnly={isReadOnly}
        onDiscard={form.discard}
        save={(value) => model.save('policy', value)}
      >
        <Card>
          <div class="toggles">
            {WAYS.map((way) => (
              <Toggle
                key={way}
                label={words.by[way]}
                hint={words.hints[way]}
                isOn={chosen.includes(way)}
                isDisabled={isReadOnly}
                // In the order of the list, so that switching off and on again changes nothing.
                onChange={(isOn) =>
                  form.set({ notifyBy: WAYS.filter((each) => (each === way ? isOn : chosen.includes(each))) })
                }
              />
            ))}
          </div>
        </Card>
        {chosen.length > 0 ? null : (
          <Banner tone="danger" icon="alert" isUrgent>
            {words.noneWarning}
          </Banner>
        )}
      </SettingsForm>
      <ThisDevice tenantId={tenant.id} />
    </>
  )
}

function ThisDevice({ tenantId }: { tenantId: string }) {
  const words = settingsWords().notify
  const isBusy = useSignal(false)
  useEffect(() => void readPushState(tenantId), [tenantId])
  const state = pushState.value
  const toggle = async (isOn: boolean) => {
    isBusy.value = true
    const after = await togglePush(tenantId, isOn)
    isBusy.value = false
    if ((after === 'on') !== isOn) showToast(words.failed, 'danger')
  }
  const tryOut = async () => {
    const answer = await call('POST', tenantPath(tenantId, 'push/test'))
    if (answer.ok) showToast(words.sent)
    else showToast(describeProblem(answer.problem), 'danger')
  }
  return (
    <section class="device" aria-labelledby="device-title">
      <h3 id="device-title">{words.device}</h3>
      <Card>
        <div class="row-apart device-row">
          <p class="row" role="status">
            <Icon name="bell" size={22} />
            <span>{words.deviceStates[state]}</span>
          </p>
          {state === 'off' ? (
            <Button kind="primary" isBusy={isBusy.value} onPress={() => void toggle(true)}>
              {words.turnOn}
            </Button>
          ) : null}
          {state === 'on' ? (
            <div class="row">
              <Button onPress={() => void tryOut()}>{words.tryOut}</Button>
              <Button kind="quiet" isBusy={isBusy.value} onPress={() => void toggle(false)}>
                {words.turnOff}
              </Button>
            </div>
          ) : null}
        </div>
      </Card>
    </section>
  )
}
