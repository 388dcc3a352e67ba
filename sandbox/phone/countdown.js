const GRACE_MS = 25_000
const FORGET_MS = 180_000
const JUST_MS = 45_000
const ANSWER_MS = 60_000

/**
 * What the story waits for, as `{words, share}`; `share` is how much of the wait is over, 0 to 1, and null when there
 * is nothing to count. `calls` are `{at, isMissed}`, `texts` `{at, isOurs}`, both in any order; instants are epoch
 * milliseconds.
 */
export function describeWait({ calls, texts, textAfterMs, now, isBroken }) {
  const lastOurs = latest(texts.filter(({ isOurs }) => isOurs))
  const lastTheirs = latest(texts.filter(({ isOurs }) => !isOurs))
  const lastCall = latest(calls)
  const answered = latest(calls.filter(({ isMissed }) => !isMissed))
  if (lastTheirs > Math.max(lastOurs, lastCall) && now - lastTheirs < ANSWER_MS) {
    return { words: 'Shoulder reads it and answers within a minute.', share: (now - lastTheirs) / ANSWER_MS }
  }
  if (answered === lastCall && now - answered < JUST_MS) {
    return { words: 'They have talked, so no text is needed.', share: null }
  }
  const begun = Math.max(lastOurs, answered, now - FORGET_MS)
  const waiting = calls.filter(({ at, isMissed }) => isMissed && at > begun).map(({ at }) => at)
  if (waiting.length > 0) return describeDue({ since: Math.min(...waiting), textAfterMs, now, isBroken })
  const missed = latest(calls.filter(({ at, isMissed }) => isMissed && at < lastOurs))
  const isFirst = missed > 0 && !texts.some(({ at }) => at > missed && at < lastOurs)
  if (isFirst && now - lastOurs < JUST_MS) {
    return { words: `The text came ${((lastOurs - missed) / 1000).toFixed(1)} s after the call.`, share: null }
  }
  return { words: '', share: null }
}

function describeDue({ since, textAfterMs, now, isBroken }) {
  const leftMs = since + textAfterMs - now
  if (leftMs > 0) {
    return { words: `The text comes in ${Math.ceil(leftMs / 1000)} s.`, share: Math.max(0, 1 - leftMs / textAfterMs) }
  }
  if (isBroken) return { words: 'The text is due, but providers are down. Shoulder keeps trying.', share: 1 }
  if (leftMs > -GRACE_MS) return { words: 'The text is due now.', share: 1 }
  const why = 'Who was texted lately, opted out, or has a landline gets none; then the technician is told.'
  return { words: `No text so far. ${why}`, share: null }
}

function latest(entries) {
  return entries.reduce((last, { at }) => Math.max(last, at), 0)
}
