import type { AttentionView } from '../../tenants/contract/board.ts'
import { minute } from '../clock.ts'
import { formatMoment, formatShortDate } from '../format.ts'
import { deal } from '../models/board-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { boardWords } from '../words/es-board.ts'
import { locale } from '../words/language.ts'

type Pair = NonNullable<AttentionView['pair']>

/** Two visits or plans of one person: each can be the one that is kept, and both can. */
export function KeepOne({ tenantId, matter, pair }: { tenantId: string; matter: AttentionView; pair: Pair }) {
  const words = boardWords()
  return (
    <>
      {pair.map((side) => (
        <Button
          key={side.take}
          kind="primary"
          onPress={() => void deal(tenantId, matter, side.take === 'ours' ? 'keep_ours' : 'keep_theirs')}
        >
          {words.keepOne(sayOne(side))}
        </Button>
      ))}
      <Button onPress={() => void deal(tenantId, matter, 'keep')}>{words.keepBoth}</Button>
    </>
  )
}

/** A plan is called by its name; two of one name are told apart by their beginning. */
function sayOne({ plan, at }: Pair[number]): string {
  const words = boardWords()
  if (plan !== null) return words.planSince(plan, formatShortDate(at, zone.value, locale.value))
  return formatMoment(at, { form: 'long', zone: zone.value, now: minute.value, locale: locale.value })
}
