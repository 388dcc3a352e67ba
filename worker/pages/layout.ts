import { createHash } from 'node:crypto'

export type Language = 'en' | 'es'

const STYLE =
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:min(15vh,7rem) auto 4rem;padding:0 1.25rem;color:#1c2321}' +
  'h1{font-size:1.5rem}button,.button{font:inherit;padding:.75rem 1.5rem;border:0;border-radius:.5rem;cursor:pointer;' +
  'background:#1f5f4a;color:#fff;text-decoration:none;display:inline-block}.grave{background:#9c1c16}a{color:inherit}' +
  ':focus-visible{outline:3px solid #e0a526;outline-offset:2px}.notice{border-left:4px solid #e0a526;' +
  'padding:.25rem 1rem;font-weight:600}dl{display:grid;grid-template-columns:auto 1fr;gap:.5rem 1rem}dt{opacity:.8}' +
  'dd{margin:0;overflow-wrap:anywhere}details{border-top:1px solid #8a867c;padding-bottom:.5rem}' +
  'details:last-child{border-bottom:1px solid #8a867c}summary{padding:.75rem 0;font-weight:600;cursor:pointer}' +
  'fieldset{border:0;padding:0;margin:0 0 1rem}legend{font-weight:600;padding:0 0 .25rem}label{display:inline-flex;' +
  'align-items:center;gap:.5rem;min-height:2.75rem;padding:0 .875rem;margin:0 .375rem .375rem 0;cursor:pointer;' +
  'border:1px solid #8a867c;border-radius:.5rem}' +
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
