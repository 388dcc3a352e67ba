import { useSignal } from '@preact/signals'
import type { Forwarding, ForwardingCode } from '../../tenants/contract/join.ts'
import { dialLink } from '../models/phone-field.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { PhoneNumber } from '../parts/phone-number.tsx'
import { joinWords } from '../words/join-words.ts'

/** What to dial: the one code for all first and large, the others where somebody needs them. */
export function ForwardingCodes({ forwarding, smsNumber }: { forwarding: Forwarding; smsNumber: string | null }) {
  const words = joinWords().phone
  const off = forwarding.codes.filter((code) => code.condition === 'off')
  const on = forwarding.codes.filter((code) => code.condition !== 'off')
  const all = on.filter((code) => code.condition === 'all_missed')
  const main = all.length > 0 ? all.slice(0, 1) : on
  const title = main.length > 1 ? words.dialAllTitle : words.dialTitle
  // The server's first hint says how to dial; the others are about this carrier.
  const [lead, ...notes] = forwarding.hints
  const others = on.filter((code) => !main.includes(code))
  return (
    <Card label={title}>
      <div class="stack">
        <h2>{title}</h2>
        <p class="soft">{main.length === 0 ? words.portal : (lead ?? words.dialLead)}</p>
        {main.length === 0 && smsNumber !== null ? (
          <p class="code-big figures">
            <PhoneNumber phone={smsNumber} />
          </p>
        ) : null}
        {main.map((code) => (
          <CodeToDial key={code.code} code={code} isMain isLarge={main.length === 1} />
        ))}
        {(main.length === 0 ? forwarding.hints : notes).map((hint) => (
          <p key={hint} class="code-hint small">
            <Icon name="question" size={16} />
            <span>{hint}</span>
          </p>
        ))}
        {main.length === 0 ? null : <p class="soft small">{words.elsewhere}</p>}
        {others.length === 0 ? null : (
          <details class="code-more">
            <summary>{words.oneByOne}</summary>
            <p class="soft small">{words.oneByOneLead}</p>
            {others.map((code) => (
              <CodeToDial key={code.code + code.condition} code={code} />
            ))}
          </details>
        )}
        {off.length === 0 ? null : (
          <details class="code-more">
            <summary>{words.turnOff}</summary>
            {off.map((code) => (
              <CodeToDial key={code.code} code={code} />
            ))}
          </details>
        )}
        {smsNumber === null ? null : (
          <p class="soft small">
            {words.ourNumber}: <PhoneNumber phone={smsNumber} />. {words.ourNumberHint}
          </p>
        )}
      </div>
    </Card>
  )
}

type CodeProps = { code: ForwardingCode; isMain?: boolean; isLarge?: boolean }

function CodeToDial({ code, isMain = false, isLarge = false }: CodeProps) {
  const words = joinWords().phone
  const isCopied = useSignal(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code.code)
      isCopied.value = true
      setTimeout(() => (isCopied.value = false), 2_000)
    } catch {
      // Where the browser refuses, the code stands there to be typed.
    }
  }
  return (
    <div class={isLarge ? 'code main' : isMain ? 'code each' : 'code'}>
      <div class="grow">
        <div class="soft small">{words.conditions[code.condition]}</div>
        <div class="code-digits figures">{code.code}</div>
      </div>
      <div class="code-actions">
        <Button
          kind={isMain ? 'primary' : 'plain'}
          icon="phone"
          href={dialLink(code.code)}
          label={words.dial(code.code)}
        >
          {words.dialShort}
        </Button>
        <Button icon={isCopied.value ? 'check' : 'copy'} label={words.copyCode(code.code)} onPress={() => void copy()}>
          {isCopied.value ? words.copied : words.copy}
        </Button>
      </div>
    </div>
  )
}
