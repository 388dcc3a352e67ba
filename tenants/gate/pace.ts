import { HOUR_MS, MINUTE_MS } from '../base/clock.ts'
import { UNUSUAL_VOLUME_FACTOR, UNUSUAL_VOLUME_FLOOR } from '../base/limits.ts'
import type { GateCase, GateRuling, MessageClass } from './facts.ts'

/**
 * The part of what the carriers take that a class may use up, so that an answer to somebody who has just called never
 * waits behind offers, and a notice to the technician behind nobody.
 */
const SHARES: Record<MessageClass, number> = {
  response: 0.95,
  response_late: 0.95,
  service: 0.9,
  followup: 0.7,
  marketing: 0.5,
}

/** Texts beyond the carriers' pace wait for the next free place. */
export function ruleOnPace({ message, facts, class: messageClass, now }: GateCase): GateRuling {
  const { pace } = facts
  if (!pace || message.channel === 'email' || message.emergency === true) return null
  const share = SHARES[messageClass]
  if (pace.sentToday >= Math.floor(pace.perDayMax * share)) {
    const until = Math.max(pace.dayEndsAt ?? now + HOUR_MS, now + 1)
    return { kind: 'hold', until, code: 'carrier_pace', detail: `${pace.sentToday} texts today` }
  }
  if (pace.sentLastMinute >= Math.max(1, Math.floor(pace.perMinuteMax * share))) {
    const until = Math.max(pace.minuteFreesAt ?? now + MINUTE_MS, now + 1)
    return { kind: 'hold', until, code: 'carrier_pace', detail: `${pace.sentLastMinute} texts within a minute` }
  }
  return null
}

/** Far more automated texts than usual are a fault of ours until somebody has looked. */
export function ruleOnVolume({ message, facts }: GateCase): GateRuling {
  const { volume } = facts
  if (!volume || message.channel === 'email' || message.byHuman || message.emergency === true) return null
  const most = Math.max(UNUSUAL_VOLUME_FLOOR, UNUSUAL_VOLUME_FACTOR * volume.baselinePerHour)
  if (volume.sentLastHour < most) return null
  return { kind: 'deny', code: 'unusual_volume', detail: `${volume.sentLastHour} texts within an hour` }
}
