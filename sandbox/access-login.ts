import { randomInt, randomUUID } from 'node:crypto'
import { makeCookie } from './access-keys.ts'
import { answerStyles, showCodeForm, showEmailForm, showSignedOut, type Visitor } from './access-pages.ts'
import { businessesKnown } from './businesses.ts'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { emails, type Email } from './resend-email.ts'

/** Access's one-time PIN: an address, a code by mail, five tries within ten minutes, and five codes in that time. */

const CODE_LIFE_MS = 10 * 60_000
const ATTEMPTS_MAX = 5
/** More codes for one address would be more tries at one, and a mailbox full of mails nobody asked for. */
const CODES_MAX = 5
const EMAIL_CHARS_MAX = 254
const EMAIL = /^[^\s@<>,"]+@[^\s@<>,"]+\.[^\s@<>,"]+$/

/** One code that was mailed. `id` is the form's, so that two tabs do not spend each other's tries. */
type Login = { id: string; email: string; code: string; expiresAt: number; attemptsLeft: number }

/** Codes that were mailed of late, whether they are still good or not. */
type Mailed = { id: string; email: string; at: number }

function mailed(world: World) {
  return world.state.collection<Mailed>('access_codes_mailed')
}

/** Whether the address may be mailed one more code now. */
function mayMail(email: string, world: World): boolean {
  for (const { id, at } of mailed(world).list()) if (at <= world.now() - CODE_LIFE_MS) mailed(world).remove(id)
  return (
    mailed(world)
      .list()
      .filter((each) => each.email === email).length < CODES_MAX
  )
}

function logins(world: World) {
  return world.state.collection<Login>('access_logins')
}

/** The pages below /cdn-cgi/access/; undefined where it has no such page. */
export async function answerLogin(request: EmulatorRequest, world: World): Promise<EmulatorResponse | undefined> {
  switch (`${request.method} ${request.path}`) {
    case 'GET /cdn-cgi/access/sign-in.css':
      return answerStyles()
    case 'GET /cdn-cgi/access/login':
      return withVisitor(request.query.get('redirect_url'), world, (visitor) => showEmailForm(visitor))
    case 'POST /cdn-cgi/access/login':
      return withVisitor(request.form().get('redirect_url'), world, (visitor) => goOn(request.form(), visitor, world))
    case 'GET /cdn-cgi/access/logout':
      return showSignedOut(world.settings.APP_URL)
    default:
      return undefined
  }
}

/** Nobody is sent anywhere but to Shoulder. */
async function withVisitor(
  asked: string | null,
  world: World,
  answer: (visitor: Visitor) => EmulatorResponse | Promise<EmulatorResponse>,
): Promise<EmulatorResponse> {
  const { APP_URL, ADMIN_EMAILS } = world.settings
  const redirectUrl = asked || `${APP_URL}/app`
  const isOurs = URL.canParse(redirectUrl) && new URL(redirectUrl).origin === new URL(APP_URL).origin
  const admins = ADMIN_EMAILS.split(/[\s,]+/).filter(Boolean)
  const people = [
    ...businessesKnown(world).map(({ email, businessName }) => ({ email, role: `technician of ${businessName}` })),
    ...admins.map((email) => ({ email, role: 'admin' })),
  ]
  const visitor = { appUrl: APP_URL, redirectUrl: isOurs ? redirectUrl : `${APP_URL}/app`, people }
  if (isOurs) return answer(visitor)
  return showEmailForm(visitor, { status: 400, problem: `This page signs in to ${APP_URL} and nowhere else.` })
}

async function goOn(form: URLSearchParams, visitor: Visitor, world: World): Promise<EmulatorResponse> {
  const { people, redirectUrl } = visitor
  const chosen = people.find(({ email }) => email === form.get('as'))
  if (chosen) return letIn(chosen.email, redirectUrl, world)
  const id = form.get('login')
  if (id !== null) return checkCode(id, form.get('code') ?? '', visitor, world)
  const email = (form.get('email') ?? '').trim().toLowerCase()
  if (!EMAIL.test(email) || email.length > EMAIL_CHARS_MAX) {
    const problem = 'That is no e-mail address. One looks like you@example.com.'
    return showEmailForm(visitor, { status: 400, problem, email })
  }
  if (!mayMail(email, world)) {
    const problem = 'Five codes were mailed to this address. Use the last one, or try again in ten minutes.'
    return showEmailForm(visitor, { status: 429, problem, email })
  }
  mailed(world).insert({ id: randomUUID(), email, at: world.now() })
  const login = logins(world).insert(newLogin(email, world.now()))
  const mail = emails(world).insert(newMail(login, world.now()))
  return showCodeForm(visitor, { login: login.id, email, mail })
}

async function checkCode(id: string, code: string, visitor: Visitor, world: World): Promise<EmulatorResponse> {
  const login = logins(world).find(id)
  if (!login) {
    return showEmailForm(visitor, { status: 403, problem: 'That code is used up. Ask for a new one.' })
  }
  const { email } = login
  if (login.expiresAt <= world.now()) {
    logins(world).remove(id)
    const problem = 'That code is older than ten minutes. Ask for a new one.'
    return showEmailForm(visitor, { status: 403, problem, email })
  }
  if (code.replaceAll(/\s/g, '') === login.code) {
    logins(world).remove(id)
    return letIn(email, visitor.redirectUrl, world)
  }
  const attemptsLeft = login.attemptsLeft - 1
  if (attemptsLeft === 0) {
    logins(world).remove(id)
    const problem = 'That was not the code, five times. Ask for a new one.'
    return showEmailForm(visitor, { status: 403, problem, email })
  }
  logins(world).update(id, { attemptsLeft })
  const problem = `That is not the code. ${attemptsLeft === 1 ? 'One try is' : `${attemptsLeft} tries are`} left.`
  const mail = emails(world).find(`mail-${id}`)
  return showCodeForm(visitor, { login: id, email, mail, problem })
}

async function letIn(email: string, redirectUrl: string, world: World): Promise<EmulatorResponse> {
  const headers = { location: redirectUrl, 'set-cookie': await makeCookie(world, email), 'cache-control': 'no-store' }
  return { status: 303, headers }
}

function newLogin(email: string, now: number): Login {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  return { id: randomUUID(), email, code, expiresAt: now + CODE_LIFE_MS, attemptsLeft: ATTEMPTS_MAX }
}

/** Access mails by itself, not through Resend; the sandbox has one mailbox for both. */
function newMail({ id, email, code }: Login, now: number): Email {
  return {
    id: `mail-${id}`,
    messageId: `<${id}@access.example.com>`,
    from: 'Cloudflare Access <noreply@access.example.com>',
    to: [email],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: `Your sign-in code is ${code}`,
    html: null,
    text: `${code} is your code to sign in to Shoulder. It is good for ten minutes.\n\nYou did not ask for it? Ignore it.`,
    headers: {},
    tags: [],
    attachments: [],
    scheduledAt: null,
    lastEvent: 'delivered',
    idempotencyKey: null,
    bodyHash: id,
    createdAt: now,
  }
}
