/** An element of a TwiML document, as written. */
export type Verb = { name: string; attributes: Record<string, string>; children: (Verb | string)[] }

/** The document is not TwiML; Twilio logs such a one as error 12100 and goes on without it. */
export class TwimlInvalid extends Error {}

const ASIDE = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>/
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/
const TAG = /<(\/?)([A-Za-z][\w.-]*)((?:"[^"<]*"|'[^'<]*'|[^<>"'/])*)(\/?)>/
const TOKEN = new RegExp([ASIDE, CDATA, TAG, /([^<]+)/].map(({ source }) => source).join('|'), 'y')
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The verbs inside <Response>; none for an empty body. Throws TwimlInvalid. */
export function parseTwiml(text: string): Verb[] {
  if (text.trim() === '') return []
  const root: Verb = { name: '', attributes: {}, children: [] }
  const open = [root]
  let at = 0
  while (at < text.length) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)
    if (!token) throw new TwimlInvalid(`unreadable at character ${at}`)
    at = TOKEN.lastIndex
    place(token, open)
  }
  const [response, ...others] = root.children.filter((child) => typeof child !== 'string')
  const hasStrayText = root.children.some((child) => typeof child === 'string' && child.trim() !== '')
  if (open.length > 1) throw new TwimlInvalid(`<${open.at(-1)?.name}> is not closed`)
  if (response?.name !== 'Response' || others.length > 0 || hasStrayText)
    throw new TwimlInvalid('the root is <Response>')
  return childVerbs(response)
}

function place(token: RegExpExecArray, open: Verb[]): void {
  const [, cdata, slash, name, attributes = '', selfClosing, text] = token
  const parent = open.at(-1)
  if (!parent) throw new TwimlInvalid('more is closed than was opened')
  if (cdata !== undefined) parent.children.push(cdata)
  else if (text !== undefined) parent.children.push(decode(text))
  else if (name !== undefined && slash === '/') {
    if (parent.name !== name || open.length === 1) throw new TwimlInvalid(`</${name}> closes nothing`)
    open.pop()
  } else if (name !== undefined) {
    const verb = { name, attributes: readAttributes(attributes), children: [] }
    parent.children.push(verb)
    if (selfClosing !== '/') open.push(verb)
  }
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  let at = 0
  while (text.slice(at).trim() !== '') {
    ATTRIBUTE.lastIndex = at
    const found = ATTRIBUTE.exec(text)
    if (!found) throw new TwimlInvalid(`unreadable attributes "${text.trim()}"`)
    at = ATTRIBUTE.lastIndex
    attributes[found[1] ?? ''] = decode(found[2] ?? found[3] ?? '')
  }
  return attributes
}

function decode(text: string): string {
  return text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);|&/gi, (whole, name: string | undefined) => {
    if (name === undefined) throw new TwimlInvalid('a bare & must be written &amp;')
    if (name.startsWith('#')) return decodeNumber(name)
    const letter = ENTITIES[name]
    if (letter === undefined) throw new TwimlInvalid(`unknown entity ${whole}`)
    return letter
  })
}

function decodeNumber(name: string): string {
  const isHex = name[1] === 'x' || name[1] === 'X'
  const code = isHex ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  if (code > 0x10ffff) throw new TwimlInvalid(`no character has the number ${name}`)
  return String.fromCodePoint(code)
}

export function childVerbs(verb: Verb): Verb[] {
  return verb.children.filter((child) => typeof child !== 'string')
}

/** The text directly inside an element. */
export function ownText(verb: Verb): string {
  return verb.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim()
}
