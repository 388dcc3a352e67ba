import { formatMoment } from '../format.ts'
import type { BusyPart } from '../models/agenda-days.ts'
import { Icon } from '../parts/icon.tsx'
import { locale } from '../words/language.ts'
import { visitsWords } from '../words/visits-words.ts'

/** Time that is taken in GoHighLevel's calendar. Nothing is offered then, and it is changed there. */
export function BusyRow({ busy, zone }: { busy: BusyPart; zone: string }) {
  const words = visitsWords()
  const { from, until, isBlocked } = busy
  return (
    <li class="visit busy">
      <p class="visit-when figures">
        {from === null && until === null ? <span>{words.allDay}</span> : null}
        {from === null ? null : <Time at={from} zone={zone} before={until === null ? words.since : null} />}
        {until === null ? null : (
          <span class={from === null ? '' : 'small'}>
            <Time at={until} zone={zone} before={from === null ? words.until : null} />
          </span>
        )}
      </p>
      <p class="visit-busy">
        <Icon name={isBlocked ? 'lock' : 'calendar'} size={16} />
        {isBlocked ? words.blocked : words.busy}
      </p>
    </li>
  )
}

function Time({ at, zone, before }: { at: number; zone: string; before: string | null }) {
  return (
    <span>
      {before === null ? null : `${before} `}
      <time dateTime={new Date(at).toISOString()}>
        {formatMoment(at, { form: 'time', zone, now: at, locale: locale.value })}
      </time>
    </span>
  )
}
