import { createHash } from 'node:crypto'
import type { ClickIds, LeadFormView } from '../../tenants/contract/web-leads.ts'
import { respondHtml } from '../respond.ts'
import { LEAD_FORM_WORDS, type LeadFault } from './lead-form-words.ts'
import { escapeHtml, type Language } from './layout.ts'

/** The form as a page: no script, one style that is ours, and no frame but on the sites the business named. */

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:0 auto;padding:1.25rem;color:#1c2321;background:#fff}' +
  'h1{font-size:1.375rem;margin:0 0 .5rem}label{display:block;margin:.875rem 0 .25rem;font-weight:600}' +
  'input[type=text],input[type=tel],input[type=email],textarea{font:inherit;width:100%;box-sizing:border-box;' +
  'padding:.625rem;border:1px solid #6c7a75;border-radius:.5rem;background:inherit;color:inherit}' +
  'textarea{min-height:6rem}.box{display:flex;gap:.625rem;font-weight:400}.box input{flex:none;width:1.25rem;height:1.25rem}' +
  'small{display:block;margin:.875rem 0;color:#46524e}.trap{position:absolute;left:-100vw}' +
  'button{font:inherit;padding:.75rem 1.5rem;border:0;border-radius:.5rem;background:#1f5f4a;color:#fff;cursor:pointer}' +
  ':focus-visible{outline:3px solid #e0a526;outline-offset:2px}[role=alert]{color:#9b1c1c;font-weight:600}a{color:inherit}' +
  '@media(prefers-color-scheme:dark){body{background:#141a18;color:#e8eeeb}small{color:#b4c0bb}[role=alert]{color:#ff9d94}}'

const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/** What was typed, given back where it could not be taken. */
export type Typed = { name: string; phone: string; email: string; words: string; offers: boolean } & ClickIds

export type FormPage = {
  tenantId: string
  language: Language
  businessName: string
  consent: { request: string; offers: string }
  token: string
  fault: LeadFault | null
  typed: Typed
}

const CLICK_IDS = ['gclid', 'gbraid', 'wbraid'] as const

/** What the page was opened with goes along with the form, for it has no script that could. */
function hidden(name: string, value: string): string {
  return value === '' ? '' : `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`
}

export function layOutForm(page: FormPage): string {
  const { tenantId, language, businessName, consent, token, fault, typed } = page
  const words = LEAD_FORM_WORDS[language]
  const alert = fault === null ? '' : `<p role="alert">${escapeHtml(words.faults[fault])}</p>`
  const field = (name: 'name' | 'phone' | 'email', type: string, autocomplete: string) =>
    `<label for="${name}">${words[name]}</label><input id="${name}" name="${name}" type="${type}" ` +
    `autocomplete="${autocomplete}" value="${escapeHtml(typed[name])}">`
  const ticked = typed.offers ? ' checked' : ''
  return layOutDocument(
    language,
    words.title(businessName),
    `<p>${words.ask}</p>${alert}<form method="post" action="/f/${tenantId}?lang=${language}">` +
      `<input type="hidden" name="token" value="${escapeHtml(token)}">` +
      CLICK_IDS.map((name) => hidden(name, typed[name])).join('') +
      field('name', 'text', 'name') +
      field('phone', 'tel', 'tel') +
      field('email', 'email', 'email') +
      `<label for="words">${words.words}</label><textarea id="words" name="words">${escapeHtml(typed.words)}</textarea>` +
      `<div class="trap" aria-hidden="true"><label for="website">${words.trap}</label>` +
      `<input id="website" name="website" type="text" tabindex="-1" autocomplete="off"></div>` +
      `<label class="box"><input type="checkbox" name="offers" value="yes"${ticked}>` +
      `<span>${escapeHtml(consent.offers)}</span></label>` +
      `<small>${escapeHtml(consent.request)} <a href="/t/${tenantId}?lang=${language}" target="_blank" ` +
      `rel="noopener">${words.terms}</a></small><button type="submit">${words.send}</button></form>`,
  )
}

export function layOutThanks(language: Language, businessName: string): string {
  const words = LEAD_FORM_WORDS[language]
  return layOutDocument(language, words.thanks, `<p role="status">${escapeHtml(words.received(businessName))}</p>`)
}

export function layOutGone(language: Language, isLater: boolean): string {
  const { goneTitle, gone, later } = LEAD_FORM_WORDS[language]
  return layOutDocument(language, goneTitle, `<p>${isLater ? later : gone}</p>`)
}

function layOutDocument(language: Language, title: string, body: string): string {
  const heading = escapeHtml(title)
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${heading}</title><style>${STYLE}</style></head>` +
    `<body><main><h1>${heading}</h1>${body}</main></body></html>`
  )
}

/** The sites that may frame it are origins alone, so nothing in them can end the directive. */
export function respondForm(html: string, status: number, form: Pick<LeadFormView, 'origins'> | null): Response {
  const framers = form && form.origins.length > 0 ? `'self' ${form.origins.join(' ')}` : "'none'"
  return respondHtml(html, status, {
    'content-security-policy':
      `default-src 'none'; style-src ${STYLE_SOURCE}; base-uri 'none'; form-action 'self'; ` +
      `frame-ancestors ${framers}`,
    vary: 'accept, origin',
  })
}
