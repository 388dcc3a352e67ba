import type { QuoteView } from '../../tenants/contract/quotes.ts'
import { formatMoney } from '../format.ts'
import { needsPrice, statusOf } from '../models/quotes-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment } from '../parts/moment.tsx'
import { locale } from '../words/language.ts'
import { quotesWords } from '../words/quotes-words.ts'

const TONES: Record<string, Tone> = {
  awaiting_approval: 'warn',
  sent: 'good',
  accepted: 'good',
  declined: 'danger',
  opted_out: 'danger',
}

export function QuoteBadge({ quote }: { quote: QuoteView }) {
  const status = statusOf(quote)
  const names = quotesWords().statuses as Record<string, string>
  return <Badge tone={TONES[status] ?? 'neutral'}>{names[status] ?? status}</Badge>
}

/** What the customer wants, as far as they have said it. */
export function QuoteRequest({ quote: { description, address, urgency } }: { quote: QuoteView }) {
  const words = quotesWords()
  const said = [
    [words.what, description],
    [words.where, address],
    [words.when, urgency],
  ] as const
  return (
    <dl class="quote-request">
      {said.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class={value === null ? 'soft' : ''}>{value ?? words.notSaid}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What it was offered for, and until when that holds. */
export function QuotePrice({ quote, currency }: { quote: QuoteView; currency: string }) {
  const words = quotesWords()
  const { fromMinor, toMinor, status, sentAt, expiresAt } = quote
  const money = (amount: number) => formatMoney(amount, currency, locale.value)
  if (fromMinor === null || toMinor === null) return null
  return (
    <>
      <p class="quote-price figures">{words.range(money(fromMinor), money(toMinor))}</p>
      {needsPrice(quote) ? (
        <p class="quote-unsent small">
          <Icon name="alert" size={16} />
          <span>{words.unsent}</span>
        </p>
      ) : null}
      {status === 'sent' && sentAt !== null && expiresAt !== null ? (
        <p class="soft small">
          {words.sentOn} <Moment at={sentAt} zone={zone.value} /> · {words.expires}{' '}
          <Moment at={expiresAt} zone={zone.value} form="long" />
        </p>
      ) : null}
    </>
  )
}
