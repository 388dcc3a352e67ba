/**
 * Characters that draw nothing, or only steer how others are drawn; people paste them, and filters are dodged with
 * them.
 */
const INVISIBLE =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF]|[\u{E0000}-\u{E007F}\u{1F3FB}-\u{1F3FF}]/gu

const COMBINING_MARK = /\p{M}/gu

/** Cyrillic and Greek letters that look like Latin ones; NFKC leaves them alone because they are other letters. */
const LOOKALIKE: Record<string, string> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  α: 'a',
  β: 'b',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
}
const LOOKALIKE_LETTER = /[а-яёѕіјһԁα-ω]/gu

/** What an emoji says in a reply to a tradesman. Those not listed say nothing we act on. */
const EMOJI_WORDS: Record<string, string> = {
  '🛑': 'stop',
  '✋': '',
  '⛔': 'no',
  '🚫': 'no',
  '🙅': 'no',
  '❌': 'no',
  '👎': '<thumbsdown>',
  '🖕': '<finger>',
  '🤬': '<angry>',
  '😡': '<angry>',
  '😠': '<angry>',
  '📵': 'no texts',
  '🔇': 'no texts',
  '📱': 'phone',
  '👍': '<thumbsup>',
  '👌': '<thumbsup>',
  '🆗': 'ok',
  '🤙': '<thumbsup>',
  '✅': '<thumbsup>',
  '☑': '<thumbsup>',
  '✔': '<thumbsup>',
  '💯': '<thumbsup>',
  '🙏': '<grateful>',
  '❤': '<grateful>',
  '♥': '<grateful>',
  '💙': '<grateful>',
  '💚': '<grateful>',
  '🧡': '<grateful>',
  '💛': '<grateful>',
  '💜': '<grateful>',
  '🤝': '<grateful>',
  '🙌': '<grateful>',
  '👏': '<grateful>',
  '🎉': '<grateful>',
  '😊': '<grateful>',
  '🙂': '<grateful>',
  '😀': '<grateful>',
  '😁': '<grateful>',
  '😃': '<grateful>',
  '😄': '<grateful>',
  '😍': '<grateful>',
  '🥰': '<grateful>',
  '🤗': '<grateful>',
  '😘': '<grateful>',
  '😂': 'lol',
  '🤣': 'lol',
  '😅': 'lol',
  '😆': 'lol',
  '🤖': 'robot',
  '❓': '?',
  '❔': '?',
  '⁉': '?',
  '🤔': '?',
  '💲': '$',
  '💵': '$',
  '💰': '$',
  '💸': '$',
  '🤑': '$',
  '💧': 'water',
  '💦': 'water',
  '🌊': 'flooding',
  '🚽': 'toilet',
  '🚿': 'shower',
  '🚰': 'faucet',
  '🔥': 'fire',
  '⚡': 'sparks',
  '🚨': 'emergency',
  '🆘': 'emergency',
  '📅': '<calendar>',
  '🗓': '<calendar>',
}
const EMOJI = /\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]|\u20E3/gu

const QUOTE = /[\u2018\u2019\u201A\u201B\u2032\u00B4`]/g
const DOUBLE_QUOTE = /[\u201C-\u201F\u00AB\u00BB\u2033]/g
const DASH = /[\u2010-\u2015\u2212]/g

/** A text without what the eye does not see: one case, one alphabet, no accents, emoji as words. Line breaks stay. */
export function foldCharacters(text: string): string {
  const visible = text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(EMOJI, (emoji) => ` ${EMOJI_WORDS[emoji] ?? ''} `)
  const lower = visible.toLowerCase().normalize('NFD').replace(COMBINING_MARK, '')
  return lower
    .replace(LOOKALIKE_LETTER, (letter) => LOOKALIKE[letter] ?? letter)
    .replace(QUOTE, "'")
    .replace(DOUBLE_QUOTE, '"')
    .replace(DASH, '-')
}
