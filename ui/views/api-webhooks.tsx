import { useSignal } from '@preact/signals'
import { WEBHOOK_EVENTS, WEBHOOKS_MAX, type WebhookEvent, type WebhookView } from '../../tenants/contract/webhooks.ts'
import type { Act, ApiModel } from '../models/api-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { CheckField } from '../parts/check-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Moment } from '../parts/moment.tsx'
import { TextField } from '../parts/text-field.tsx'
import { apiWords } from '../words/api-words.ts'

type Props = { model: ApiModel; zone: string; act: Act }

/** Programs that are told of things, and how that went. */
export function ApiWebhooks({ model, zone, act }: Props) {
  const words = apiWords()
  const asked = useSignal<WebhookView | null>(null)
  const webhooks = model.webhooks.value
  const drop = () => {
    const id = asked.value?.id ?? ''
    asked.value = null
    void act(() => model.dropWebhook(id))
  }
  return (
    <section class="lead-part" aria-labelledby="api-hooks">
      <h3 id="api-hooks">{words.hooks}</h3>
      <p class="soft">{words.hooksLead}</p>
      {webhooks.length === 0 ? <p class="soft">{words.noHooks}</p> : null}
      {webhooks.map((each) => (
        <Endpoint key={each.id} webhook={each} model={model} act={act} onDrop={() => (asked.value = each)} />
      ))}
      {webhooks.length < WEBHOOKS_MAX ? <NewEndpoint model={model} act={act} /> : null}
      <DeliveryList model={model} zone={zone} act={act} />
      <Dialog
        isOpen={asked.value !== null}
        title={words.askHook}
        closeLabel={words.close}
        onClose={() => (asked.value = null)}
        actions={
          <>
            <Button onPress={() => (asked.value = null)}>{words.cancel}</Button>
            <Button kind="danger" onPress={drop}>
              {words.remove}
            </Button>
          </>
        }
      >
        <p>{words.askHookWords}</p>
      </Dialog>
    </section>
  )
}

type EndpointProps = { webhook: WebhookView; model: ApiModel; act: Act; onDrop: () => void }

function Endpoint({ webhook, model, act, onDrop }: EndpointProps) {
  const words = apiWords()
  const { id, url, events, isOn, failingSince } = webhook
  return (
    <Card>
      <div class="lead-part">
        <code class="copy-code">{url}</code>
        <p class="soft small">{events.map((event) => words.events[event]).join(' · ')}</p>
        {failingSince !== null ? (
          <Badge tone="danger">{words.failing}</Badge>
        ) : (
          <Badge tone={isOn ? 'good' : 'neutral'}>{isOn ? words.on : words.off}</Badge>
        )}
        <div class="row">
          {isOn ? <Button onPress={() => void act(() => model.test(id))}>{words.test}</Button> : null}
          <Button onPress={() => void act(() => model.changeWebhook(id, { isOn: !isOn }))}>
            {isOn ? words.turnOff : words.turnOn}
          </Button>
          <Button onPress={() => void act(() => model.rotate(webhook))}>{words.rotate}</Button>
          <Button kind="danger" onPress={onDrop}>
            {words.remove}
          </Button>
        </div>
      </div>
    </Card>
  )
}

function NewEndpoint({ model, act }: Pick<Props, 'model' | 'act'>) {
  const words = apiWords()
  const url = useSignal('')
  const events = useSignal<WebhookEvent[]>([...WEBHOOK_EVENTS])
  const isWithContact = useSignal(false)
  const add = async () => {
    const include = isWithContact.value ? 'contact' : 'ids'
    if (await act(() => model.makeWebhook({ url: url.value, events: events.value, include }))) url.value = ''
  }
  const choose = (event: WebhookEvent, isOn: boolean) =>
    (events.value = isOn ? [...events.value, event] : events.value.filter((each) => each !== event))
  return (
    <Card label={words.add}>
      <div class="lead-part">
        <TextField label={words.url} hint={words.urlHint} value={url.value} onInput={(text) => (url.value = text)} />
        <fieldset class="lead-part">
          <legend class="field-label">{words.when}</legend>
          {WEBHOOK_EVENTS.map((event) => (
            <CheckField
              key={event}
              label={words.events[event]}
              isChecked={events.value.includes(event)}
              error={null}
              onChange={(isOn) => choose(event, isOn)}
            />
          ))}
          <CheckField
            label={words.contact}
            isChecked={isWithContact.value}
            error={null}
            onChange={(isOn) => (isWithContact.value = isOn)}
          />
        </fieldset>
        <Button
          kind="primary"
          isDisabled={url.value.trim() === '' || events.value.length === 0}
          isBusy={model.isBusy.value}
          onPress={() => void add()}
        >
          {words.add}
        </Button>
      </div>
    </Card>
  )
}

const TONES = { waiting: 'warn', delivered: 'good', failed: 'danger', dropped: 'neutral' } as const

function DeliveryList({ model, zone, act }: Props) {
  const words = apiWords()
  return (
    <>
      <h3>{words.deliveries}</h3>
      {model.deliveries.value.length === 0 ? <p class="soft">{words.noDeliveries}</p> : null}
      {model.deliveries.value.map(({ id, event, status, attempts, code, createdAt }) => (
        <Card key={id}>
          <div class="lead-part">
            <strong>{words.events[event]}</strong> <Badge tone={TONES[status]}>{words.status[status]}</Badge>
            <p class="soft small">
              <Moment at={createdAt} zone={zone} form="long" />, {words.tries(attempts)}
              {code === null ? '' : `, ${code}`}
            </p>
            <Button kind="quiet" icon="retry" onPress={() => void act(() => model.replay(id))}>
              {words.replay}
            </Button>
          </div>
        </Card>
      ))}
    </>
  )
}
