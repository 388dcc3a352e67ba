/** One webhook to Shoulder, or one call to a provider, as the sandbox saw it. Holds no words of people. */
export type TraceEntry = {
  id: number
  at: number
  direction: 'to_shoulder' | 'to_provider'
  provider: string
  /** What it was for, in plain words. */
  words: string
  /** Method and path, or the name of the event. */
  wire: string
  /** Null while no answer came; `isOpen` tells whether one may still come. */
  status: number | null
  isOpen: boolean
  ms: number | null
  attempts: number
  /** The fault that struck it. */
  fault: string | null
}

export type Trace = {
  /** Opens an entry; the answer completes it. */
  /** `path` is known here alone, as it was called. */
  begin(entry: Pick<TraceEntry, 'direction' | 'provider' | 'words' | 'wire'>, path?: string): (end: TraceEnd) => void
  /** Oldest first; with ids only the calls that named one of them. */
  list(ids?: readonly string[]): TraceEntry[]
  clear(): void
}

export type TraceEnd = { status: number | null; attempts?: number; fault?: string | undefined }

const ENTRIES_MAX = 200

export function createTrace(now: () => number): Trace {
  let entries: TraceEntry[] = []
  const paths = new WeakMap<TraceEntry, string>()
  let lastId = 0
  return {
    begin(given, path = '') {
      lastId += 1
      const entry: TraceEntry = {
        ...{ id: lastId, at: now(), ...given },
        ...{ status: null, isOpen: true, ms: null, attempts: 1, fault: null },
      }
      entries = [...entries.slice(1 - ENTRIES_MAX), entry]
      paths.set(entry, path)
      return ({ status, attempts = 1, fault }) =>
        void Object.assign(entry, { status, attempts, isOpen: false, ms: now() - entry.at, fault: fault ?? null })
    },
    list: (ids = []) =>
      entries
        .filter((entry) => ids.length === 0 || ids.some((id) => paths.get(entry)?.includes(id)))
        .map((entry) => ({ ...entry })),
    clear: () => void (entries = []),
  }
}

/** Method and path without account, phone numbers and long ids, which nobody reads and not everybody should. */
export function spellWire(method: string, path: string): string {
  const short = path
    .replaceAll(/\/AC[0-9a-f]{32}/g, '/…')
    .replaceAll(/(%2B|\+)?\d{7,}/gi, '…')
    .replaceAll(/\/(?=[^/]*\d)[A-Za-z0-9_-]{16,}/g, '/…')
  return `${method} ${short}`
}

type Words = [pattern: RegExp, words: string]

const CALLS: Record<string, Words[]> = {
  twilio: [
    [/^POST .*\/Messages\.json$/, 'sends a text'],
    [/^POST .*\/Messages\//, 'empties the words of a text'],
    [/^DELETE .*\/Messages/, 'deletes a text'],
    [/^DELETE .*\/Calls/, 'deletes a call'],
    [/^DELETE .*\/Recordings/, 'deletes a recording'],
    [/^GET .*\/Messages/, 'looks up what became of texts'],
    [/^GET .*\/Calls/, 'looks up calls'],
    [/Lookups?|PhoneNumbers\//, 'looks up a phone number'],
    [/^POST .*IncomingPhoneNumbers/, 'buys or sets up a number'],
    [/AvailablePhoneNumbers/, 'looks for a number to buy'],
  ],
  ghl: [
    [/\/oauth\//, 'renews its access'],
    [/^DELETE \/contacts/, 'deletes a contact'],
    [/^DELETE \/opportunities/, 'deletes an opportunity'],
    [/^POST \/contacts\/upsert/, 'keeps the contact up to date'],
    [/^GET \/contacts/, 'looks up a contact'],
    [/^(PUT|POST) \/contacts\/[^/]+\/notes/, 'writes a note'],
    [/^(PUT|POST) \/contacts\/[^/]+\/tags/, 'tags the contact'],
    [/^(PUT|POST|DELETE) \/contacts/, 'changes a contact'],
    [/^(GET|POST) \/opportunities\/(search|pipelines)/, 'looks for the opportunity'],
    [/^POST \/opportunities/, 'adds an opportunity'],
    [/^PUT \/opportunities/, 'moves the opportunity'],
    [/^GET \/conversations/, 'reads the conversation'],
    [/^POST \/conversations/, 'adds to the conversation'],
  ],
  resend: [
    [/^POST \/emails/, 'sends an e-mail'],
    [/^GET \/emails/, 'looks up an e-mail'],
  ],
  'google-ads': [
    [/ \/oauth\//, 'renews its access to advertising'],
    [/:search/, 'reads what advertising costs and brings'],
    [/:mutate/, 'changes what is advertised'],
    [/events:ingest/, 'tells what became of a click'],
    [/^GET /, 'looks at the accounts that advertise'],
  ],
  access: [[/certs/, 'reads the keys of sign-in']],
  web_push: [[/^POST /, 'buzzes the phones with the board']],
  slack: [[/^POST /, 'tells admins of an alert']],
  receiver: [[/^POST /, 'tells another program']],
  openai: [[/^POST /, 'asks a model']],
  anthropic: [[/^POST /, 'asks the model in reserve']],
}

const EVENTS: Record<string, string> = {
  'sms.received': 'tells of a text from a person',
  'call.ringing': 'asks what to do with a call',
  'call.ended': 'tells that a call ended',
  InboundMessage: 'tells of a call or a message',
  ContactCreate: 'tells of a new contact',
  ContactUpdate: 'tells of a changed contact',
  ContactDndUpdate: 'tells of do-not-disturb',
  OpportunityCreate: 'tells of a new opportunity',
  OpportunityStageUpdate: 'tells of a moved opportunity',
  OpportunityStatusUpdate: 'tells of an opportunity’s end',
  OpportunityUpdate: 'tells of a changed opportunity',
  'email.delivered': 'tells that an e-mail arrived',
  'email.sent': 'tells that an e-mail left',
  'email.bounced': 'tells that an e-mail bounced',
}

export function describeCall(provider: string, wire: string): string {
  return CALLS[provider]?.find(([pattern]) => pattern.test(wire))?.[1] ?? 'calls'
}

export function describeEvent(event: string): string {
  return EVENTS[event] ?? (/status|sms\./i.test(event) ? 'tells how a text fares' : 'tells Shoulder')
}
