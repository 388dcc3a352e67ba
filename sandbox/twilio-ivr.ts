import { childVerbs, ownText, parseTwiml, TwimlInvalid, type Verb } from './twiml.ts'
import { reply } from './twilio-inbound.ts'
import type { Conversation, DialEnd, Line } from './twilio-line.ts'
import { newSid } from './twilio-message.ts'
import { isTaken, type WebhookOutcome } from './webhooks.ts'

/** A document may lead to another; Twilio ends a call that never ends by itself. */
const DOCUMENTS_MAX = 20
const RECORDING_S = 8
const WORDS_PER_S = 2.5
const APOLOGY = 'We are sorry, an application error has occurred. Goodbye.'
const MESSAGE_LEFT = 'Hello, please call me back about a leak under my kitchen sink.'

/** Follows the TwiML of an answer and of every document it leads to, as this caller would live through it. */
export async function followTwiml(first: WebhookOutcome, url: string, line: Line): Promise<Conversation> {
  const talk: Conversation = { heard: [], recordings: [], seconds: 1 }
  let next: Page | undefined = { outcome: first, url }
  for (let documents = 0; next && documents < DOCUMENTS_MAX; documents += 1) {
    next = await followPage(next, talk, line)
  }
  return talk
}

type Page = { outcome: WebhookOutcome; url: string }

async function followPage(page: Page, talk: Conversation, line: Line): Promise<Page | undefined> {
  const verbs = readVerbs(page.outcome, talk)
  for (const verb of verbs) {
    const result = await follow(verb, page.url, talk, line)
    if (result === 'end') return undefined
    if (result !== 'next') return result
  }
  return undefined
}

function readVerbs(outcome: WebhookOutcome, talk: Conversation): Verb[] {
  try {
    if (isTaken(outcome)) return parseTwiml(outcome.body)
    talk.problem = `11200 Shoulder answered ${outcome.status ?? outcome.error}`
  } catch (error) {
    if (!(error instanceof TwimlInvalid)) throw error
    talk.problem = `12100 ${error.message}`
  }
  talk.heard.push(APOLOGY)
  return []
}

type Result = 'next' | 'end' | Page

async function follow(verb: Verb, base: string, talk: Conversation, line: Line): Promise<Result> {
  switch (verb.name) {
    case 'Say':
      hear(ownText(verb), talk)
      return 'next'
    case 'Play':
      hear(`[plays ${ownText(verb)}]`, talk)
      return 'next'
    case 'Pause':
      talk.seconds += Number(verb.attributes['length'] ?? 1)
      return 'next'
    case 'Message':
    case 'Sms': {
      const { problem } = reply(verb, { from: line.from, to: line.order.to }, line.world)
      if (problem !== undefined) talk.problem = problem
      return 'next'
    }
    case 'Gather':
      return gather(verb, base, talk, line)
    case 'Record':
      return record(verb, base, talk, line)
    case 'Dial':
      return dial(verb, base, talk, line)
    case 'Redirect':
      return go('call.redirected', ownText(verb), base, {}, line)
    case 'Reject':
      talk.rejectedAs = verb.attributes['reason'] === 'busy' ? 'busy' : 'no-answer'
      return 'end'
    case 'Hangup':
      talk.isHungUp = true
      return 'end'
    default:
      talk.problem = `12200 Twilio knows no <${verb.name}> on a call`
      return 'next'
  }
}

function hear(words: string, talk: Conversation): void {
  talk.heard.push(words)
  talk.seconds += Math.ceil(words.split(/\s+/).length / WORDS_PER_S)
}

async function go(event: string, target: string, base: string, params: Record<string, string>, line: Line) {
  const url = new URL(target, base).href
  return { outcome: await line.tell(event, url, { CallStatus: 'in-progress', ...params }), url }
}

/**
 * The caller presses or says what the order gives, if it is what is asked for. Silence goes on to the next verb, unless
 * an empty result is wanted. Of the keys pressed as many count as are asked for.
 */
async function gather(verb: Verb, base: string, talk: Conversation, line: Line): Promise<Result> {
  for (const inner of childVerbs(verb)) if (inner.name === 'Say') hear(ownText(inner), talk)
  const { says } = line.order
  const digits = line.press ? await line.press(talk.heard) : line.order.digits
  const inputs = (verb.attributes['input'] ?? 'dtmf').split(' ')
  const action = verb.attributes['action'] ?? base
  talk.seconds += Number(verb.attributes['timeout'] ?? 5) || 5
  if (digits !== undefined && inputs.includes('dtmf')) {
    return go(
      'call.gathered',
      action,
      base,
      { Digits: digits.slice(0, Number(verb.attributes['numDigits']) || undefined), FinishedOnKey: '' },
      line,
    )
  }
  if (says !== undefined && inputs.includes('speech')) {
    return go('call.gathered', action, base, { SpeechResult: says, Confidence: '0.94' }, line)
  }
  if (verb.attributes['actionOnEmptyResult'] === 'true') {
    const empty = inputs.includes('dtmf') ? { Digits: '', FinishedOnKey: '' } : {}
    return go('call.gathered', action, base, inputs.includes('speech') ? { ...empty, SpeechResult: '' } : empty, line)
  }
  return 'next'
}

/** Only a caller sent to voicemail speaks after the tone; everyone else hangs up there. */
async function record(verb: Verb, base: string, talk: Conversation, line: Line): Promise<Result> {
  const speaks = line.speaks ? await line.speaks(talk.heard) : line.order.outcome === 'voicemail'
  if (!speaks) return 'end'
  const { TWILIO_API_URL, TWILIO_ACCOUNT_SID } = line.world.settings
  const sid = newSid('RE')
  const url = `${TWILIO_API_URL}/2010-04-01/Accounts/${TWILIO_ACCOUNT_SID}/Recordings/${sid}`
  const text = line.order.speech ?? MESSAGE_LEFT
  talk.recordings.push({ sid, url, durationS: RECORDING_S, text })
  talk.seconds += RECORDING_S
  const facts = { RecordingSid: sid, RecordingUrl: url, RecordingDuration: String(RECORDING_S) }
  const { action, recordingStatusCallback, transcribeCallback } = verb.attributes
  if (recordingStatusCallback) {
    const status = { ...facts, RecordingStatus: 'completed', RecordingChannels: '1', RecordingSource: 'RecordVerb' }
    line.world.later(0, async () => {
      await line.tell('recording.completed', new URL(recordingStatusCallback, base).href, status)
    })
  }
  if (transcribeCallback) {
    const transcript = { TranscriptionSid: newSid('TR'), TranscriptionText: text, TranscriptionStatus: 'completed' }
    line.world.later(0, async () => {
      await line.tell('recording.transcribed', new URL(transcribeCallback, base).href, { ...facts, ...transcript })
    })
  }
  return go('call.recorded', action ?? base, base, { ...facts, Digits: 'hangup' }, line)
}

async function dial(verb: Verb, base: string, talk: Conversation, line: Line): Promise<Result> {
  const numbers = childVerbs(verb).map(ownText)
  const dialled = numbers.length > 0 ? numbers.join(', ') : ownText(verb)
  talk.heard.push(`[rings ${dialled}]`)
  const end = line.dial ? await line.dial(verb, base) : nobodyTakes(verb, line)
  talk.seconds += end.seconds
  if (end.isGivenUp) {
    talk.rejectedAs = 'no-answer'
    return 'end'
  }
  const { action } = verb.attributes
  if (action === undefined) return 'next'
  const status = {
    DialCallStatus: end.status,
    DialCallSid: end.legSid,
    DialBridged: String(end.isBridged),
    ...(end.status === 'completed' ? { DialCallDuration: String(end.talkedS) } : {}),
  }
  return go('call.dialled', action, base, status, line)
}

/** Nobody picks up the dialled phone either: that is what the outcome of the order says. */
function nobodyTakes(verb: Verb, line: Line): DialEnd {
  const isBusy = line.order.outcome === 'busy'
  const seconds = isBusy ? 2 : Number(verb.attributes['timeout'] ?? 30) || 30
  const status = isBusy ? 'busy' : 'no-answer'
  return { status, legSid: newSid('CA'), isBridged: false, talkedS: 0, seconds, isGivenUp: false }
}
