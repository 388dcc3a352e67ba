import type { Faults } from './faults.ts'
import type { SandboxSettings } from './settings.ts'
import type { State } from './state.ts'
import type { Webhook, WebhookOutcome } from './webhooks.ts'

/** One HTTP request as an emulator sees it. Header names are lower case; a repeated header is joined with ", ". */
export type EmulatorRequest = {
  method: string
  /** What follows the emulator's base path, percent-encoding kept; always begins with "/". */
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  rawBody: Buffer
  /** The body read as application/x-www-form-urlencoded, whatever the content type says. */
  form(): URLSearchParams
  /** The body read as JSON; undefined when it is not JSON. */
  json(): unknown
}

/** `json` is serialised and typed application/json unless `headers` says otherwise; the others are sent as they are. */
export type EmulatorResponse = {
  status: number
  json?: unknown
  text?: string
  bytes?: Buffer
  headers?: Record<string, string>
}

/** A person calls a business number: the body of POST /sandbox/calls, already checked. */
export type CallOrder = {
  /** The number dialled, E.164. */
  to: string
  /** The caller, E.164, or "anonymous" when the caller withholds the number. */
  from: string
  outcome: CallOutcome
  via: 'ghl' | 'twilio'
  /** The GHL location that owns the dialled number. */
  locationId?: string
  name?: string
  email?: string
  /** The mobile that forwarded the call, if the carrier tells; E.164. Twilio only. */
  forwardedFrom?: string
  /** What the caller presses or says when asked. Twilio only. */
  digits?: string
  says?: string
  /** What the caller says after the tone. Twilio only. */
  speech?: string
  /** How the technician's phone takes a call that Shoulder rings it for. Twilio only. */
  technician?: TechnicianTakes
  /** People on the page decide, moment by moment, whatever else stands here. Twilio only. */
  isLive?: boolean
}
/** `mailbox`: a mailbox picks up, hears the question out, and presses nothing. */
export const TECHNICIAN_TAKES = ['press_1', 'mailbox', 'no_answer', 'busy'] as const
export type TechnicianTakes = (typeof TECHNICIAN_TAKES)[number]
export const CALL_OUTCOMES = ['no-answer', 'busy', 'voicemail', 'answered'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** A stand-in for one provider. Each provider's file exports one factory of these. */
export type Emulator = {
  /** The word a fault names it by, and its key in `world.emulators`. */
  name: string
  /** Where its own API begins on the sandbox, such as "/twilio". No slash at the end. */
  basePath: string
  handle(request: EmulatorRequest, world: World): Promise<EmulatorResponse> | EmulatorResponse
  /** The provider's own error shape for an HTTP status, as the `status` fault answers it. */
  refuse(status: number): EmulatorResponse
  /**
   * Its part of the control API. `request.path` is the whole path, "/sandbox/…". Undefined means: not mine.
   * Throw `BadOrder` for input that cannot be used.
   */
  control?(request: EmulatorRequest, world: World): Promise<EmulatorResponse | undefined> | EmulatorResponse | undefined
  /** A call that reaches a business through this provider. Answers once the webhooks have been delivered. */
  call?(order: CallOrder, world: World): Promise<EmulatorResponse>
  /** Runs once the sandbox listens: takes up what a killed predecessor left half done. */
  start?(world: World): void
  /** Forgets what is not in `world.state`; that part is cleared for it. */
  reset?(world: World): void
}

/** What all emulators share: settings, memory, clock, the way out, and each other. */
export type World = {
  settings: SandboxSettings
  state: State
  faults: Faults
  emulators: Record<string, Emulator>
  /** Epoch milliseconds. */
  now: () => number
  /** Sends a signed webhook with its provider's retries; resolves when it was taken or given up, whatever happens. */
  deliver: (webhook: Webhook) => Promise<WebhookOutcome>
  /** Runs `task` after `delayMs`, unless the sandbox is closed or reset first. What it throws is logged. */
  later: (delayMs: number, task: () => void | Promise<void>) => void
  log: (event: string, facts?: Record<string, unknown>) => void
}

/** The control API was asked for something it cannot do; the message names the field. Answered as 400 {error}. */
export class BadOrder extends Error {}
