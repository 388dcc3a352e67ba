import type { EmulatorResponse } from './emulator.ts'
import { NEWCOMER_LOGIN } from './google-ads-accounts.ts'
import type { AdsAccount } from './google-ads-records.ts'

const WORDS: Record<string, string> = {
  'https://www.googleapis.com/auth/adwords': 'See, edit, create and delete your Google Ads accounts and data',
  'https://www.googleapis.com/auth/datamanager': 'Tell Google what became of the clicks on your advertisements',
}

/** The page where a person chooses a login and gives leave, or does not. */
export function showConsent(query: URLSearchParams, scopes: string[], accounts: AdsAccount[]): EmulatorResponse {
  const link = (extra: Record<string, string>, words: string) => {
    const address = new URLSearchParams([...query, ...Object.entries(extra)])
    return `<a href="?${escapeHtml(address.toString())}">${escapeHtml(words)}</a>`
  }
  const logins = [...new Set([...accounts.flatMap(({ logins: own }) => own), NEWCOMER_LOGIN])]
  const rows = logins.map((login) => {
    const names = accounts.filter(({ logins: own }) => own.includes(login)).map(({ name }) => name)
    const less = scopes.slice(1).map((scope) => link({ login, without: scope }, `without “${WORDS[scope] ?? scope}”`))
    const small = less.length === 0 ? '' : ` <small>${less.join(' · ')}</small>`
    return `<li>${link({ login }, login)} (${escapeHtml(names.join(', ') || 'no account')})${small}</li>`
  })
  const asked = scopes.map((scope) => `<li>${escapeHtml(WORDS[scope] ?? scope)}</li>`)
  return page(
    'Choose a Google login',
    `<p>Shoulder wants to</p><ul>${asked.join('')}</ul><p>Allow as</p><ul>${rows.join('')}</ul>
<p>${link({ deny: '1' }, 'Do not allow')}</p>`,
    200,
  )
}

export function showProblem(words: string): EmulatorResponse {
  return page('Access blocked', `<p>${escapeHtml(words)}</p>`, 400)
}

function page(title: string, body: string, status: number): EmulatorResponse {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><h1>${title}</h1>${body}</html>`
  return { status, text: html, headers: { 'content-type': 'text/html; charset=utf-8' } }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '')
}
