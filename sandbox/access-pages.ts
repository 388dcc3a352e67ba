import { readFileSync } from 'node:fs'
import type { EmulatorResponse } from './emulator.ts'
import type { Email } from './resend-email.ts'

/** The pages on which people sign in and out: plain forms, usable without a script. */

export type Visitor = { appUrl: string; redirectUrl: string; people: { email: string; role: string }[] }

const LOGIN_PATH = '/access/cdn-cgi/access/login'
const STYLES_PATH = '/access/cdn-cgi/access/sign-in.css'
const STYLES = readFileSync(new URL('./access-login.css', import.meta.url), 'utf8')

export function answerStyles(): EmulatorResponse {
  return { status: 200, text: STYLES, headers: { 'content-type': 'text/css; charset=utf-8' } }
}

export function showEmailForm(
  visitor: Visitor,
  { status = 200, problem, email = '' }: { status?: number; problem?: string; email?: string } = {},
): EmulatorResponse {
  const form = `<form method="post" action="${LOGIN_PATH}">
${hidden('redirect_url', visitor.redirectUrl)}
<label for="email">E-mail</label>
<input id="email" name="email" type="email" autocomplete="email" required autofocus maxlength="254"
  placeholder="you@example.com" value="${escapeHtml(email)}"${problem ? ' aria-describedby="problem"' : ''}>
<button>Send me a code</button>
</form>`
  return showPage(visitor.appUrl, {
    status,
    title: 'Sign in to Shoulder',
    body: `<p>We mail you a code of six digits. There is no password.</p>${tell(problem)}${form}${quickWays(visitor)}`,
  })
}

type CodeForm = { login: string; email: string; mail: Email | undefined; problem?: string }

export function showCodeForm(visitor: Visitor, { login, email, mail, problem }: CodeForm): EmulatorResponse {
  const back = `${LOGIN_PATH}?redirect_url=${encodeURIComponent(visitor.redirectUrl)}`
  const form = `<form method="post" action="${LOGIN_PATH}">
${hidden('redirect_url', visitor.redirectUrl)}${hidden('login', login)}
<label for="code">Code</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="\\s*([0-9]\\s*){6}" required
  autofocus maxlength="12" title="Six digits"${problem ? ' aria-invalid="true" aria-describedby="problem"' : ''}>
<button>Sign in</button>
</form>
<p><a href="${escapeHtml(back)}">Use another address, or get a new code</a></p>`
  const letter = mail
    ? `<details><summary>Show that mail here</summary><h2>${escapeHtml(mail.subject)}</h2>
<p>from ${escapeHtml(mail.from)}<br>to ${escapeHtml(mail.to.join(', '))}</p>
<p class="words">${escapeHtml(mail.text ?? '')}</p></details>`
    : ''
  return showPage(visitor.appUrl, {
    status: problem ? 403 : 200,
    title: 'Enter your code',
    body: `<p>A code is on its way to <strong>${escapeHtml(email)}</strong>. It is good for ten minutes.</p>
${tell(problem)}${form}
<aside><h2>Where is the mail?</h2>
<p>No mail leaves the sandbox. It lies in <a href="/" target="_blank" rel="noopener">the sandbox’s mailbox</a>.</p>
${letter}</aside>`,
  })
}

/** Says goodbye and takes the cookie away. */
export function showSignedOut(appUrl: string): EmulatorResponse {
  const page = showPage(appUrl, {
    status: 200,
    title: 'You are signed out',
    body: `<p>Nothing you have set up stops while you are away.</p>
<p><a class="button" href="${escapeHtml(`${appUrl}/app`)}">Sign in again</a></p>`,
  })
  const cookie = 'CF_Authorization=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'
  return { ...page, headers: { ...page.headers, 'set-cookie': cookie } }
}

/** The sandbox knows who is who, so that nobody has to fetch a code ten times a day. */
function quickWays({ people, redirectUrl }: Visitor): string {
  if (people.length === 0) return ''
  const buttons = people.map(
    ({ email, role }) =>
      `<button class="person" name="as" value="${escapeHtml(email)}"><strong>${escapeHtml(email)}</strong> ` +
      `<span>${escapeHtml(role)}</span></button>`,
  )
  return `<aside><h2>Without a code</h2><p>Only the sandbox offers this.</p>
<form method="post" action="${LOGIN_PATH}">${hidden('redirect_url', redirectUrl)}${buttons.join('')}</form></aside>`
}

function showPage(appUrl: string, page: { status: number; title: string; body: string }): EmulatorResponse {
  // Browsers hold the redirect after a form to `form-action` as well.
  const policy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; " +
    `form-action 'self' ${new URL(appUrl).origin}`
  const text = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${page.title}</title>
<link rel="stylesheet" href="${STYLES_PATH}"></head>
<body><main><h1>${page.title}</h1>
${page.body}
</main></body></html>`
  return {
    status: page.status,
    text,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  }
}

function tell(problem: string | undefined): string {
  return problem === undefined ? '' : `<p id="problem" role="alert">${escapeHtml(problem)}</p>`
}

function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '')
}
