import { useEffect } from 'preact/hooks'
import { lazy } from './lazy.tsx'
import { openTenant } from './models/tenant-model.ts'
import { Toasts } from './parts/toast.tsx'
import { place, type Place } from './router.ts'
import { toasts } from './toasts.ts'
import { ChooseView } from './views/choose-view.tsx'
import { FrameView } from './views/frame-view.tsx'
import { NowhereView } from './views/nowhere-view.tsx'

/** Which view an address shows. Each is a script of its own, so that the board comes first and light. */

const Board = lazy(async () => (await import('./views/board-view.tsx')).BoardView)
const Conversation = lazy(async () => (await import('./views/conversation-view.tsx')).ConversationView)
const Visits = lazy(async () => (await import('./views/visits-view.tsx')).VisitsView)
const Pipeline = lazy(async () => (await import('./views/pipeline-view.tsx')).PipelineView)
const Quotes = lazy(async () => (await import('./views/quotes-view.tsx')).QuotesView)
const Plans = lazy(async () => (await import('./views/plans-view.tsx')).PlansView)
const Numbers = lazy(async () => (await import('./views/numbers-view.tsx')).NumbersView)
const Agents = lazy(async () => (await import('./views/agents-view.tsx')).AgentsView)
const Ads = lazy(async () => (await import('./views/ads-view.tsx')).AdsView)
const Settings = lazy(async () => (await import('./views/settings-view.tsx')).SettingsView)
const Fleet = lazy(async () => (await import('./views/fleet-frame.tsx')).FleetFrame)
const Invitation = lazy(async () => (await import('./views/invitation-view.tsx')).InvitationView)
const Join = lazy(async () => (await import('./views/join-view.tsx')).JoinView)

// Begun with the first line of script, beside the session and the board's own data.
if (typeof location !== 'undefined' && /^\/app\/[^/]+(\/board)?\/?$/.test(location.pathname)) Board.preload()

export function App() {
  return (
    <>
      <CurrentView at={place.value} />
      <Toasts notes={toasts.value} />
    </>
  )
}

function CurrentView({ at }: { at: Place }) {
  switch (at.view) {
    case 'choose':
      return <ChooseView />
    case 'join':
      return <Join />
    case 'invitation':
      return <Invitation token={at.token} />
    case 'fleet':
    case 'fleet_tenant':
    case 'fleet_switch':
      return <Fleet at={at} />
    case 'nowhere':
      return <NowhereView />
    case 'board':
    case 'conversation':
    case 'visits':
    case 'pipeline':
    case 'quotes':
    case 'plans':
    case 'numbers':
    case 'agents':
    case 'ads':
    case 'settings':
      // The key opens another business from nothing.
      return <TenantView key={at.tenantId} at={at} />
  }
}

type InTenant = Extract<Place, { tenantId: string }>

function TenantView({ at }: { at: InTenant }) {
  useEffect(() => openTenant(at.tenantId), [at.tenantId])
  useEffect(() => {
    const timer = setTimeout(() => [Board, Conversation].forEach((view) => view.preload()), 2_000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <FrameView at={at}>
      <InnerView at={at} />
    </FrameView>
  )
}

function InnerView({ at }: { at: InTenant }) {
  switch (at.view) {
    case 'board':
      return <Board tenantId={at.tenantId} />
    case 'conversation':
      return <Conversation tenantId={at.tenantId} customerId={at.customerId} />
    case 'visits':
      return <Visits tenantId={at.tenantId} />
    case 'pipeline':
      return <Pipeline tenantId={at.tenantId} />
    case 'quotes':
      return <Quotes tenantId={at.tenantId} />
    case 'plans':
      return <Plans tenantId={at.tenantId} />
    case 'numbers':
      return <Numbers tenantId={at.tenantId} />
    case 'agents':
      return <Agents tenantId={at.tenantId} />
    case 'ads':
      return <Ads tenantId={at.tenantId} />
    case 'settings':
      return <Settings tenantId={at.tenantId} section={at.section} />
  }
}
