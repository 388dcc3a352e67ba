import { malformed, readObject } from './google-ads-search.ts'

const EVENTS_MAX = 2_000
const DESTINATIONS_MAX = 10
const IDENTIFIERS_MAX = 10

type AccountName = { accountType: string; accountId: string }
type Consent = { adUserData?: string; adPersonalization?: string }
export type IngestEvent = {
  destinationReferences?: string[]
  transactionId: string
  eventTimestamp: string
  eventSource?: string
  adIdentifiers?: { gclid?: string; gbraid?: string; wbraid?: string }
  conversionValue?: number
  currency?: string
  userData?: { userIdentifiers: { emailAddress?: string; phoneNumber?: string; address?: object }[] }
  consent?: Consent
}
export type IngestRequest = {
  destinations: {
    reference?: string
    operatingAccount: AccountName
    loginAccount?: AccountName
    productDestinationId: string
  }[]
  events: IngestEvent[]
  consent?: Consent
  encoding?: string
  validateOnly: boolean
}
export type Violation = { field: string; reason: string; description: string }

const BODY = ['destinations', 'events', 'consent', 'encoding', 'validateOnly', 'encryptionInfo']
const DESTINATION = ['reference', 'operatingAccount', 'loginAccount', 'linkedAccount', 'productDestinationId']
const EVENT = [
  ...['destinationReferences', 'transactionId', 'eventTimestamp', 'lastUpdatedTimestamp', 'eventSource', 'eventName'],
  ...['adIdentifiers', 'conversionValue', 'currency', 'userData', 'consent', 'additionalEventParameters'],
  ...['eventDeviceInfo', 'cartData', 'customVariables', 'experimentalFields', 'userProperties', 'clientId', 'userId'],
]
const CONSENT = ['adUserData', 'adPersonalization']
const AD_IDENTIFIERS = ['gclid', 'gbraid', 'wbraid', 'sessionAttributes', 'landingPageDeviceInfo', 'mobileDeviceId']

/** The shape alone: what no message of the API has is turned away before anything is looked at. */
export function readIngest(body: unknown): IngestRequest {
  const own = readObject(body, '', BODY)
  readConsent(own['consent'], 'consent')
  for (const [index, destination] of readList(own['destinations'], 'destinations').entries()) {
    const place = `destinations[${index}]`
    const fields = readObject(destination, place, DESTINATION)
    for (const name of ['operatingAccount', 'loginAccount']) {
      if (fields[name] === undefined) continue
      readObject(fields[name], `${place}.${name}`, ['accountType', 'accountId', 'product'])
    }
  }
  for (const [index, event] of readList(own['events'], 'events').entries()) {
    const place = `events[${index}]`
    const fields = readObject(event, place, EVENT)
    readConsent(fields['consent'], `${place}.consent`)
    if (fields['adIdentifiers'] !== undefined)
      readObject(fields['adIdentifiers'], `${place}.ad_identifiers`, AD_IDENTIFIERS)
    if (fields['userData'] === undefined) continue
    const user = readObject(fields['userData'], `${place}.user_data`, ['userIdentifiers'])
    for (const one of readList(user['userIdentifiers'], `${place}.user_identifiers`)) {
      readObject(one, `${place}.user_identifiers`, ['emailAddress', 'phoneNumber', 'address'])
    }
  }
  const { validateOnly = false } = own
  if (typeof validateOnly !== 'boolean') throw malformed(`Invalid value at 'validate_only' (TYPE_BOOL)`)
  return { ...own, destinations: own['destinations'] ?? [], events: own['events'] ?? [], validateOnly } as IngestRequest
}

function readConsent(value: unknown, place: string): void {
  if (value === undefined) return
  for (const [name, word] of Object.entries(readObject(value, place, CONSENT))) {
    if (!['CONSENT_GRANTED', 'CONSENT_DENIED', 'CONSENT_STATUS_UNSPECIFIED'].includes(String(word))) {
      throw malformed(
        `Invalid value at '${place}.${name}' (type.googleapis.com/ConsentStatus), ${JSON.stringify(word)}`,
      )
    }
  }
}

function readList(value: unknown, place: string): unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw malformed(`Invalid value at '${place}': a list is wanted.`)
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
const SOURCES = ['WEB', 'APP', 'IN_STORE', 'PHONE', 'MESSAGE', 'OTHER']
const SHA256_HEX = /^[0-9a-fA-F]{64}$/
const SHA256_BASE64 = /^[A-Za-z0-9+/]{43}=$/

/** What is wrong with what the request says, field by field. */
export function violations(request: IngestRequest): Violation[] {
  const { destinations, events, encoding } = request
  const problems: Violation[] = []
  const add = (field: string, reason: string, description: string) => problems.push({ field, reason, description })
  const need = (value: unknown, field: string) => {
    if (value === undefined || value === '') add(field, 'REQUIRED_FIELD_MISSING', 'Required field is missing.')
  }
  if (destinations.length === 0) need(undefined, 'destinations')
  if (events.length === 0) need(undefined, 'events')
  if (destinations.length > DESTINATIONS_MAX) {
    add('destinations', 'TOO_MANY_DESTINATIONS', 'Maximum number of destinations allowed per request is 10.')
  }
  if (events.length > EVENTS_MAX) {
    add('events', 'TOO_MANY_EVENTS', 'Maximum number of events allowed per request is 2,000.')
  }
  destinations.forEach((destination, index) => {
    const place = `destinations[${index}]`
    need(destination.productDestinationId, `${place}.product_destination_id`)
    need(destination.operatingAccount?.accountId, `${place}.operating_account.account_id`)
    if (destination.operatingAccount?.accountType !== 'GOOGLE_ADS') {
      add(`${place}.operating_account.account_type`, 'INVALID_DESTINATION', 'This Destination is not valid.')
    }
    if (destinations.length > 1) need(destination.reference, `${place}.reference`)
  })
  const references = destinations.map(({ reference }) => reference)
  events.slice(0, EVENTS_MAX).forEach((event, index) => {
    const place = `events[${index}]`
    for (const one of event.destinationReferences ?? []) {
      if (!references.includes(one)) add(`${place}.destination_references`, 'INVALID_DESTINATION_REFERENCE', 'Unknown.')
    }
    problems.push(...eventViolations(event, encoding, place))
  })
  return problems
}

function eventViolations(event: IngestEvent, encoding: string | undefined, place: string): Violation[] {
  const problems: Violation[] = []
  const add = (field: string, reason: string, description: string) =>
    problems.push({ field: `${place}.${field}`, reason, description })
  const { transactionId, eventTimestamp, eventSource, adIdentifiers, conversionValue, currency, userData } = event
  if (!transactionId) add('transaction_id', 'REQUIRED_FIELD_MISSING', 'Required field is missing.')
  if (!eventTimestamp) add('event_timestamp', 'REQUIRED_FIELD_MISSING', 'Required field is missing.')
  else if (!RFC3339.test(eventTimestamp)) add('event_timestamp', 'INVALID_FORMAT', 'Format is invalid.')
  if (eventSource !== undefined && !SOURCES.includes(eventSource)) {
    add('event_source', 'INVALID_ENUM_VALUE', 'Enum value cannot be used.')
  }
  const clicks = [adIdentifiers?.gclid, adIdentifiers?.gbraid, adIdentifiers?.wbraid].filter((one) => one !== undefined)
  if (clicks.length > 1) add('ad_identifiers', 'MULTIPLE_AD_IDENTIFIERS', 'Only one click identifier is allowed.')
  const identifiers = userData?.userIdentifiers ?? []
  if (clicks.length + identifiers.length === 0) {
    add('ad_identifiers', 'NO_IDENTIFIERS_PROVIDED', 'At least one of ad identifiers and user data is needed.')
  }
  if (conversionValue !== undefined && (typeof conversionValue !== 'number' || conversionValue < 0)) {
    add('conversion_value', 'INVALID_NUMBER_FORMAT', 'Invalid number format.')
  }
  if (conversionValue !== undefined && !/^[A-Z]{3}$/.test(currency ?? '')) {
    add('currency', 'INVALID_CURRENCY_CODE', 'Currency code is not valid.')
  }
  if (identifiers.length > IDENTIFIERS_MAX) add('user_data', 'TOO_MANY_USER_IDENTIFIERS', 'At most ten.')
  for (const [index, { emailAddress, phoneNumber }] of identifiers.entries()) {
    for (const [name, value] of Object.entries({ email_address: emailAddress, phone_number: phoneNumber })) {
      if (value === undefined) continue
      const isGood = encoding === 'BASE64' ? SHA256_BASE64.test(value) : SHA256_HEX.test(value)
      const field = `user_data.user_identifiers[${index}].${name}`
      if (encoding === undefined) add(field, 'REQUIRED_FIELD_MISSING', 'Encoding is required with user data.')
      else if (!isGood) add(field, 'INVALID_SHA256_FORMAT', 'The SHA256 encoded value is malformed.')
    }
  }
  return problems
}
