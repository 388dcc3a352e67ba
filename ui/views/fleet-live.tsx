import { useEffect, useState } from 'preact/hooks'
import type { TickerEvent } from '../../tenants/contract/fleet-room.ts'
import { minute } from '../clock.ts'
import { openFleetLive, type FleetLive as Live } from '../models/fleet-live-model.ts'
import { countRecent, MINUTES_SHOWN } from '../models/fleet-ticker.ts'
import { browserZone } from '../models/zones.ts'
import { Card } from '../parts/card.tsx'
import { Moment } from '../parts/moment.tsx'
import { pathOf } from '../router.ts'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { Fact } from './fleet-cards.tsx'
import { count } from './figure-format.ts'

const COUNTED = ['missed_call', 'texted', 'booked', 'message_failed'] as const

/** What happens at all businesses at this moment. */
export function FleetLive() {
  const words = fleetViewWords()
  const [live, setLive] = useState<Live | null>(null)
  useEffect(() => {
    const opened = openFleetLive()
    setLive(opened)
    return opened.close
  }, [])
  return (
    <Card label={words.liveTitle}>
      <div class="row-apart">
        <h2>{words.liveTitle}</h2>
        <LiveSign phase={live?.phase.value ?? 'idle'} />
      </div>
      {live === null ? null : <Told live={live} />}
    </Card>
  )
}

function LiveSign({ phase }: { phase: Live['phase']['value'] }) {
  const words = fleetViewWords()
  const said =
    phase === 'open' ? words.live : phase === 'waiting' || phase === 'offline' ? words.lost : words.connecting
  return (
    <span class={phase === 'open' ? 'live-sign on' : 'live-sign'}>
      <span class="live-dot" />
      <span>{said}</span>
    </span>
  )
}

function Told({ live }: { live: Live }) {
  const words = fleetViewWords()
  const ticker = live.ticker.value
  if (ticker === null) return null
  const recent = countRecent(ticker, minute.value)
  return (
    <>
      <div>
        <dl class="fleet-facts">
          {COUNTED.map((kind) => (
            <Fact key={kind} name={words.counts[kind]}>
              {count(recent(kind))}
            </Fact>
          ))}
        </dl>
        <p class="soft small">{words.inMinutes(count(MINUTES_SHOWN))}</p>
      </div>
      {ticker.events.length === 0 ? <p class="soft">{words.liveEmpty}</p> : null}
      <ol class="fleet-ticker">
        {keyed(ticker.events).map(({ key, event }) => (
          <Happened key={key} event={event} names={live.names.value} />
        ))}
      </ol>
      {ticker.leftOut > 0 ? <p class="soft small">{words.leftOut(count(ticker.leftOut))}</p> : null}
      {ticker.dropped > 0 ? <p class="soft small">{words.dropped(count(ticker.dropped))}</p> : null}
    </>
  )
}

/** One keeps its key when others come, so that whoever stands on it by keyboard goes on standing there. */
function keyed(events: TickerEvent[]): { key: string; event: TickerEvent }[] {
  const alike = new Map<string, number>()
  const fromOldest = events.toReversed().map((event) => {
    const name = `${event.at} ${event.tenantId} ${event.kind}`
    const count = (alike.get(name) ?? 0) + 1
    alike.set(name, count)
    return { key: `${name} ${count}`, event }
  })
  return fromOldest.toReversed()
}

function Happened({ event, names }: { event: TickerEvent; names: Record<string, string> }) {
  const words = fleetViewWords()
  const { tenantId, kind, at } = event
  const name = names[tenantId] ?? ''
  const isBad = kind === 'message_failed' || kind === 'emergency'
  return (
    <li class={isBad ? 'bad' : undefined}>
      <span class="grow">
        <a href={pathOf({ view: 'fleet_tenant', businessId: tenantId })}>{name === '' ? words.unnamed : name}</a>{' '}
        {words.kinds[kind]}
      </span>
      <span class="soft small">
        <Moment at={at} zone={browserZone() ?? 'UTC'} />
      </span>
    </li>
  )
}
