import type { CallOutcome, TechnicianTakes } from './emulator.ts'

/** A situation that plays by itself on the sandbox's phones. Each file in `scenarios/` exports one. */
export type Scenario = {
  /** In addresses; kebab-case. */
  name: string
  title: string
  /** What a newcomer will see, in one sentence. */
  summary: string
  caller: { line: 'mobile' | 'landline'; name: string; email?: string }
  steps: Step[]
}

export type Step = {
  /** What happens now, in one sentence. */
  say: string
  /** Answers what came of it, in one sentence. Throws ScenarioFailed when the world did something else. */
  act(stage: Stage): Promise<string>
}

/** A text message as the control API tells of it. */
export type ShownText = {
  sid: string
  from: string
  body: string
  status: string
  errorCode: number | null
  receivedAt: number
  by: string
}

export type Caller = { number: string; name: string; email?: string }

/** What a scenario can do, and what it can wait for. Every wait ends early when the scenario is stopped. */
export type Stage = {
  caller: Caller
  businessName: string
  /** When Shoulder means to text after a missed call. */
  textAfterMs: number
  /** When the caller's last call ended, epoch milliseconds. */
  readonly calledAt: number
  /** A person takes a breath: as long as said at speed 1, shorter when the scenario is played faster. */
  pause(seconds: number): Promise<void>
  /** Time that belongs to Shoulder or a provider, and which no speed shortens. */
  wait(ms: number): Promise<void>
  /** The caller's phone rings at the technician's, then the call ends as said. */
  call(outcome?: CallOutcome): Promise<void>
  /** The caller dials our number itself, and whoever has the technician's phone takes it so, if it is rung. */
  callDirectly(technician: TechnicianTakes): Promise<void>
  /** The caller fills in the form on the business's site. */
  fillForm(words: string): Promise<void>
  /** The caller fills in the form below the business's advertisement. */
  fillAdvertisement(words: string): Promise<void>
  /** The caller types and sends a text, with pictures as `data:` addresses. */
  text(body: string, media?: string[]): Promise<void>
  /** From now until the scenario ends, the technician's phone rings before the greeting. */
  ringFirst(): Promise<void>
  /** A picture of this caller stands in their conversation on the board. */
  awaitPicture(): Promise<void>
  /** The technician rings the caller back, and they talk. */
  ringBack(): Promise<void>
  /** The next text to the caller that was not awaited before. */
  awaitText(withinS?: number): Promise<ShownText>
  /** The next text to the technician that tells of this caller. */
  awaitNotice(withinS?: number): Promise<ShownText>
  /** Where the caller's opportunity stands in GoHighLevel; undefined when the business has no GoHighLevel. */
  awaitOpportunity(): Promise<string | undefined>
  /** Fails when a further text reaches the caller meanwhile. */
  staySilent(seconds: number): Promise<void>
  /** How often a text went out to the caller that no provider's own machinery wrote. */
  countTexts(): Promise<number>
  /** Every provider answers 503 for so long, or until the scenario ends. */
  breakEverything(seconds: number): Promise<void>
}

/** The world did not do what the scenario promises; the message is for people. */
export class ScenarioFailed extends Error {}
