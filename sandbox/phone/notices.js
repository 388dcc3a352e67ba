import { read } from './control-api.js'

const RECENT_MS = 600_000

/** The pushes to the technician. A sandbox without a push service is not asked. */
export function createPushReader() {
  return {
    isThere: false,
    async read() {
      if (!this.isThere) return []
      return (await read('/sandbox/pushes').catch(() => [])).map(readPush)
    },
  }
}

/** What a push says is sealed for the browser that asked for it; here only its arrival is known. */
function readPush({ id, receivedAt, urgency }) {
  const text = 'Something new on the board. The words are sealed for the browser that asked for them.'
  return { id, at: receivedAt, title: urgency === 'high' ? 'Board, urgent' : 'Board', text, app: 'push' }
}

/** Tells what is new on a phone from look to look. Old entries of the first look are known, not news. */
export function createNotices() {
  const known = new Map()
  let owner
  return {
    /** Answers `{fresh, unread}`, both newest first. */
    take(whose, entries) {
      const isFirst = owner !== whose
      if (isFirst) known.clear()
      owner = whose
      const fresh = entries.filter(({ id }) => !known.has(id)).toSorted((left, right) => right.at - left.at)
      for (const entry of fresh)
        known.set(entry.id, { ...entry, isUnread: !isFirst || Date.now() - entry.at < RECENT_MS })
      const unread = [...known.values()]
        .filter(({ isUnread }) => isUnread)
        .toSorted((left, right) => right.at - left.at)
      return { fresh: isFirst ? [] : fresh, unread }
    },
    markRead() {
      for (const entry of known.values()) entry.isUnread = false
    },
  }
}
