import { signal } from '@preact/signals'

/** Which view an address names. Our links are plain links; this file takes their clicks and the Back button. */

export type Place =
  | { view: 'choose' }
  | { view: 'join' }
  | { view: 'fleet' }
  | { view: 'board'; tenantId: string }
  | { view: 'conversation'; tenantId: string; customerId: string }
  | { view: 'visits'; tenantId: string }
  | { view: 'pipeline'; tenantId: string }
  | { view: 'quotes'; tenantId: string }
  | { view: 'plans'; tenantId: string }
  | { view: 'numbers'; tenantId: string }
  | { view: 'settings'; tenantId: string; section: string | null }
  | { view: 'invitation'; token: string }
  | { view: 'nowhere' }

export function parsePath(path: string): Place {
  const parts = path.split('/').filter((part) => part !== '')
  const [root, tenantId, view = 'board', rest, more] = parts
  if (root === 'join') return parts.length === 1 ? { view: 'join' } : { view: 'nowhere' }
  if (root !== 'app' || more !== undefined) return { view: 'nowhere' }
  if (tenantId === undefined) return { view: 'choose' }
  if (tenantId === 'fleet') return { view: parts.length === 2 ? 'fleet' : 'nowhere' }
  // Before anything of a business: no business has this id.
  if (tenantId === 'invitation')
    return parts.length === 3 && parts[2] !== undefined ? { view: 'invitation', token: parts[2] } : { view: 'nowhere' }
  if (view === 'c')
    return rest === undefined ? { view: 'board', tenantId } : { view: 'conversation', tenantId, customerId: rest }
  if (view === 'settings') return { view, tenantId, section: rest ?? null }
  if (rest !== undefined) return { view: 'nowhere' }
  if (isPlain(view)) return { view, tenantId }
  return { view: 'nowhere' }
}

type PlainView = 'board' | 'visits' | 'pipeline' | 'quotes' | 'plans' | 'numbers'
const PLAIN: readonly string[] = ['board', 'visits', 'pipeline', 'quotes', 'plans', 'numbers'] satisfies PlainView[]

function isPlain(view: string): view is PlainView {
  return PLAIN.includes(view)
}

export function pathOf(place: Place): string {
  switch (place.view) {
    case 'choose':
    case 'nowhere':
      return '/app'
    case 'join':
      return '/join'
    case 'invitation':
      return `/app/invitation/${place.token}`
    case 'fleet':
      return '/app/fleet'
    case 'conversation':
      return `/app/${place.tenantId}/c/${place.customerId}`
    case 'settings':
      return `/app/${place.tenantId}/settings${place.section === null ? '' : `/${place.section}`}`
    case 'board':
    case 'visits':
    case 'pipeline':
    case 'quotes':
    case 'plans':
    case 'numbers':
      return `/app/${place.tenantId}/${place.view}`
  }
}

export const place = signal<Place>({ view: 'nowhere' })

/** How far down the reader was at each address, so that Back finds the same row under the thumb. */
const depths = new Map<string, number>()
let wantedDepth = 0

export function go(to: Place, { replace = false }: { replace?: boolean } = {}): void {
  follow(pathOf(to), replace)
}

function follow(path: string, replace = false): void {
  if (path === location.pathname) return
  depths.set(location.pathname, scrollY)
  wantedDepth = 0
  history[replace ? 'replaceState' : 'pushState'](null, '', path)
  place.value = parsePath(path)
  scrollTo(0, 0)
}

/** Puts the reader where they were; called by a view once it has its height. */
export function restoreDepth(): void {
  scrollTo(0, wantedDepth)
  wantedDepth = 0
}

export function startRouter(): void {
  history.scrollRestoration = 'manual'
  place.value = parsePath(location.pathname)
  addEventListener('popstate', () => {
    wantedDepth = depths.get(location.pathname) ?? 0
    place.value = parsePath(location.pathname)
  })
  addEventListener('scroll', () => depths.set(location.pathname, scrollY), { passive: true })
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target !== '' || link.hash !== '')
      return
    if (link.origin !== location.origin || parsePath(link.pathname).view === 'nowhere') return
    event.preventDefault()
    follow(link.pathname)
  })
}
