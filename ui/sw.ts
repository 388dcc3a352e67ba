/** The service worker: shows what is pushed, and opens the app where there is no network. It imports nothing. */

type Waiting = Event & { waitUntil: (work: Promise<unknown>) => void }
type Fetching = Waiting & { request: Request; respondWith: (answer: Promise<Response>) => void }
type Pushed = Waiting & { data: { json: () => unknown } | null }
type Tapped = Waiting & { notification: Notification }
type OpenPage = { url: string; focus: () => Promise<OpenPage>; navigate: (url: string) => Promise<OpenPage | null> }
type Scope = {
  addEventListener: {
    (type: 'install' | 'activate', act: (event: Waiting) => void): void
    (type: 'fetch', act: (event: Fetching) => void): void
    (type: 'push', act: (event: Pushed) => void): void
    (type: 'notificationclick', act: (event: Tapped) => void): void
  }
  skipWaiting: () => Promise<void>
  clients: {
    claim: () => Promise<void>
    matchAll: (options: { type: 'window'; includeUncontrolled: boolean }) => Promise<OpenPage[]>
    openWindow: (url: string) => Promise<OpenPage | null>
  }
  registration: { showNotification: (title: string, options: NotificationOptions) => Promise<void> }
}

const worker = globalThis as unknown as Scope
/** The build writes the list in front of this file. */
declare const SHELL_FILES: string[]
const files = typeof SHELL_FILES === 'undefined' ? [] : SHELL_FILES
/** One page serves all addresses of the app. */
const PAGE = '/app'
const CACHE = 'shoulder-shell'

worker.addEventListener('install', (event) => {
  event.waitUntil(fillShell().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldFiles().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate' && /^\/(app|join|fleet)(\/|$)/.test(pathname)) event.respondWith(openPage(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(openFile(request))
})

/** Whatever cannot be had now is had when it is asked for; a shell in part is better than no service worker. */
async function fillShell(): Promise<void> {
  const cache = await caches.open(CACHE)
  await Promise.allSettled([keepPage(), ...files.map(async (file) => (await cache.match(file)) ?? cache.add(file))])
}

async function keepPage(): Promise<void> {
  const page = await fetch(PAGE, { redirect: 'manual' })
  if (page.ok) await (await caches.open(CACHE)).put(PAGE, page)
}

async function dropOldFiles(): Promise<void> {
  const cache = await caches.open(CACHE)
  const kept = new Set([PAGE, ...files])
  const known = await cache.keys()
  await Promise.all(known.map(async (each) => kept.has(new URL(each.url).pathname) || cache.delete(each)))
}

/** The network first, because it knows who is signed in and which release this is. */
async function openPage(request: Request): Promise<Response> {
  try {
    const page = await fetch(request)
    if (page.ok && page.type === 'basic') await (await caches.open(CACHE)).put(PAGE, page.clone())
    return page
  } catch (error) {
    const kept = await caches.match(PAGE)
    if (kept !== undefined) return kept
    throw error
  }
}

/** Names carry a hash of the content, so what is kept is never stale. */
async function openFile(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept !== undefined) return kept
  const file = await fetch(request)
  if (file.ok) await (await caches.open(CACHE)).put(request, file.clone())
  return file
}

worker.addEventListener('push', (event) => {
  const note = readNote(event.data)
  event.waitUntil(
    worker.registration.showNotification(note.title, {
      body: note.body,
      tag: note.tag,
      icon: '/icons/icon-192.png',
      badge: '/icons/badge-96.png',
      data: { url: note.url },
    }),
  )
})

/** Every push must show something, or the browser shows a sentence of its own. */
function readNote(data: Pushed['data']): { title: string; body: string; tag: string; url: string } {
  let said: Record<string, unknown> = {}
  try {
    const parsed = data?.json()
    if (typeof parsed === 'object' && parsed !== null) said = parsed as Record<string, unknown>
  } catch {
    // Not ours, or cut short: the plain sentence below is shown.
  }
  const text = (key: string, fallback: string) => (typeof said[key] === 'string' ? said[key] : fallback)
  return {
    title: text('title', 'Shoulder'),
    body: text('body', ''),
    tag: text('tag', 'shoulder'),
    url: text('url', PAGE),
  }
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url } = (event.notification.data ?? {}) as { url?: string }
  event.waitUntil(showPage(new URL(url ?? PAGE, location.origin)))
})

/** A page that is open already is taken there; only then is a new one opened. */
async function showPage(url: URL): Promise<void> {
  const target = url.origin === location.origin ? url.href : `${location.origin}${PAGE}`
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = pages.find((page) => page.url === target) ?? pages.find((page) => page.url.includes('/app'))
  if (open === undefined) {
    await worker.clients.openWindow(target)
    return
  }
  const page = await open.focus()
  if (page.url !== target) await page.navigate(target).catch(() => worker.clients.openWindow(target))
}
