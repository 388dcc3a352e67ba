import type { VoiceView } from '../../tenants/contract/voice.ts'
import { formatPhone } from '../format.ts'
import type { VoiceModel } from '../models/voice-model.ts'
import { voiceWords } from '../words/voice-words.ts'
import { ForwardingTestCard } from './join-test-call.tsx'
import '../styles/join.css'

type ForwardingProps = { model: VoiceModel; view: VoiceView; isReadOnly: boolean }

/** Where our number is not the public one: whose phone sends us its calls, and whether it does. */
export function VoiceForwarding({ model, view, isReadOnly }: ForwardingProps) {
  const words = voiceWords()
  const last = model.lastTest.value
  return (
    <section class="settings-form voice-forwarding" aria-labelledby="voice-forwarding">
      <header>
        <h3 id="voice-forwarding">{words.forwarding}</h3>
        <p class="soft">{words.forwardingLead(formatPhone(view.rings), formatPhone(view.number))}</p>
      </header>
      {isReadOnly ? <p class="soft small">{words.forwardingReadOnly}</p> : null}
      {isReadOnly || last === undefined ? null : (
        <ForwardingTestCard tenantId={model.tenantId} last={last} onProved={() => void model.load()} />
      )}
    </section>
  )
}
