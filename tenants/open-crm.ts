import type { Instant } from './base/clock.ts'
import { newToken } from './base/ids.ts'
import { openKeyring, seal, unseal, Unsealable } from './base/sealing.ts'
import { loseConnection } from './apply-connection.ts'
import { agencyToken, locationOfAgency, type AgencyStore } from './providers/gohighlevel/agency-tokens.ts'
import { gohighlevelCrm } from './providers/gohighlevel/api.ts'
import { openBudget } from './providers/gohighlevel/budget.ts'
import { installTokens, type KeptPair } from './providers/gohighlevel/install-tokens.ts'
import { gohighlevelAgency, type AgencyPort } from './providers/gohighlevel/locations.ts'
import type { OAuthApp, Pair } from './providers/gohighlevel/oauth.ts'
import type { CallBudget } from './providers/gohighlevel/request.ts'
import { locationTokens, type LocationTokens } from './providers/gohighlevel/tokens.ts'
import { reachOnly } from './providers/http.ts'
import type { CrmRecords } from './providers/crm-port.ts'
import type { Answer, CrmPort } from './providers/port.ts'
import { keepAgencyPair, leaseAgency, readAgency, releaseAgency, revokeAgency } from './storage/agency-rows.ts'
import { loadConnection, saveConnection, type CrmConnection } from './storage/crm-connection.ts'
import type { Context } from './storage/tenant-rows.ts'
import type { CrmLoss } from './timeline/work-event.ts'

type Env = Record<'GHL_API_URL' | 'GHL_CLIENT_ID' | 'GHL_CLIENT_SECRET' | 'SEALING_KEY', string> & {
  DIRECTORY: D1Database
}

type Ports = {
  env: Env
  transact<T>(work: (context: Context) => T): T | null
  now(): Instant
}

/** A business's way into GoHighLevel, whoever's tokens it goes by. They are sealed wherever they are kept. */
export class CrmAccess {
  readonly #ports: Ports
  #held: { key: string; tokens: LocationTokens; crm: CrmPort & CrmRecords } | null = null
  #budget: { locationId: string; budget: CallBudget } | null = null

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** Null where the business has no location. */
  open({ db, tenant }: Context): (CrmPort & CrmRecords) | null {
    const connection = loadConnection(db, tenant)
    if (!connection) return null
    return this.#crmOf(connection, tenant.tenantId)
  }

  /** Those of the location that was last called; null before the first call. */
  get heldTokens(): LocationTokens | null {
    return this.#held?.tokens ?? null
  }

  /** The app as GoHighLevel knows it. */
  get app(): OAuthApp {
    const { GHL_API_URL: apiUrl, GHL_CLIENT_ID: clientId, GHL_CLIENT_SECRET: clientSecret } = this.#ports.env
    return { apiUrl, clientId, clientSecret, http: reachOnly([apiUrl]), now: () => this.#ports.now() }
  }

  agencyToken(companyId: string): Promise<Answer<string>> {
    return agencyToken(this.#agencyOptions(companyId), null)
  }

  agency(companyId: string): AgencyPort {
    const token = (refused: string | null) => agencyToken(this.#agencyOptions(companyId), refused)
    const tokens = { current: () => token(null), renew: token }
    return gohighlevelAgency({ ...this.app, companyId, tokens })
  }

  sealPair(pair: KeptPair, tenantId: string): string {
    return seal(this.#keyring, ownerOf(tenantId), JSON.stringify(pair))
  }

  sealAgencyPair(pair: Pair, companyId: string): string {
    return seal(this.#keyring, ownerOfAgency(companyId), JSON.stringify(pair))
  }

  /** GoHighLevel counts calls by location, whichever tokens they come with. */
  #budgetOf(locationId: string): CallBudget {
    if (this.#budget?.locationId !== locationId) {
      this.#budget = { locationId, budget: openBudget(() => this.#ports.now()) }
    }
    return this.#budget.budget
  }

  /** One port and one set of tokens for one connection: a new one begins with nothing of the last. */
  #crmOf(connection: CrmConnection, tenantId: string): CrmPort & CrmRecords {
    const { kind, locationId, companyId, since } = connection
    const key = [kind, locationId, companyId, since].join('/')
    if (this.#held?.key === key) return this.#held.crm
    const { GHL_API_URL: apiUrl } = this.#ports.env
    const tokens = this.#newTokens(connection, tenantId)
    const crm = gohighlevelCrm({
      ...{ apiUrl, locationId, tokens, http: reachOnly([apiUrl]) },
      budget: this.#budgetOf(locationId),
      noteLoss: (loss, scope) => this.#lose(loss, scope),
    })
    this.#held = { key, tokens, crm }
    return crm
  }

  #newTokens(connection: CrmConnection, tenantId: string): LocationTokens {
    const { kind, companyId, locationId, since } = connection
    const told = { noteRevoked: () => this.#lose('token_revoked'), noteLoss: (loss: CrmLoss) => this.#lose(loss) }
    if (kind === 'own') {
      return installTokens({
        ...this.app,
        load: () => this.#change((context) => this.#openPair(context, since)),
        save: (pair) => void this.#change((context) => this.#keepPair(context, since, pair, tenantId)),
        ...told,
      })
    }
    if (kind === 'agency' && companyId !== null) {
      const noteScopes = (scopes: string[]) => this.#change((context) => noteGranted(context, since, scopes))
      return locationOfAgency({ ...this.#agencyOptions(companyId), locationId, noteScopes, ...told })
    }
    // A location's token of our own agency lives a day and is minted in two calls: nothing to keep, or to leak.
    const unkept = { load: async () => null, save: async () => undefined }
    return locationTokens({ ...this.app, locationId, ...unkept, noteLoss: told.noteLoss })
  }

  #lose(loss: CrmLoss, scope: string | null = null): void {
    this.#change((context) => loseConnection(context, loss, this.#ports.now(), scope))
  }

  #openPair(context: Context, since: Instant): KeptPair | null {
    const connection = loadConnection(context.db, context.tenant)
    if (!connection?.sealed || connection.since !== since) return null
    try {
      return JSON.parse(unseal(this.#keyring, ownerOf(context.tenant.tenantId), connection.sealed)) as KeptPair
    } catch (error) {
      if (!(error instanceof Unsealable)) throw error
      loseConnection(context, 'token_revoked', this.#ports.now())
      return null
    }
  }

  /** Never into another connection that was made while the answer was on its way. */
  #keepPair(context: Context, since: Instant, pair: KeptPair, tenantId: string): void {
    const connection = loadConnection(context.db, context.tenant)
    if (!connection || connection.since !== since) return
    saveConnection(context.db, { ...connection, scopes: pair.scopes, sealed: this.sealPair(pair, tenantId) })
  }

  #agencyOptions(companyId: string) {
    return { ...this.app, companyId, store: this.#agencyStore(companyId), newOwner: newToken }
  }

  #agencyStore(companyId: string): AgencyStore {
    const { DIRECTORY } = this.#ports.env
    const now = () => this.#ports.now()
    return {
      read: async () => {
        const row = await readAgency(DIRECTORY, companyId)
        if (!row) return null
        const pair = JSON.parse(unseal(this.#keyring, ownerOfAgency(companyId), row.sealed)) as Pair
        return { pair, generation: row.generation, isRevoked: row.isRevoked }
      },
      takeLease: (generation, owner, at, endsAt) =>
        leaseAgency(DIRECTORY, { companyId, generation, owner, now: at, endsAt }),
      keep: (pair, owner) =>
        keepAgencyPair(DIRECTORY, { companyId, owner, sealed: this.sealAgencyPair(pair, companyId) }, now()),
      noteRevoked: (owner) => revokeAgency(DIRECTORY, { companyId, owner }, now()),
      release: (owner) => releaseAgency(DIRECTORY, companyId, owner),
    }
  }

  get #keyring() {
    return openKeyring(this.#ports.env.SEALING_KEY)
  }

  #change<T>(work: (context: Context) => T): T | null {
    return this.#ports.transact(work)
  }
}

const ownerOf = (tenantId: string) => `${tenantId}/crm_tokens`
const ownerOfAgency = (companyId: string) => `agency/${companyId}/tokens`

function noteGranted({ db, tenant }: Context, since: Instant, scopes: string[]): void {
  const connection = loadConnection(db, tenant)
  if (!connection || connection.since !== since || connection.scopes.join() === scopes.join()) return
  saveConnection(db, { ...connection, scopes })
}
