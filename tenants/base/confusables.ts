/** Letters of other alphabets, each with the Latin one it looks like: Cyrillic, Greek, Armenian, small capitals. */
const OTHERS = 'авекмнорстухіјѕԁԛԝһьгАВЕКМНОРСТУХІЈЅҮԌαεηικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօոսցıɡɑƒᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ'
const LATIN = 'abekmhopctyxijsdqwhbrABEKMHOPCTYXIJSYGaenikvoptuxABEZHIKMNOPTYXonugigafabcdefghijklmnoprstuvwyz'
const LIKE = new Map(Array.from(OTHERS, (letter, index) => [letter, LATIN[index] ?? letter]))

/** What joins two pictures into one is seen, other marks of its kind are not. */
const JOINS_PICTURES = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d`
export const INVISIBLE = new RegExp(String.raw`(?!${JOINS_PICTURES})[\p{Cf}\u034f\u115f\u1160\u3164\uffa0]`, 'u')
const EVERY_MARK = /[\p{Cf}\p{M}\u115f\u1160\u3164\uffa0]/gu
/** Nothing in it looks like anything else, and most texts are made of nothing else. */
const ASCII = /^\p{ASCII}*$/u
const LEET: Record<string, string> = { '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' }

/** The text as it looks, in Latin letters without accents, whatever letters it was spelled with. */
export function foldLetters(text: string): string {
  if (ASCII.test(text)) return text
  const bare = text.normalize('NFKD').replaceAll(EVERY_MARK, '').replaceAll('。', '.')
  return Array.from(bare, (letter) => LIKE.get(letter) ?? letter).join('')
}

/**
 * Every way somebody may read a text: on one line, with broken and spaced-out words joined, and with digits read as the
 * letters they stand for. The first is the plainest; most texts have no other.
 */
export function readingsOf(text: string): string[] {
  const folded = foldLetters(text)
  const line = folded.replaceAll(/\s+/g, ' ')
  const joined = folded.replaceAll(/[ \t]*[\n\r\f\v]+[ \t]*/g, '').replaceAll(/(?<=\p{L})[-_*~|]+(?=\p{L})/gu, '')
  const closed = line.replaceAll(/(?<!\p{L})\p{L}(?:[ ._*-]\p{L}(?!\p{L})){3,}/gu, (word) =>
    word.replaceAll(/\P{L}/gu, ''),
  )
  const spelled = (one: string) =>
    line.replaceAll(/(?<![\w@$])[a-z@$][a-z@$]*[0-9@$][a-z0-9@$]*/gi, (word) =>
      word.replaceAll(/[0-9@$]/g, (sign) => (sign === '1' ? one : (LEET[sign] ?? sign))),
    )
  return [...new Set([line, joined, closed, spelled('i'), spelled('l')])]
}
