import type { Context, Route } from '../context.ts'
import { readIdentity } from '../access/jwt.ts'
import { refuse, type Refusal } from '../respond.ts'

/** What `npx vite build` leaves in ui/dist, read through the binding ASSETS. One page serves all screens. */

const APP_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self' ws: wss:; " +
  "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Vite puts a hash of the content into these names, so what stands under one never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const ASK_ALWAYS = 'no-cache'
/** The page is alike for all, but whoever is not signed in gets a redirect in its place. */
const ASK_FOR_YOU = 'private, no-cache'
const ONE_DAY = 'public, max-age=86400'

const UNBUILT: Refusal = {
  code: 'pages_missing',
  detail: 'The pages of Shoulder were not built into this Worker. Run `npm run build:ui` and deploy again.',
}

/** `GET /`: the board is what people come for. */
export const goToBoard: Route = async (_request, { env }) => redirect(`${env.settings.APP_URL}/app`)

/** `GET /app/…`, `GET /join/…` and `GET /fleet/…`: the page, or the way to sign in and come back. */
export const showApp: Route = async (request, context) => {
  const { pathname, search } = new URL(request.url)
  if (await isSignedOut(request, context)) return redirect(signInUrl(context, pathname + search))
  const page = await fetchAsset(request, context, '/index.html', ASK_FOR_YOU)
  return page ?? refuse(UNBUILT)
}

/** `GET /assets/…`, the icons, the manifest and the service worker: for anybody, since nothing in them is anybody's. */
export const showAsset: Route = async (request, context) => {
  const { pathname } = new URL(request.url)
  return (await fetchAsset(request, context, pathname, cachingOf(pathname))) ?? refuse(NOT_FOUND)
}

/** `GET /sign-in?to=/app/…`: for a page that has lost its session and came out of a cache. */
export const signIn: Route = async (request, context) => {
  const asked = new URL(request.url).searchParams.get('to') ?? '/app'
  const to = new URL(URL.canParse(asked, APP_ORIGIN) ? asked : '/app', APP_ORIGIN)
  const isOurs = to.origin === APP_ORIGIN && /^\/(app|join|fleet)(\/|$)/.test(to.pathname)
  const path = isOurs ? to.pathname + to.search : '/app'
  const isOut = await isSignedOut(request, context)
  return redirect(isOut ? signInUrl(context, path) : `${context.env.settings.APP_URL}${path}`)
}

/** `GET /sign-out`: forgets the cookie here, and lets Access forget the person. */
export const signOut: Route = async (_request, { env }) =>
  redirect(`${env.settings.ACCESS_TEAM_URL}/cdn-cgi/access/logout`, {
    // The one cookie we ever set, and only to end it. Without TLS, as on one machine, browsers would ignore `Secure`.
    'set-cookie': `CF_Authorization=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${securely(env.settings.APP_URL)}`,
  })

const securely = (appUrl: string): string => (appUrl.startsWith('https:') ? '; Secure' : '')

/** Stands for our own address while a path is read. */
const APP_ORIGIN = 'https://app.invalid'
const NOT_FOUND: Refusal = { code: 'not_found', detail: 'There is nothing here.' }

/** Where the keys that check sign-ins cannot be had the page is shown: its calls say what is wrong, and it can wait. */
export async function isSignedOut(request: Request, { env }: Context): Promise<boolean> {
  const identity = await readIdentity(request, env.settings)
  return !identity.ok && (identity.error.code === 'token_missing' || identity.error.code === 'token_invalid')
}

export function signInUrl({ env }: Context, path: string): string {
  const { ACCESS_TEAM_URL, APP_URL } = env.settings
  return `${ACCESS_TEAM_URL}/cdn-cgi/access/login?redirect_url=${encodeURIComponent(APP_URL + path)}`
}

export function redirect(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store', ...headers } })
}

function cachingOf(pathname: string): string {
  if (pathname.startsWith('/assets/')) return FOR_EVER
  return pathname.startsWith('/icons/') ? ONE_DAY : ASK_ALWAYS
}

/** The file with the headers it needs, 304 where the browser has it; null where there is no such file. */
async function fetchAsset(
  request: Request,
  { env }: Context,
  pathname: string,
  caching: string,
): Promise<Response | null> {
  if (!env.ASSETS) return null
  const known = request.headers.get('if-none-match')
  const headers = known === null ? {} : { 'if-none-match': known }
  const asset = await env.ASSETS.fetch(new Request(new URL(pathname, env.settings.APP_URL), { headers }))
  if (asset.status !== 200 && asset.status !== 304) {
    await asset.body?.cancel()
    return null
  }
  const shown = new Response(asset.status === 304 ? null : asset.body, asset)
  shown.headers.set('cache-control', caching)
  shown.headers.set('content-security-policy', APP_POLICY)
  return shown
}
