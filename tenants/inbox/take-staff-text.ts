import { answerByText } from '../agents/move.ts'
import { tellStanding } from '../agents/standing.ts'
import { applyToEmergency } from '../apply-emergency.ts'
import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { MessageId } from '../base/ids.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { recordHelp, recordStanding } from '../record-alert.ts'
import { readAcknowledgement } from '../reading/acknowledgement.ts'
import { normalise } from '../reading/normalise.ts'
import { readProposalAnswer } from '../reading/proposal-answer.ts'
import { readReply } from '../reading/read-reply.ts'
import { isSuppressed, liftSuppressions, recordSuppression } from '../storage/consent-rows.ts'
import { loadOpenEmergencies, type EmergencyRow } from '../storage/emergency-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

type SmsReceived = Extract<InboundEvent, { type: 'sms_received' }>

/**
 * A text from somebody of the business. It takes an emergency, leaves it to the next, or says nothing to us. YES is an
 * answer to an alert and never a customer's wish to be texted; only START brings back who said STOP.
 */
export function takeStaffText(
  context: Context,
  event: SmsReceived,
  { text, messageId }: { text: string; messageId: MessageId },
  now: Instant,
): void {
  const { db } = context
  const { from } = event
  const said = readAcknowledgement(normalise(text))
  const isCarrierStop = event.carrierKeyword === 'stop'
  if (/^\W*(?:start|unstop)\W*$/i.test(text) && isSuppressed(db, 'sms', from)) {
    liftSuppressions(db, from, messageId, now)
    return
  }
  const wantsNoMore = isCarrierStop || readReply(text).label === 'opt_out'
  if (wantsNoMore) {
    const source = isCarrierStop ? ('carrier' as const) : ('words' as const)
    recordSuppression(db, { channel: 'sms', address: from, source, evidence: `message:${messageId}` }, now)
  }
  if (!wantsNoMore && readReply(text).label === 'help') {
    // Where the carrier knows who is who, it has told them.
    if (event.carrierKeyword !== 'help') recordHelp(context, from, now)
    return
  }
  const concerned = loadOpenEmergencies(db).filter((emergency) => wasAlerted(emergency, from))
  if (wantsNoMore) {
    for (const { journeyId } of concerned) {
      applyToEmergency(context, journeyId, { type: 'contact_declined', phone: from }, now)
    }
    return
  }
  const proposal = from === context.tenant.profile.primaryPhone ? readProposalAnswer(text) : null
  if (proposal && answerByText(context, proposal, now)) return
  // Of several emergencies an answer is to the newest: one that was not meant would be waited for in vain.
  const [newest] = concerned
  if (!newest || said === null) {
    const standing = proposal && tellStanding(context, proposal.code, now)
    if (standing !== null) recordStanding(context, standing, now)
    return
  }
  const by = nameOf(newest, from)
  const input =
    said === 'takes'
      ? ({ type: 'acknowledged', by, phone: from, via: 'text' } as const)
      : ({ type: 'contact_declined', phone: from } as const)
  applyToEmergency(context, newest.journeyId, input, now)
}

function wasAlerted({ state }: EmergencyRow, phone: Phone): boolean {
  return state.status !== 'closed' && state.status !== 'acknowledged' && state.alarm.alerted.includes(phone)
}

function nameOf({ state }: EmergencyRow, phone: Phone): string | null {
  if (state.status === 'closed') return null
  return state.alarm.ladder.contacts.find((contact) => contact.phone === phone)?.name ?? null
}
