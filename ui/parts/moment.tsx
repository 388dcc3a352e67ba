import { minute } from '../clock.ts'
import { formatExact, formatMoment, type MomentStyle } from '../format.ts'
import { locale } from '../words/language.ts'

type MomentProps = { at: number; zone: string; form?: MomentStyle }

/** When, as short as the reader needs it; the exact moment in the business's zone stands under the pointer. */
export function Moment({ at, zone, form = 'brief' }: MomentProps) {
  return (
    <time class="figures" dateTime={new Date(at).toISOString()} title={formatExact(at, zone, locale.value)}>
      {formatMoment(at, { form, zone, now: minute.value, locale: locale.value })}
    </time>
  )
}
