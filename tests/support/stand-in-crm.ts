import type { CrmInstall, CrmTarget, CrmView } from '../../tenants/contract/gohighlevel.ts'
import type { Outcome, TenantView } from '../../tenants/contract.ts'
import type { TextingChoice, TextingView } from '../../tenants/contract/texting.ts'
import { missing, StandInTrust } from './stand-in-trust.ts'

const NOT_CONNECTED: CrmView = {
  ...{ status: 'none', kind: null, loss: null, locationId: null, locationName: null, since: null, companyId: null },
  ...{ missingScopes: [], waiting: 0, pipeline: null, calendar: null, moments: [], setUp: null },
}

const BY_TWILIO: TextingView = {
  ...{ smsVia: 'twilio', number: '+15125550199', coversOffers: null, since: null, waiting: 0 },
  ...{ obstacle: 'not_connected', missingScopes: [], numbers: [] },
}

/** The part of the stand-in tenant that concerns GoHighLevel. */
export abstract class StandInCrm extends StandInTrust {
  crm: CrmView = NOT_CONNECTED
  texting: TextingView = BY_TWILIO
  /** What the next code turns out to be good for; refused where there is none. */
  install: CrmInstall | null = null
  codes: { code: string; redirectUri: string; email: string }[] = []
  targets: CrmTarget[] = []

  async readCrm(): Promise<Outcome<CrmView>> {
    await this.behave()
    return { ok: true, value: this.crm }
  }

  async takeCrmCode(code: string, redirectUri: string, email: string): Promise<Outcome<CrmInstall>> {
    await this.behave()
    this.codes.push({ code, redirectUri, email })
    return this.install ? { ok: true, value: this.install } : refusedCrm()
  }

  async listCrmLocations(): Promise<Outcome<never>> {
    await this.behave()
    return refusedCrm()
  }

  async createCrmLocation(): Promise<Outcome<never>> {
    await this.behave()
    return refusedCrm()
  }

  async connectCrm(target: CrmTarget): Promise<Outcome<TenantView>> {
    await this.behave()
    if (!this.profile) return missing()
    this.targets.push(target)
    this.profile = { ...this.profile, ghlLocationId: target.locationId }
    return { ok: true, value: this.profile }
  }

  async setUpCrm(): Promise<Outcome<CrmView>> {
    return this.crm.locationId === null ? refusedCrm() : this.readCrm()
  }

  async readTexting(): Promise<Outcome<TextingView>> {
    await this.behave()
    return { ok: true, value: this.texting }
  }

  async chooseTexting(choice: TextingChoice): Promise<Outcome<TextingView>> {
    return choice.smsVia === 'gohighlevel' ? refusedCrm() : this.readTexting()
  }

  async arrangeCrm(): Promise<Outcome<CrmView>> {
    return this.setUpCrm()
  }

  async settleConflict(): Promise<Outcome<null>> {
    await this.behave()
    return { ok: false, error: { code: 'conflict_missing', detail: 'Somebody has settled this already.' } }
  }

  async dropCrm(): Promise<Outcome<TenantView>> {
    await this.behave()
    if (!this.profile) return missing()
    this.profile = { ...this.profile, ghlLocationId: null }
    return { ok: true, value: this.profile }
  }
}

function refusedCrm(): Outcome<never> {
  return { ok: false, error: { code: 'crm_refused', detail: 'No GoHighLevel account is connected.' } }
}
