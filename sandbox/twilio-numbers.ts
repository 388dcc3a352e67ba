import { businessesKnown } from './businesses.ts'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import type { Collection } from './collection.ts'
import { refuseWith, type TwilioErrorCode } from './twilio-errors.ts'
import { API_VERSION, formatDate, newSid } from './twilio-message.ts'
import { answerPage } from './twilio-pages.ts'
import { placeOf } from './twilio-places.ts'

/** Numbers for sale and numbers that were bought: AvailablePhoneNumbers and IncomingPhoneNumbers. */

/** A number of this account. `id` is its SID. */
export type OwnNumber = {
  id: string
  phoneNumber: string
  friendlyName: string
  voiceUrl: string
  voiceMethod: string
  statusCallback: string
  statusCallbackMethod: string
  smsUrl: string
  smsMethod: string
  boughtAt: number
}

const AVAILABLE_PATH = /^\/2010-04-01\/Accounts\/[^/]+\/AvailablePhoneNumbers\/([A-Z]{2})\/Local\.json$/
const FRIENDLY_NAME_CHARS_MAX = 64
const FOUND_MAX = 30
/** Where a search without an area code looks. */
const ANY_AREAS = ['512', '737', '214', '303', '404']
/** Of the numbers kept for fiction, those that play no part elsewhere come first; 0190 to 0199 are magic for texts. */
const LAST_TWO = [...range(60, 89), ...range(2, 59)]

export function ownNumbers(world: World): Collection<OwnNumber> {
  return world.state.collection<OwnNumber>('twilio_numbers', { indexed: ['phoneNumber', 'friendlyName'] })
}

/** Answers a request for numbers; undefined when it is for something else. */
export function handleNumbers(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const country = AVAILABLE_PATH.exec(request.path)?.[1]
  if (country !== undefined) return searchNumbers(request, country, world)
  if (!/\/IncomingPhoneNumbers(\/\w+)?\.json$/.test(request.path)) return undefined
  const sid = /\/IncomingPhoneNumbers\/(\w+)\.json$/.exec(request.path)?.[1]
  if (sid !== undefined) return actOnNumber(request, sid, world)
  if (request.method === 'POST') return buyNumber(request.form(), world)
  return request.method === 'GET' ? listNumbers(request, world) : refuseWith(20004, request.method)
}

function searchNumbers(request: EmulatorRequest, country: string, world: World): EmulatorResponse {
  if (request.method !== 'GET') return refuseWith(20004, request.method)
  if (country !== 'US') return refuseWith(20404, request.path)
  const { query } = request
  const areaCode = query.get('AreaCode')
  const near = query.get('NearNumber')
  if (areaCode !== null && !/^\d{3}$/.test(areaCode)) return refuseWith(21451, areaCode)
  if (near !== null && !/^\+1\d{10}$/.test(near)) return refuseWith(21401, near)
  const areas = areaCode === null ? areasNear(near) : [areaCode]
  const size = Math.min(Number(query.get('PageSize') ?? FOUND_MAX) || FOUND_MAX, FOUND_MAX)
  const taken = takenNumbers(world)
  const found = areas.flatMap((area) => numbersOf(area)).filter((phone) => !taken.has(phone))
  const path = `/${API_VERSION}/Accounts/${world.settings.TWILIO_ACCOUNT_SID}/AvailablePhoneNumbers/US/Local.json`
  return { status: 200, json: { available_phone_numbers: found.slice(0, size).map(describeOffer), uri: path } }
}

/** Area codes of the same state, as far as the sandbox knows them. */
function areasNear(near: string | null): string[] {
  const area = near?.slice(2, 5)
  const state = area === undefined ? undefined : placeOf(area)?.state
  const neighbours = ANY_AREAS.filter((other) => state !== undefined && placeOf(other)?.state === state)
  return near === null ? ANY_AREAS : neighbours
}

/** No numbers exist where no area code does. */
function numbersOf(area: string): string[] {
  if (!/^[2-9]\d\d$/.test(area) || area.endsWith('11') || area === '555') return []
  return LAST_TWO.map((last) => `+1${area}55501${String(last).padStart(2, '0')}`)
}

function takenNumbers(world: World): Set<string> {
  const businesses = businessesKnown(world).flatMap(({ smsNumber, primaryPhone }) => [smsNumber, primaryPhone])
  return new Set([
    ...businesses,
    ...ownNumbers(world)
      .list()
      .map((own) => own.phoneNumber),
  ])
}

function buyNumber(form: URLSearchParams, world: World): EmulatorResponse {
  const fault = findFault(form)
  if (fault) return refuseWith(fault.code, fault.about)
  const taken = takenNumbers(world)
  const asked = form.get('PhoneNumber')
  const wanted = asked ?? numbersOf(form.get('AreaCode') ?? '').find((phone) => !taken.has(phone))
  if (wanted === undefined) return refuseWith(21452, form.get('AreaCode') ?? '')
  const isForSale = numbersOf(wanted.slice(2, 5)).includes(wanted) && !taken.has(wanted)
  if (!isForSale) return refuseWith(21422, wanted)
  const own = ownNumbers(world).insert({
    id: newSid('PN'),
    phoneNumber: wanted,
    friendlyName: form.get('FriendlyName') || formatNumber(wanted),
    ...readUrls(form),
    boughtAt: world.now(),
  })
  return { status: 201, json: describeNumber(own, world.settings.TWILIO_ACCOUNT_SID) }
}

type Urls = Omit<OwnNumber, 'id' | 'phoneNumber' | 'friendlyName' | 'boughtAt'>

function readUrls(form: URLSearchParams): Urls {
  return {
    voiceUrl: form.get('VoiceUrl') ?? '',
    voiceMethod: form.get('VoiceMethod') ?? 'POST',
    statusCallback: form.get('StatusCallback') ?? '',
    statusCallbackMethod: form.get('StatusCallbackMethod') ?? 'POST',
    smsUrl: form.get('SmsUrl') ?? '',
    smsMethod: form.get('SmsMethod') ?? 'POST',
  }
}

function findFault(form: URLSearchParams): { code: TwilioErrorCode; about?: string } | undefined {
  const phone = form.get('PhoneNumber')
  const area = form.get('AreaCode')
  if (phone === null && area === null) return { code: 20001, about: 'PhoneNumber or AreaCode' }
  if (phone !== null && !/^\+[1-9]\d{6,14}$/.test(phone)) return { code: 21421, about: phone }
  if (area !== null && !/^[2-9]\d\d$/.test(area)) return { code: 21451, about: area }
  if ((form.get('FriendlyName')?.length ?? 0) > FRIENDLY_NAME_CHARS_MAX) return { code: 20001, about: 'FriendlyName' }
  for (const name of ['VoiceUrl', 'StatusCallback', 'SmsUrl', 'VoiceFallbackUrl', 'SmsFallbackUrl']) {
    const url = form.get(name)
    if (url && !(/^https?:\/\//i.test(url) && URL.canParse(url))) return { code: 21402, about: name }
  }
  for (const name of ['VoiceMethod', 'StatusCallbackMethod', 'SmsMethod']) {
    const method = form.get(name)
    if (method !== null && method !== 'GET' && method !== 'POST') return { code: 21403, about: name }
  }
  return undefined
}

/** Newest first; `FriendlyName` is matched whole. */
function listNumbers(request: EmulatorRequest, world: World): EmulatorResponse {
  const { query } = request
  const friendlyName = query.get('FriendlyName')
  const phone = query.get('PhoneNumber')?.replaceAll('*', '') ?? ''
  const rows = ownNumbers(world)
    .list(friendlyName ? { friendlyName } : {})
    .filter((own) => own.phoneNumber.includes(phone))
    .toReversed()
  const describe = (own: OwnNumber) => describeNumber(own, world.settings.TWILIO_ACCOUNT_SID)
  return answerPage(request, { key: 'incoming_phone_numbers', rows, describe })
}

function actOnNumber(request: EmulatorRequest, sid: string, world: World): EmulatorResponse {
  const own = ownNumbers(world).find(sid)
  if (!own) return refuseWith(20404, sid)
  if (request.method === 'GET') return { status: 200, json: describeNumber(own, world.settings.TWILIO_ACCOUNT_SID) }
  if (request.method !== 'DELETE') return refuseWith(20004, request.method)
  ownNumbers(world).remove(sid)
  return { status: 204 }
}

const CAPABILITIES = { voice: true, sms: true, mms: true, fax: false }

function describeOffer(phone: string) {
  const place = placeOf(phone.slice(2, 5))
  return {
    friendly_name: formatNumber(phone),
    phone_number: phone,
    lata: null,
    locality: place?.city ?? null,
    rate_center: place?.city ?? null,
    latitude: null,
    longitude: null,
    region: place?.state ?? null,
    postal_code: place?.zip ?? null,
    iso_country: 'US',
    address_requirements: 'none',
    beta: false,
    capabilities: CAPABILITIES,
  }
}

function describeNumber(own: OwnNumber, accountSid: string) {
  return {
    account_sid: accountSid,
    address_sid: null,
    address_requirements: 'none',
    api_version: API_VERSION,
    beta: false,
    capabilities: CAPABILITIES,
    date_created: formatDate(own.boughtAt),
    date_updated: formatDate(own.boughtAt),
    friendly_name: own.friendlyName,
    identity_sid: null,
    phone_number: own.phoneNumber,
    origin: 'twilio',
    sid: own.id,
    sms_application_sid: null,
    sms_fallback_method: 'POST',
    sms_fallback_url: null,
    sms_method: own.smsMethod,
    sms_url: own.smsUrl || null,
    status_callback: own.statusCallback || null,
    status_callback_method: own.statusCallbackMethod,
    trunk_sid: null,
    uri: `/${API_VERSION}/Accounts/${accountSid}/IncomingPhoneNumbers/${own.id}.json`,
    voice_receive_mode: 'voice',
    voice_application_sid: null,
    voice_caller_id_lookup: false,
    voice_fallback_method: 'POST',
    voice_fallback_url: null,
    voice_method: own.voiceMethod,
    voice_url: own.voiceUrl || null,
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    bundle_sid: null,
    status: 'in-use',
  }
}

function formatNumber(phone: string): string {
  return phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
}
