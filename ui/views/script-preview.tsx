import { useLayoutEffect, useRef } from 'preact/hooks'
import type { ScriptPreview } from '../../tenants/contract/scripts.ts'
import { findCostly, measure } from '../models/scripts-meter.ts'
import type { ScriptsModel } from '../models/scripts-model.ts'
import { Icon } from '../parts/icon.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { TextPreview } from '../parts/text-preview.tsx'
import { scriptWords } from '../words/scripts-words.ts'

/** The words as a customer gets them, how full they are, and what forbids them. */
export function ScriptPreviewCard({ model, isEmail }: { model: ScriptsModel; isEmail: boolean }) {
  const words = scriptWords()
  const preview = model.preview.value
  const state = model.previewState.value
  return (
    <section class={state === 'stale' ? 'script-preview stale' : 'script-preview'} aria-labelledby="preview-title">
      <h3 id="preview-title">{words.preview}</h3>
      <div class="phone-sheet">{preview === null ? <Skeleton height={96} /> : <TextPreview text={preview.text} />}</div>
      {preview === null || isEmail ? null : <MeterLine preview={preview} />}
      <div class="findings" role="status">
        {state === 'failed' ? <p class="soft">{words.previewFailed}</p> : null}
        {state !== 'failed' && preview !== null ? <Findings preview={preview} /> : null}
      </div>
    </section>
  )
}

function Findings({ preview }: { preview: ScriptPreview }) {
  const words = scriptWords()
  if (preview.findings.length === 0) {
    return (
      <p class="finding good">
        <Icon name="check" />
        <span>{words.clean}</span>
      </p>
    )
  }
  return (
    <>
      <p class="field-error">{words.findingsTitle}</p>
      <ul class="stack-tight">
        {preview.findings.map(({ code, detail }) => (
          <li key={code + detail} class="finding bad">
            <Icon name="alert" />
            <span>
              {words.findings[code] ?? words.findingOther}
              {QUOTED.has(code) && detail !== '' ? <span class="soft"> {words.about(quoted(detail))}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Findings whose detail is a piece of the text itself, and so the same in every language. */
const QUOTED = new Set([
  'amount_not_allowed',
  'link_not_allowed',
  'opt_out_word_misused',
  'human_claim',
  'promotion_in_class',
  'placeholder_unknown',
  'placeholder_missing',
  'time_promised',
])

/** Of `"deal" in response` the piece that stands in the text. */
function quoted(detail: string): string {
  return /"(.+)"/.exec(detail)?.[1] ?? detail
}

function MeterLine({ preview }: { preview: ScriptPreview }) {
  const words = scriptWords()
  const meter = measure(preview)
  const costly = preview.encoding === 'UCS-2' ? findCostly(preview.text).join(' ') : ''
  return (
    <div class="meter">
      <div class={meter.segments > 2 ? 'meter-bars over' : 'meter-bars'} aria-hidden="true">
        {meter.filled.map((filled, index) => (
          <Bar key={index} filled={filled} />
        ))}
      </div>
      <p class="small soft figures">{words.meter(meter.characters, meter.room, meter.segments)}</p>
      {costly === '' ? null : <p class="small warn-words">{words.costly(costly)}</p>}
    </div>
  )
}

function Bar({ filled }: { filled: number }) {
  const bar = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => bar.current?.style.setProperty('transform', `scaleX(${filled})`), [filled])
  return (
    <span class="meter-bar">
      <span ref={bar} />
    </span>
  )
}
