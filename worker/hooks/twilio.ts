import { readConsentAnswer } from '../../tenants/providers/twilio/consent-answer.ts'
import { readBridgeEnd, readRingEnd, readWhisper } from '../../tenants/providers/twilio/ring.ts'
import { rejectTwiml } from '../../tenants/providers/twilio/ring-twiml.ts'
import { readRing, readTestStatus } from '../../tenants/providers/twilio/test-call.ts'
import { spokenAbsence, spokenNotice, type CallScript } from '../../tenants/base/greeting.ts'
import { emptyTwiml, voiceAfterAnswer, voiceGreeting } from '../../tenants/providers/twilio/twiml.ts'
import {
  readDialAction,
  readInboundSms,
  readMessageStatus,
  readRecording,
  readVoiceStatus,
} from '../../tenants/providers/twilio/webhook.ts'
import type { WebhookRefusal } from '../../tenants/base/errors.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { Delivery, InboundEvent } from '../../tenants/providers/inbound.ts'
import { readForm, verifyTwilio, type FormParams } from '../../tenants/providers/signature.ts'
import type { Settings } from '../env.ts'
import { respondXml } from '../respond.ts'
import { answerWhisper, answerWithRing } from './twilio-ring.ts'
import type { Hook, HookCall, Made, Recipient } from './receive.ts'

type Reader = (params: FormParams, call: HookCall) => Result<Delivery, WebhookRefusal>

const VOICE_STATUS_PATH = '/hooks/twilio/voice/status'

/** What somebody hears who calls a number that we answer for nobody. */
const NOT_IN_SERVICE =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-US">' +
  'We are sorry. The number you have called is not in service at this time. Goodbye.</Say><Hangup/></Response>'

export const inboundSms: Hook = hookOf((params) => readInboundSms(params))

export const messageStatus: Hook = hookOf((params, { url }) => readMessageStatus(params, url.searchParams))

/** A call rings. It is a missed call at once, and the caller is greeted in the name of the business. */
export const voice: Hook = {
  ...hookOf((params, { now }) => readRing(params, now)),
  waits: (event) => event.type === 'call_ended',
  answer: answerCall,
}

/** How a call went on. `step` in the URL, which is ours, tells the reports apart. */
const readCourse = hookOf((params, { url, now }) => {
  switch (url.searchParams.get('step') ?? '') {
    case 'recording':
      return readRecording(params, url.searchParams, now)
    case 'consent':
      return readConsentAnswer(params, url.searchParams)
    case 'dial':
      return readDialAction(params, now)
    case 'ring':
      return readRingEnd(params, url.searchParams)
    case 'bridge':
      return readBridgeEnd(params, url.searchParams)
    case 'ignore':
      return readNothing(url.searchParams)
    case 'test':
      return readTestStatus(params, url.searchParams)
    default:
      return params['DialCallStatus'] === undefined ? readVoiceStatus(params, now) : readDialAction(params, now)
  }
})

/** A recording is ready. Twilio is told of it beside the call, and says nothing back to anybody. */
export const recording: Hook = hookOf((params, { url, now }) => readRecording(params, url.searchParams, now))

/** A phone that we ring was taken: by somebody who presses 1, or by a mailbox that does not. */
export const voiceWhisper: Hook = {
  ...hookOf((params, { url }) => readWhisper(params, url.searchParams)),
  takes: async (event) => event.type === 'whisper_asked',
  answer: (status, recipient, settings, event, made) =>
    status === 202
      ? respondXml(emptyTwiml(), status)
      : answerWhisper(settings, event, recipient?.tenantId ?? null, made?.tenant),
}

export const voiceStatus: Hook = {
  ...readCourse,
  complete: tellNotice,
  waits: (event) => event.type === 'ring_ended' || event.type === 'consent_answered',
  answer: goOn,
}

/** The end of a call of our own as a whole, of which its parts have told already. */
function readNothing(query: URLSearchParams): Result<Delivery, WebhookRefusal> {
  const address = { kind: 'tenant', tenantId: query.get('tenant') ?? '' } as const
  return succeed({ address, deliveryKey: 'own', event: { type: 'ignored', reason: 'call_of_ours' } })
}

function hookOf(read: Reader): Hook {
  return {
    provider: 'twilio',
    retryStatus: 503,
    async read(call) {
      const signature = call.headers.get('x-twilio-signature')
      if (signature === null) return fail({ code: 'signature_missing' })
      const form = readForm(call.rawBody)
      if (!form.ok) return form
      const params = form.value
      const genuine = verifyTwilio({
        authToken: call.settings.TWILIO_AUTH_TOKEN,
        signature,
        // Only the public address counts: whoever reaches us under another one does not choose what was signed.
        url: `${call.settings.APP_URL}${call.url.pathname}${call.url.search}`,
        params,
      })
      return genuine.ok ? read(params, call) : genuine
    },
    answer: (status) => respondXml(emptyTwiml(), status),
  }
}

/** Exactly what `answerCall` said, so that the tenant can keep it as evidence of those who heard it out. */
function tellNotice(event: InboundEvent, { businessName, language = 'en' }: Recipient): InboundEvent {
  if (event.type !== 'call_ended' || !businessName) return event
  return { ...event, notice: spokenNotice(businessName, language) }
}

function answerCall(
  status: 200 | 202,
  recipient: Recipient | null,
  settings: Settings,
  event: InboundEvent | null,
  made?: Made,
): Response {
  if (status === 202) return respondXml(NOT_IN_SERVICE, status)
  // Both ends of it are ours, and there is nobody to greet.
  if (event?.type === 'test_call_returned') return respondXml(emptyTwiml())
  if (!recipient?.businessName) return respondXml(emptyTwiml())
  const { tenantId, businessName, language = 'en' } = recipient
  const known = made?.script
  if (known?.isLoop) return respondXml(rejectTwiml())
  if (known?.ring && event?.type === 'call_ended') return answerWithRing(settings, tenantId, event.callKey, known.ring)
  const script = known ?? scriptOfAbsence(businessName, language)
  const { ask = null } = script.question ?? {}
  const askUrl = urlOf(settings, 'consent', tenantId, ask === null ? {} : { ask, language: script.language })
  return respondXml(
    voiceGreeting({ script, recordVoicemail: records(script), askUrl, ...recordUrls(settings, tenantId) }),
  )
}

/** A call goes on by itself, but for one that waits for what its answer leads to. */
function goOn(
  status: 200 | 202,
  recipient: Recipient | null,
  settings: Settings,
  event: InboundEvent | null,
  made?: Made,
): Response {
  if (status === 202 || !recipient) return respondXml(emptyTwiml(), status)
  const script = made?.script
  if (event?.type === 'ring_ended') return greetAfterRing(recipient, settings, script)
  if (event?.type !== 'consent_answered') return respondXml(emptyTwiml(), status)
  if (!script?.isKnown) return respondXml(emptyTwiml())
  const { language } = event
  return respondXml(
    voiceAfterAnswer({
      language,
      isAgreed: script.isAgreed,
      recordVoicemail: records(script),
      ...recordUrls(settings, recipient.tenantId),
    }),
  )
}

/** Nobody took it, so the caller hears what anybody hears whose call is missed; whoever talked has nothing to hear. */
function greetAfterRing({ tenantId }: Recipient, settings: Settings, script: CallScript | null | undefined): Response {
  if (!script?.isKnown || script.isAnswered) return respondXml(emptyTwiml())
  const { ask = null } = script.question ?? {}
  const askUrl = urlOf(settings, 'consent', tenantId, ask === null ? {} : { ask, language: script.language })
  return respondXml(
    voiceGreeting({ script, recordVoicemail: records(script), askUrl, ...recordUrls(settings, tenantId) }),
  )
}

/** A message is better kept than lost where the business could not be asked; its caller is told of the recording. */
function records({ recordsMessages = true }: { recordsMessages?: boolean }): boolean {
  return recordsMessages
}

/** Promises no text and asks for nothing, which is true in every mode. */
function scriptOfAbsence(
  businessName: string,
  language: string,
): Pick<CallScript, 'language' | 'notice' | 'question' | 'recordsMessages'> {
  const { language: spoken, words } = spokenAbsence(businessName, language)
  return { language: spoken, notice: words, question: null }
}

function recordUrls(settings: Settings, tenantId: string) {
  return {
    actionUrl: urlOf(settings, 'voicemail', tenantId),
    recordingStatusCallbackUrl: `${settings.APP_URL}/hooks/twilio/recording?tenant=${tenantId}`,
  }
}

function urlOf(settings: Settings, step: string, tenant: string, more: Record<string, string> = {}): string {
  return `${settings.APP_URL}${VOICE_STATUS_PATH}?${new URLSearchParams({ step, tenant, ...more }).toString()}`
}
