import { batch, signal } from '@preact/signals'

/** Which view an address names. Our links are plain links; this file takes their clicks and the Back button. */

export type Place =
  | { view: 'choose' }
  | { view: 'join' }
  | { view: 'fleet' }
  /** Its business is looked at from outside, so it has no `tenantId` that would open it. */
  | { view: 'fleet_tenant'; businessId: string }
  | { view: 'fleet_switch' }
  | { view: 'board'; tenantId: string }
  | { view: 'conversation'; tenantId: string; customerId: string }
  | { view: 'visits'; tenantId: string }
  | { view: 'pipeline'; tenantId: string }
  | { view: 'quotes'; tenantId: string }
  | { view: 'plans'; tenantId: string }
  | { view: 'numbers'; tenantId: string }
  | { view: 'agents'; tenantId: string }
  | { view: 'ads'; tenantId: string }
  | { view: 'settings'; tenantId: string; section: string | null }
  | { view: 'invitation'; token: string }
  | { view: 'nowhere' }

export function parsePath(path: string): Place {
  const parts = path.split('/').filter((part) => part !== '')
  const [root, tenantId, view = 'board', rest, more] = parts
  if (root === 'join') return parts.length === 1 ? { view: 'join' } : { view: 'nowhere' }
  if (root === 'fleet') return parseFleet(parts)
  if (root !== 'app' || more !== undefined) return { view: 'nowhere' }
  if (tenantId === undefined) return { view: 'choose' }
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

function parseFleet([, rest, more]: string[]): Place {
  if (more !== undefined) return { view: 'nowhere' }
  if (rest === undefined) return { view: 'fleet' }
  if (rest === 'switch') return { view: 'fleet_switch' }
  return rest.startsWith('ten_') ? { view: 'fleet_tenant', businessId: rest } : { view: 'nowhere' }
}

type PlainView = 'board' | 'visits' | 'pipeline' | 'quotes' | 'plans' | 'numbers' | 'agents' | 'ads'
const PLAIN: readonly string[] = [
  'board',
  'visits',
  'pipeline',
  'quotes',
  'plans',
  'numbers',
  'agents',
  'ads',
] satisfies PlainView[]

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
      return '/fleet'
    case 'fleet_tenant':
      return `/fleet/${place.businessId}`
    case 'fleet_switch':
      return '/fleet/switch'
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
    case 'agents':
    case 'ads':
      return `/app/${place.tenantId}/${place.view}`
  }
}

export const place = signal<Place>({ view: 'nowhere' })
/** What stands behind the question mark, for views that keep their filters there. */
export const query = signal('')

/** How far down the reader was at each address, so that Back finds the same row under the thumb. */
const depths = new Map<string, number>()
let wantedDepth = 0

export function go(to: Place, { replace = false }: { replace?: boolean } = {}): void {
  follow(pathOf(to), replace)
}

function follow(path: string, replace = false): void {
  if (path === location.pathname + location.search) return
  depths.set(location.pathname, scrollY)
  wantedDepth = 0
  history[replace ? 'replaceState' : 'pushState'](null, '', path)
  readAddress()
  scrollTo(0, 0)
}

/** Another question to the same view: the reader stays where they are, and Back asks the one before. */
export function ask(search: string, { replace = false }: { replace?: boolean } = {}): void {
  if (search === location.search.slice(1)) return
  history[replace ? 'replaceState' : 'pushState'](null, '', search === '' ? location.pathname : `?${search}`)
  readAddress()
}

function readAddress(): void {
  batch(() => {
    place.value = parsePath(location.pathname)
    query.value = location.search.slice(1)
  })
}

/** Puts the reader where they were; called by a view once it has its height. */
export function restoreDepth(): void {
  scrollTo(0, wantedDepth)
  wantedDepth = 0
}

export function startRouter(): void {
  history.scrollRestoration = 'manual'
  readAddress()
  addEventListener('popstate', () => {
    wantedDepth = depths.get(location.pathname) ?? 0
    readAddress()
  })
  addEventListener('scroll', () => depths.set(location.pathname, scrollY), { passive: true })
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target !== '' || link.hash !== '')
      return
    if (link.origin !== location.origin || parsePath(link.pathname).view === 'nowhere') return
    event.preventDefault()
    follow(link.pathname + link.search)
  })
}
