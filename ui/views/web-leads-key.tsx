import { useSignal } from '@preact/signals'
import type { WebLeadsView } from '../../tenants/contract/web-leads.ts'
import type { Problem } from '../api.ts'
import type { WebLeadsModel } from '../models/web-leads-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { CopyText } from '../parts/copy-text.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Moment } from '../parts/moment.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { webLeadsWords } from '../words/web-leads-words.ts'

type KeyProps = { model: WebLeadsModel; view: WebLeadsView; zone: string; isReadOnly: boolean }
type Asked = 'renew' | 'revoke' | null

/** How Google Ads reaches us: an address, and a key that is shown once. */
export function WebLeadsKey({ model, view, zone, isReadOnly }: KeyProps) {
  const words = webLeadsWords()
  const asked = useSignal<Asked>(null)
  const { googleKey } = view
  const act = async (deed: () => Promise<Problem | null>, done: string | null) => {
    asked.value = null
    const problem = await deed()
    if (problem !== null) showToast(`${words.notDone}. ${describeProblem(problem)}`, 'danger')
    else if (done !== null) showToast(done)
  }
  return (
    <section class="lead-part" aria-labelledby="leads-google">
      <h3 id="leads-google">{words.google}</h3>
      <p class="soft">{words.googleLead}</p>
      <ol class="lead-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <CopyText label={words.hook} text={view.hookUrl} words={words} />
      <p role="status">
        {googleKey === null ? words.noKey : words.keyIs(googleKey.lastFour)}{' '}
        {googleKey === null ? null : (
          <span class="soft">
            {words.since} <Moment at={googleKey.setAt} zone={zone} form="long" />
          </span>
        )}
      </p>
      {model.freshKey.value === null ? null : <Fresh model={model} fresh={model.freshKey.value} />}
      {isReadOnly ? null : (
        <div class="row">
          <Button
            kind={googleKey === null ? 'primary' : 'plain'}
            isBusy={model.isBusy.value}
            onPress={() => (googleKey === null ? void act(model.makeKey, null) : (asked.value = 'renew'))}
          >
            {googleKey === null ? words.make : words.renew}
          </Button>
          {googleKey === null ? null : (
            <Button kind="danger" isDisabled={model.isBusy.value} onPress={() => (asked.value = 'revoke')}>
              {words.revoke}
            </Button>
          )}
        </div>
      )}
      <Ask
        asked={asked.value}
        onClose={() => (asked.value = null)}
        onYes={() => void (asked.value === 'renew' ? act(model.makeKey, null) : act(model.revokeKey, words.revoked))}
      />
    </section>
  )
}

function Fresh({ model, fresh }: { model: WebLeadsModel; fresh: string }) {
  const words = webLeadsWords()
  const test = async () => {
    const problem = await model.sendTest()
    if (problem === null) showToast(words.tested)
    else showToast(`${words.testRefused}. ${describeProblem(problem)}`, 'danger')
  }
  return (
    <>
      <Banner tone="warn" icon="lock">
        {words.fresh}
      </Banner>
      <CopyText label={words.key} text={fresh} words={words} />
      <div class="row">
        <Button isBusy={model.isBusy.value} onPress={() => void test()}>
          {words.test}
        </Button>
      </div>
    </>
  )
}

function Ask({ asked, onClose, onYes }: { asked: Asked; onClose: () => void; onYes: () => void }) {
  const words = webLeadsWords()
  const isRenewal = asked === 'renew'
  return (
    <Dialog
      isOpen={asked !== null}
      title={isRenewal ? words.askRenew : words.askRevoke}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button kind={isRenewal ? 'primary' : 'danger'} onPress={onYes}>
            {isRenewal ? words.renew : words.revoke}
          </Button>
        </>
      }
    >
      <p>{isRenewal ? words.askRenewWords : words.askRevokeWords}</p>
    </Dialog>
  )
}
