import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { hasBlocked } from './twilio-blocks.ts'
import { refuseWith, type TwilioErrorCode } from './twilio-errors.ts'
import { foretell, judgeSender } from './twilio-magic.ts'
import { describeMessage, messages, newMessage, usualSender, type Message } from './twilio-message.ts'
import { dropMediaOf } from './twilio-media.ts'
import { answerPage, readDateFilter } from './twilio-pages.ts'
import { startProgress } from './twilio-progress.ts'

const BODY_CHARS_MAX = 1600
const VALIDITY_S_MAX = 36_000
const SCHEDULE_AHEAD_MIN_MS = 15 * 60_000
const SCHEDULE_AHEAD_MAX_MS = 35 * 86_400_000
const MEDIA_MAX = 10

type Refusal = { code: TwilioErrorCode; about?: string }

/** POST /Messages.json. Unknown parameters are ignored, as Twilio does. */
export function createMessage(form: URLSearchParams, world: World): EmulatorResponse {
  const refusal = findFault(form, world) ?? findObstacle(form, world)
  if (refusal) return refuseWith(refusal.code, refusal.about)
  const now = world.now()
  const dueAt = form.get('ScheduleType') === 'fixed' ? Date.parse(form.get('SendAt') ?? '') : null
  const service = form.get('MessagingServiceSid') || null
  const message = messages(world).insert(
    newMessage(
      {
        direction: 'outbound-api',
        from: form.get('From') || null,
        to: form.get('To') ?? '',
        body: form.get('Body') ?? '',
        mediaUrls: form.getAll('MediaUrl'),
        status: firstStatus(dueAt, service),
        messagingServiceSid: service,
        statusCallback: form.get('StatusCallback') || null,
        validityPeriodS: form.has('ValidityPeriod') ? Number(form.get('ValidityPeriod')) : null,
        dueAt,
        by: 'app',
      },
      now,
    ),
  )
  startProgress(message, world)
  return { status: 201, json: describeMessage(message, world.settings.TWILIO_ACCOUNT_SID) }
}

function firstStatus(dueAt: number | null, service: string | null): Message['status'] {
  if (dueAt !== null) return 'scheduled'
  return service === null ? 'queued' : 'accepted'
}

/** What is wrong with the request in itself. */
function findFault(form: URLSearchParams, world: World): Refusal | undefined {
  const to = form.get('To') ?? ''
  const from = form.get('From') ?? ''
  const service = form.get('MessagingServiceSid') ?? ''
  const body = form.get('Body') ?? ''
  const media = form.getAll('MediaUrl')
  const callback = form.get('StatusCallback')
  const validity = form.get('ValidityPeriod')
  if (to === '') return { code: 21604 }
  if (!isPhone(to)) return { code: 21211, about: to }
  if (from === '' && service === '') return { code: 21603 }
  if (from !== '' && !isPhone(from) && !/^\d{5,6}$/.test(from)) return { code: 21212, about: from }
  if (from === to) return { code: 21266, about: to }
  if (service !== '' && !/^MG[0-9a-f]{32}$/i.test(service)) return { code: 21701, about: service }
  if (body === '' && media.length === 0 && !form.get('ContentSid')) return { code: 21619 }
  if (body.length > BODY_CHARS_MAX) return { code: 21617 }
  if (media.length > MEDIA_MAX || !media.every(isWebUrl)) return { code: 21620 }
  if (callback && !isWebUrl(callback)) return { code: 21609, about: callback }
  if (validity !== null && !isWholeNumber(validity, VALIDITY_S_MAX)) return { code: 90007, about: validity }
  return findScheduleFault(form, world)
}

function findScheduleFault(form: URLSearchParams, world: World): Refusal | undefined {
  if (form.get('ScheduleType') !== 'fixed') return undefined
  if (!form.get('MessagingServiceSid')) return { code: 35118 }
  const aheadMs = Date.parse(form.get('SendAt') ?? '') - world.now()
  if (Number.isNaN(aheadMs)) return { code: 35111 }
  if (aheadMs < SCHEDULE_AHEAD_MIN_MS || aheadMs > SCHEDULE_AHEAD_MAX_MS) return { code: 35117 }
  return undefined
}

/** Why a request without fault cannot be carried out: the numbers, or the person's wish. */
function findObstacle(form: URLSearchParams, world: World): Refusal | undefined {
  const to = form.get('To') ?? ''
  const from = form.get('From') ?? ''
  const sender = judgeSender(from)
  if (sender !== undefined) return { code: sender, about: from }
  if (hasBlocked(world, { person: to, business: from || usualSender(to, world) })) return { code: 21610, about: to }
  const fate = foretell(to)
  if (fate.kind === 'refused') return { code: fate.code, about: to }
  if (fate.kind === 'throttled_once') {
    const throttled = world.state.collection('twilio_throttled')
    if (throttled.find(to)) return undefined
    throttled.insert({ id: to })
    return { code: 20429 }
  }
  return undefined
}

/** GET /Messages.json, newest first, by To, From and DateSent. */
export function listMessages(request: EmulatorRequest, world: World): EmulatorResponse {
  const to = request.query.get('To')
  const from = request.query.get('From')
  const isInTime = readDateFilter(request.query, 'DateSent')
  if (!isInTime) return refuseWith(20001, 'DateSent')
  const rows = messages(world)
    .look({ ...(to ? { to } : {}), ...(from ? { from } : {}) }, (message) => isInTime(message.sentAt))
    .toReversed()
  const describe = (message: Readonly<Message>) => describeMessage(message, world.settings.TWILIO_ACCOUNT_SID)
  return answerPage(request, { key: 'messages', rows, describe })
}

/** Nothing is deleted on its way. */
const UNDERWAY = new Set<Message['status']>(['accepted', 'queued'])

/** GET, POST (redact or cancel) and DELETE on one message. */
export function actOnMessage(request: EmulatorRequest, sid: string, world: World): EmulatorResponse {
  const rows = messages(world)
  const message = rows.find(sid)
  if (!message) return refuseWith(20404, sid)
  const answer = (shown: Message) => ({ status: 200, json: describeMessage(shown, world.settings.TWILIO_ACCOUNT_SID) })
  switch (request.method) {
    case 'GET':
      return answer(message)
    case 'DELETE':
      if (UNDERWAY.has(message.status)) return refuseWith(20009, sid)
      rows.remove(sid)
      dropMediaOf(sid, world)
      return { status: 204 }
    case 'POST': {
      const form = request.form()
      const isCancel = form.get('Status') === 'canceled'
      if (isCancel && message.status !== 'scheduled') return refuseWith(30409, sid)
      if (form.get('Body')) return refuseWith(20001, 'Body can only be emptied')
      const change: Partial<Message> = { updatedAt: world.now() }
      if (isCancel) change.status = 'canceled'
      if (form.has('Body')) change.body = ''
      return answer(rows.update(sid, change) ?? message)
    }
    default:
      return refuseWith(20004, request.method)
  }
}

function isPhone(text: string): boolean {
  // Numbers of the North American plan have ten digits, area code and exchange from 2 to 9; +1 500 is Twilio's own.
  return /^\+1([2-9]\d{2}[2-9]\d{6}|5005550\d{3})$/.test(text) || /^\+[2-9]\d{6,14}$/.test(text)
}

function isWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}

function isWholeNumber(text: string, max: number): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= max
}
