import type { ComponentChildren } from 'preact'
import type { BoardView } from '../../tenants/contract/board.ts'
import { minute } from '../clock.ts'
import { formatDate, formatLength, formatMoney } from '../format.ts'
import { zone } from '../models/tenant-model.ts'
import { Card } from '../parts/card.tsx'
import { boardWords } from '../words/es-board.ts'
import { locale } from '../words/language.ts'

/** The business's day in six numbers. */
export function Today({ view }: { view: BoardView }) {
  const words = boardWords()
  const { today, business } = view
  const revenue = formatMoney(today.revenueMinor, business.currency, locale.value)
  const response = today.textP50Ms === null ? '–' : formatLength(today.textP50Ms, locale.value)
  return (
    <section class="board-today" aria-labelledby="today-title">
      <div class="row-apart">
        <h2 id="today-title">{words.today}</h2>
        <span class="soft small">{formatDate(minute.value, zone.value, locale.value)}</span>
      </div>
      <Card isFlush>
        <dl class="tiles">
          <Tile label={words.missed}>{today.missed}</Tile>
          <Tile label={words.texted}>{today.texted}</Tile>
          <Tile label={words.replied}>{today.replied}</Tile>
          <Tile label={words.booked}>{today.booked}</Tile>
          <Tile label={words.revenue}>{revenue}</Tile>
          <Tile label={words.response}>{response}</Tile>
        </dl>
      </Card>
    </section>
  )
}

function Tile({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="tile">
      <dt>{label}</dt>
      <dd class="figures">{children}</dd>
    </div>
  )
}
