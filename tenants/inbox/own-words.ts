/** The part of an e-mail that its sender wrote, without the letter of ours that it answers. */

/** The line that mail programs put above what they quote, in the languages our customers write. */
const QUOTE_HEADS = [
  /^\s*on .{4,200}\bwrote:\s*$/i,
  /^\s*el .{4,200}\bescribi[oó]:\s*$/i,
  /^\s*-{2,}\s*(original message|forwarded message|mensaje original|mensaje reenviado)\s*-{2,}\s*$/i,
  /^\s*_{10,}\s*$/,
  /^\s*(from|de):\s.*@.*$/i,
]

const WORDS_CHARS_MAX = 4_000

/** Our own letter offers a way to unsubscribe; quoted below an answer it must not be read as the answer. */
export function ownWords(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const joined = lines.map((line, place) => `${line} ${lines[place + 1] ?? ''}`)
  const isHead = (line: string, place: number) =>
    // Long heads are wrapped, so that "wrote:" stands on a line of its own.
    QUOTE_HEADS.some((head) => head.test(line) || (/^\s*(on|el)\b/i.test(line) && head.test(joined[place] ?? '')))
  const end = lines.findIndex(isHead)
  const above = (end < 0 ? lines : lines.slice(0, end)).filter((line) => !/^\s*>/.test(line))
  return above.join('\n').trim().slice(0, WORDS_CHARS_MAX)
}

/** Whose subject it is: that of an answer is ours. */
export function ownSubject(subject: string): string {
  return /^\s*(re|fwd?|rv|aw|sv)\s*:/i.test(subject) ? '' : subject.trim()
}
