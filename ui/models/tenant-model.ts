import { computed, effect, signal, untracked } from '@preact/signals'
import type { BoardView } from '../../tenants/contract/board.ts'
import type { LiveMessage } from '../../tenants/contract/live.ts'
import { get, isSignedOut, tenantPath, type Problem, type Shape } from '../api.ts'
import { CLOSE_CODES, type LivePhase } from '../live-decide.ts'
import { openLive, parseLive } from '../live.ts'
import { language } from '../words/language.ts'
import { applyLive } from './apply-live.ts'

/** The business that is open, kept up to date by one live connection for all views. */

const BOARD_SHAPE: Shape<BoardView> = {
  seq: 'number',
  business: 'object',
  attention: 'array',
  conversations: 'array',
  leads: 'array',
  today: 'object',
}

export const board = signal<BoardView | null>(null)
export const boardProblem = signal<Problem | null>(null)
/** Counts how often the board was read as a whole, which may stand for events that nobody was told one by one. */
export const wholeReadings = signal(0)
export const livePhase = signal<LivePhase>('idle')

export const business = computed(() => board.value?.business ?? null)
export const attention = computed(() => board.value?.attention ?? [])
export const conversations = computed(() => board.value?.conversations ?? [])
export const leads = computed(() => board.value?.leads ?? [])
/** The zone in which every moment of this business is shown. */
export const zone = computed(() => board.value?.business.timeZone ?? 'UTC')

const openings = signal(0)

/** Asks for the board once more, where the last answer was a refusal. */
export function reopenTenant(): void {
  boardProblem.value = null
  openings.value += 1
}

type LiveEvent = Extract<LiveMessage, { type: 'event' }>
const listeners = new Set<(event: LiveEvent) => void>()

/** Calls for each event, after the board has it. Answers how to stop. */
export function onLiveEvent(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Opens a tenant; the same again in another language where that is changed. Answers how to close it. */
export function openTenant(tenantId: string): () => void {
  let closeLive: () => void = () => undefined
  const stop = effect(() => {
    const lang = language.value
    void openings.value
    // A sign-in that was renewed opens anew what ended with the old one.
    if (isSignedOut.value) return
    untracked(() => {
      closeLive()
      closeLive = openLive({
        address: (after) =>
          `${location.origin.replace(/^http/, 'ws')}/live/tenants/${tenantId}?after=${after}&lang=${lang}`,
        read: () => readBoard(tenantId, lang),
        parse: parseLive,
        apply,
        changed: (phase, closeCode) => {
          livePhase.value = phase
          if (closeCode === CLOSE_CODES.signedOut) isSignedOut.value = true
        },
      })
    })
  })
  return () => {
    stop()
    closeLive()
    board.value = null
    boardProblem.value = null
  }
}

async function readBoard(tenantId: string, lang: string): Promise<number | false | null> {
  const answer = await get<BoardView>(tenantPath(tenantId, `board?lang=${lang}`), BOARD_SHAPE)
  if (answer.ok) {
    boardProblem.value = null
    board.value = answer.value
    wholeReadings.value += 1
    return answer.value.seq
  }
  boardProblem.value = answer.problem
  return [401, 403, 404].includes(answer.problem.status) ? false : null
}

function apply(message: LiveMessage): void {
  if (message.type === 'snapshot') {
    board.value = message.board
    wholeReadings.value += 1
    return
  }
  if (board.value === null) return
  board.value = applyLive(board.value, message)
  for (const listener of listeners) listener(message)
}
