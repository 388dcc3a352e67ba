import { signal } from '@preact/signals'
import { call, get, tenantPath } from './api.ts'
import { recall, remember } from './memory.ts'

/** Telling this phone what needs its owner. Asked for when there was something to tell, never when a page opens. */

/** `unsupported`: this browser or this server cannot · `denied`: the person said no to the browser itself. */
export type PushState = 'unknown' | 'unsupported' | 'off' | 'denied' | 'on'

export const pushState = signal<PushState>('unknown')
const ASKED_KEY = 'push.asked'
export const wasPushOffered = signal(recall(ASKED_KEY) !== null)

let publicKey: string | null = null

export function startServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return
  // After the first paint has what it needs.
  setTimeout(() => void navigator.serviceWorker.register('/sw.js').catch(() => undefined), 1_000)
}

/** Finds out how things stand, without asking anybody for anything. */
export async function readPushState(tenantId: string): Promise<void> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) {
    pushState.value = 'unsupported'
    return
  }
  const answer = await get<{ publicKey: string | null }>(tenantPath(tenantId, 'push'), {})
  publicKey = answer.ok ? answer.value.publicKey : null
  if (publicKey === null) {
    pushState.value = 'unsupported'
    return
  }
  if (Notification.permission === 'denied') {
    pushState.value = 'denied'
    return
  }
  pushState.value = (await readSubscription()) === null ? 'off' : 'on'
}

async function readSubscription(): Promise<PushSubscription | null> {
  const worker = await navigator.serviceWorker.getRegistration()
  return (await worker?.pushManager.getSubscription()) ?? null
}

/** Never again on its own accord: settings keep the switch. */
export function declinePush(): void {
  wasPushOffered.value = true
  remember(ASKED_KEY, 'declined')
}

/** Turns this phone's notifications on or off; answers how they stand afterwards. Call it from a tap. */
export async function togglePush(tenantId: string, isOn: boolean): Promise<PushState> {
  try {
    pushState.value = isOn ? await subscribe(tenantId) : await unsubscribe(tenantId)
  } catch {
    // The browser's push service cannot be reached, or the person has closed the question.
    pushState.value = Notification.permission === 'denied' ? 'denied' : 'off'
  }
  wasPushOffered.value = true
  remember(ASKED_KEY, pushState.value)
  return pushState.value
}

async function subscribe(tenantId: string): Promise<PushState> {
  if (publicKey === null) await readPushState(tenantId)
  if (publicKey === null) return 'unsupported'
  if ((await Notification.requestPermission()) !== 'granted')
    return Notification.permission === 'denied' ? 'denied' : 'off'
  const worker = await navigator.serviceWorker.ready
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  const told = await call('POST', tenantPath(tenantId, 'push'), { body: subscription.toJSON() })
  if (told.ok) return 'on'
  await subscription.unsubscribe()
  return 'off'
}

/** This browser's address for what concerns the fleet; null where it or the person will not. Call it from a tap. */
export async function askBrowser(key: string): Promise<PushSubscriptionJSON | null> {
  try {
    if (!('PushManager' in window) || (await Notification.requestPermission()) !== 'granted') return null
    const worker = await navigator.serviceWorker.ready
    return (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON()
  } catch {
    return null
  }
}

async function unsubscribe(tenantId: string): Promise<PushState> {
  const subscription = await readSubscription()
  if (subscription === null) return 'off'
  // The server forgets it first: a subscription that only the browser forgot would be written to in vain.
  const told = await call('DELETE', tenantPath(tenantId, 'push'), { body: { endpoint: subscription.endpoint } })
  if (!told.ok && told.problem.status !== 404) return 'on'
  await subscription.unsubscribe()
  return 'off'
}
