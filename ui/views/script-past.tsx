import { useMemo } from 'preact/hooks'
import type { PastPreview, PastText } from '../../tenants/contract/past-preview.ts'
import type { ScriptView } from '../../tenants/contract/scripts.ts'
import { formatPhone } from '../format.ts'
import { openPastPreview } from '../models/past-preview-model.ts'
import type { ScriptsModel } from '../models/scripts-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { TextPreview } from '../parts/text-preview.tsx'
import { describeProblem } from '../words/problems.ts'
import { scriptWords } from '../words/scripts-words.ts'

type ScriptPastProps = { tenantId: string; zone: string; model: ScriptsModel; script: ScriptView }

/** What the words in the field would have made of the texts of the last months, before anybody saves them. */
export function ScriptPast({ tenantId, zone, model, script }: ScriptPastProps) {
  const { name, language } = script
  const past = useMemo(
    () => openPastPreview(tenantId, () => ({ name, language, text: model.text.value })),
    [tenantId, name, language, model],
  )
  const words = scriptWords().past
  const shown = past.past.value
  const problem = past.problem.value
  return (
    <section class="script-past" aria-labelledby="past-title">
      <h3 id="past-title">{words.title}</h3>
      <p class="soft small">{words.lead}</p>
      <Button icon="clock" isBusy={past.isAsking.value} onPress={() => void past.ask()}>
        {past.isAsking.value ? words.asking : words.ask}
      </Button>
      <div class="findings" role="status">
        {shown === null ? null : <Told past={shown} isEmail={name === 'missed_call_email'} />}
      </div>
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {words.failed} {describeProblem(problem)}
        </Banner>
      )}
      {shown === null || shown.examples.length === 0 ? null : (
        <ol class="past-texts" aria-label={words.examples}>
          {shown.examples.map((text) => (
            <Example key={`${text.customerId}-${text.at}`} text={text} zone={zone} />
          ))}
        </ol>
      )}
    </section>
  )
}

function Told({ past, isEmail }: { past: PastPreview; isEmail: boolean }) {
  const words = scriptWords().past
  const { texts, changed, refused, unknown, segmentsBefore, segmentsAfter } = past
  const isCosting = !isEmail && texts > 0 && segmentsBefore !== segmentsAfter
  return (
    <>
      <p class={changed > 0 ? 'past-count' : 'finding good'}>
        {changed > 0 ? null : <Icon name="check" />}
        <span>{texts === 0 ? words.none(past.days) : words.changed(changed, texts)}</span>
      </p>
      {refused === 0 ? null : (
        <p class="finding bad">
          <Icon name="alert" />
          <span>{words.refused(refused)}</span>
        </p>
      )}
      {isCosting ? <p class="small figures">{words.billed(segmentsBefore, segmentsAfter)}</p> : null}
      {unknown === 0 ? null : <p class="soft small">{words.unknown(unknown)}</p>}
      {past.isCut ? <p class="soft small">{words.cut}</p> : null}
    </>
  )
}

function Example({ text, zone }: { text: PastText; zone: string }) {
  const { past: words, findings, findingOther } = scriptWords()
  const who = text.customerName ?? (text.customerPhone === null ? words.nobody : formatPhone(text.customerPhone))
  const { refusedFor } = text
  return (
    <li class="past-text">
      <p class="row-apart">
        <strong>{who}</strong>
        <span class="soft small">
          <Moment at={text.at} zone={zone} form="long" />
        </span>
      </p>
      <div class="past-pair">
        <TextPreview when={words.before} text={text.before} />
        {refusedFor === null ? <TextPreview when={words.after} text={text.after} /> : null}
      </div>
      {refusedFor === null ? null : (
        <p class="small warn-words">{words.refusedFor(findings[refusedFor] ?? findingOther)}</p>
      )}
    </li>
  )
}
