import { useSignal } from '@preact/signals'
import type { VoiceView } from '../../tenants/contract/voice.ts'
import { linesOf } from '../models/voice-model.ts'
import { Icon } from '../parts/icon.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { pathOf } from '../router.ts'
import { voiceWords } from '../words/voice-words.ts'

type HeardProps = { view: VoiceView; recordsMessages: boolean; tenantId: string }

/** The greeting word for word, in either language. */
export function VoiceHeard({ view, recordsMessages, tenantId }: HeardProps) {
  const words = voiceWords()
  const shown = useSignal(view.language)
  const options = (['en', 'es'] as const).map((value) => ({ value, label: words.languages[value] }))
  return (
    <section class="voice-part" aria-labelledby="voice-heard">
      <h3 id="voice-heard">{words.hears}</h3>
      <p class="soft">{words.hearsLead(words.languages[view.language])}</p>
      <Segmented
        label={words.languageOf}
        value={shown.value}
        options={options}
        onChange={(value) => (shown.value = value)}
      />
      <ol class="voice-said" lang={shown.value}>
        {linesOf(view, shown.value, recordsMessages).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {recordsMessages ? (
          <li class="voice-tone" key="tone" lang={document.documentElement.lang}>
            <Icon name="bell" size={18} />
            {words.tone}
          </li>
        ) : null}
      </ol>
      <p class="soft small">
        {words.consent}{' '}
        <a href={pathOf({ view: 'settings', tenantId, section: 'registration' })}>{words.consentLink}</a>
      </p>
    </section>
  )
}
