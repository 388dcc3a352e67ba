const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** The words of an HTML mail, for reading only: what it quotes, styles and scripts is left out, blocks become lines. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<(style|script|head|blockquote)\b[\s\S]*?(<\/\1\s*>|$)/gi, '\n')
    .replaceAll(/<(br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]*>/gi, '\n')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replaceAll(/&(\w{2,6});/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ *\n[ \n]*/g, '\n')
    .trim()
}

/** The address inside `Ann <ann@example.com>`, in lower case, or null where there is none. */
export function mailAddress(text: string): string | null {
  const inner = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text
  const address = inner.trim().toLowerCase()
  return address.length <= 254 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/.test(address) ? address : null
}
