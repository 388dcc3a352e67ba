import { useSignal } from '@preact/signals'
import { Button } from './button.tsx'

type CopyTextProps = {
  label: string
  text: string
  hint?: string
  words: { copy: string; copied: string; copyLabel: (what: string) => string }
}

const SHOWN_MS = 2_000

/** Something to be pasted elsewhere, whole and as it stands. */
export function CopyText({ label, text, hint, words }: CopyTextProps) {
  const isCopied = useSignal(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      isCopied.value = true
      setTimeout(() => (isCopied.value = false), SHOWN_MS)
    } catch {
      // Where the browser refuses, the text stands there to be marked.
    }
  }
  return (
    <div class="copy-text">
      <div class="copy-head">
        <span class="field-label">{label}</span>
        <Button
          kind="quiet"
          icon={isCopied.value ? 'check' : 'copy'}
          {...(isCopied.value ? {} : { label: words.copyLabel(label) })}
          onPress={() => void copy()}
        >
          <span role="status">{isCopied.value ? words.copied : words.copy}</span>
        </Button>
      </div>
      <code class="copy-code">{text}</code>
      {hint === undefined ? null : <p class="field-hint">{hint}</p>}
    </div>
  )
}
