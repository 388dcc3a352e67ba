import { signal, type ReadonlySignal } from '@preact/signals'
import type { RoomMessage } from '../../tenants/contract/fleet-room.ts'
import { get, hasShape, isSignedOut } from '../api.ts'
import { CLOSE_CODES, type LivePhase } from '../live-decide.ts'
import { openLive } from '../live.ts'
import { hearRoom, type Ticker } from './fleet-ticker.ts'

/** What happens at all businesses, as it happens. */

const PATH = '/api/v1/fleet'
const NAMES_AFTER_MS = 200
const NAMES_AGAIN_MS = 3_000
/** As many as one question may have. */
const NAMES_AT_ONCE_MAX = 50

export type FleetLive = {
  ticker: ReadonlySignal<Ticker | null>
  phase: ReadonlySignal<LivePhase>
  names: ReadonlySignal<Record<string, string>>
  close: () => void
}

type Heard = ({ type: 'snapshot'; board: { seq: number } } | { type: 'event'; seq: number }) & { said: RoomMessage }

export function openFleetLive(): FleetLive {
  const ticker = signal<Ticker | null>(null)
  const phase = signal<LivePhase>('idle')
  const names = signal<Record<string, string>>({})
  let isClosed = false
  let namesTimer: ReturnType<typeof setTimeout> | undefined
  let closeSocket: () => void = () => undefined

  const learnNames = async () => {
    const unknown = new Set(ticker.value?.events.map(({ tenantId }) => tenantId).filter((id) => !(id in names.value)))
    const asked = [...unknown].slice(0, NAMES_AT_ONCE_MAX)
    if (asked.length === 0) return
    const answer = await get<{ names: Record<string, string> }>(`${PATH}/names?ids=${asked.join(',')}`, {
      names: 'object',
    })
    // One without a name is not asked for again, and what could not be asked is, also where nothing more happens.
    const unnamed = Object.fromEntries(asked.map((id) => [id, '']))
    if (answer.ok) names.value = { ...names.value, ...unnamed, ...answer.value.names }
    if (!answer.ok || unknown.size > asked.length) learnSoon(answer.ok ? NAMES_AFTER_MS : NAMES_AGAIN_MS)
  }
  const learnSoon = (waitMs: number) => {
    clearTimeout(namesTimer)
    if (!isClosed) namesTimer = setTimeout(() => void learnNames(), waitMs)
  }
  const apply = ({ said }: Heard) => {
    const heard = hearRoom(ticker.value, said)
    // The room tells everything anew to whoever connects.
    if (heard === null) return void setTimeout(connect)
    ticker.value = heard
    learnSoon(NAMES_AFTER_MS)
  }
  const connect = () => {
    closeSocket()
    closeSocket = openLive<Heard>({
      address: () => `${location.origin.replace(/^http/, 'ws')}${PATH}/live`,
      // There is nothing to read before: the socket begins with everything.
      read: async () => 0,
      parse,
      apply,
      changed: (now, closeCode) => {
        phase.value = now
        if (closeCode === CLOSE_CODES.signedOut) isSignedOut.value = true
      },
    })
  }
  connect()
  const close = () => {
    isClosed = true
    clearTimeout(namesTimer)
    closeSocket()
  }
  return { ticker, phase, names, close }
}

function parse(said: unknown): Heard | null {
  if (!hasShape<RoomMessage>(said, { type: 'string', seq: 'number', events: 'array', minutes: 'array' })) return null
  return said.type === 'snapshot'
    ? { type: 'snapshot', board: { seq: said.seq }, said }
    : { type: 'event', seq: said.seq, said }
}
