import { createHash } from 'node:crypto'

export type Language = 'en' | 'es'

const STYLE =
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.25rem;color:#1c2321}' +
  'h1{font-size:1.5rem}button{font:inherit;padding:.75rem 1.5rem;border:0;border-radius:.5rem;background:#1f5f4a;' +
  'color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #e0a526;outline-offset:2px}' +
  '@media(prefers-color-scheme:dark){body{background:#141a18;color:#e8eeeb}}'

/** How a page's policy names the one style it allows. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/** A page that says one thing. `sentence` is text; `below` is markup of ours. */
export function layOut(page: { language: Language; title: string; sentence: string; below: string }): string {
  const title = escapeHtml(page.title)
  return (
    `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>` +
    `<body><main><h1>${title}</h1><p>${escapeHtml(page.sentence)}</p>${page.below}</main></body></html>`
  )
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '')
}
