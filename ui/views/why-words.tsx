import type { ComponentChildren } from 'preact'
import type { WhyView } from '../../tenants/contract/board.ts'
import { formatDate, formatLength, formatMoment } from '../format.ts'
import { minute } from '../clock.ts'
import { zone } from '../models/tenant-model.ts'
import type { Bubble } from '../models/thread.ts'
import { Icon } from '../parts/icon.tsx'
import { conversationWords } from '../words/es-conversation.ts'
import { locale } from '../words/language.ts'

/** Why a message went out, in sentences: what it was, on whose word, at what hour, in which words, by which rules. */
export function WhyWords({ message }: { message: Bubble }) {
  const words = conversationWords()
  const { why } = message
  if (why === null) return <p>{message.template === 'human_text' ? words.whyHuman : words.whyUnknown}</p>
  const template = textFor(words.templates, why.template) ?? words.anyTemplate
  const kind = textFor(words.classes, why.class) ?? words.anyClass
  return (
    <>
      <p>{words.whyTemplate(template, kind)}</p>
      <dl class="reasons">
        <Reason label={words.whyConsent}>{consentWords(why)}</Reason>
        {why.localTime === '' ? null : (
          <Reason label={words.whyTime}>{words.whyTimeIn(localTimeWords(why.localTime), why.zone)}</Reason>
        )}
        <Reason label={words.whyWords}>{variantWords(why.variant)}</Reason>
        {why.validityS === null ? null : (
          <Reason label={words.whyUse}>{words.whyUseFor(formatLength(why.validityS * 1_000, locale.value))}</Reason>
        )}
        {why.rules.length === 0 ? null : (
          <Reason label={words.whyRules}>
            <ul class="rules">
              {why.rules.map((rule) => (
                <li key={rule}>
                  <Icon name="check" size={16} />
                  <span>{ruleWords(rule)}</span>
                </li>
              ))}
            </ul>
          </Reason>
        )}
      </dl>
      <p class="soft small">{words.whyVersion(why.gateVersion)}</p>
    </>
  )
}

function Reason({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function consentWords(why: WhyView): string {
  const words = conversationWords()
  if (why.consentBasis === null) return words.whyNoConsent
  const basis = textFor(words.consents, why.consentBasis) ?? spellOut(why.consentBasis)
  if (why.consentAt === null) return `${basis}.`
  const context = { form: 'long', zone: zone.value, now: minute.value, locale: locale.value } as const
  return words.whyConsentOn(basis, formatMoment(why.consentAt, context))
}

/** `2026-11-25 18:04` is told as that clock showed it, whatever zone the reader is in. */
function localTimeWords(localTime: string): string {
  const at = Date.parse(`${localTime.replace(' ', 'T')}:00Z`)
  if (Number.isNaN(at)) return localTime
  const context = { form: 'time', zone: 'UTC', now: at, locale: locale.value } as const
  return `${formatDate(at, 'UTC', locale.value)}, ${formatMoment(at, context)}`
}

/** `ours`, `typed`, `own@` with the version of the business's own script, or `test@` with an experiment's arm. */
function variantWords(variant: string): string {
  const words = conversationWords()
  const own = /^own@(\d+)$/.exec(variant)
  if (own !== null) return words.whyOwn(own[1] ?? '')
  if (variant.startsWith('test@')) return words.whyTested
  return variant === 'typed' ? words.whyTyped : words.whyOurs
}

function ruleWords(rule: string): string {
  const words = conversationWords()
  const [, family, rest = ''] = /^(class|consent|exempt)_(.+)$/.exec(rule) ?? []
  return (
    textFor(words.rules, rule) ??
    (family === 'consent' ? textFor(words.consents, rest) : undefined) ??
    (family === 'class' ? textFor(words.classes, rest) : undefined) ??
    spellOut(rule)
  )
}

function textFor(texts: Record<string, string>, code: string): string | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined
}

/** A code nobody has put into words yet still reads as words. */
function spellOut(code: string): string {
  const text = code.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
