import { MINUTE_MS, SECOND_MS } from './clock.ts'

/**
 * Answers that a model may word, as shares of the time in which an answer is promised: of a minute, 4 seconds in which
 * more words may come, 10 where more did come, and 45 after which our own words leave, whatever the model does.
 */
export const ANSWER_GATHER_SHARE = 1 / 15
export const ANSWER_GATHER_MAX_SHARE = 1 / 6
export const ANSWER_FALLBACK_SHARE = 3 / 4
/** Where less is promised no model is asked. */
export const ANSWER_PROMISE_MIN_MS = 3 * SECOND_MS
/** Nobody waits for a model to the very last moment. */
export const ANSWER_MARGIN_MS = SECOND_MS / 2
/** So long an answer stands for whoever asks nothing new: what it says is on the screen before them. */
export const SAME_ANSWER_REST_MS = 3 * MINUTE_MS
export const ANSWER_TOKENS_MAX = 400
/** What a model reads of a conversation, of what is known besides, and of the times that are free. */
export const TALK_MESSAGES_MAX = 30
export const TALK_MEMORIES_MAX = 20
export const TALK_SLOTS_MAX = 3
/** Words of theirs that a name in an answer may come from. */
export const TALK_SAID_MAX = 6
