import type { FleetOrder } from '../../tenants/contract/fleet.ts'
import type { RegistrationPatch, TextingTerms } from '../../tenants/contract/registration.ts'
import type { Outcome, TenantView } from '../../tenants/contract.ts'

/** The part of the stand-in tenant that concerns its registration for texting and the switch of the fleet. */
export abstract class StandInTrust {
  mood: 'well' | 'throws' | 'hangs' = 'well'
  profile: TenantView | null = null
  fleetOrders: (FleetOrder & { isOpened: boolean })[] = []
  registrations: RegistrationPatch[] = []

  async switchFleet(order: FleetOrder): Promise<Outcome<null>> {
    await this.behave()
    this.fleetOrders.push({ ...order, isOpened: this.profile !== null })
    return { ok: true, value: null }
  }

  async readRegistration(): Promise<Outcome<never>> {
    await this.behave()
    return MISSING
  }

  async changeRegistration(patch: RegistrationPatch): Promise<Outcome<never>> {
    await this.behave()
    this.registrations.push(patch)
    return MISSING
  }

  async submitRegistration(): Promise<Outcome<never>> {
    await this.behave()
    const issues = [{ path: 'legalName', message: 'missing' }]
    return { ok: false, error: { code: 'registration_incomplete', detail: 'Not complete.', issues } }
  }

  async judgeRegistration(): Promise<Outcome<never>> {
    await this.behave()
    return { ok: false, error: { code: 'registration_not_open', detail: 'Not now.' } }
  }

  async readTerms(): Promise<Outcome<TextingTerms>> {
    await this.behave()
    if (!this.profile) return MISSING
    const { businessName, consentMode, smsNumber, email, postalAddress, language } = this.profile
    const help = { helpPhone: smsNumber, helpEmail: email }
    const value = { businessName, consentMode, smsNumber, ...help, postalAddress, website: null, language }
    return { ok: true, value }
  }

  /** Fails as the mood has it. */
  protected async behave(): Promise<void> {
    if (this.mood === 'throws') throw new Error('Internal error in Durable Object storage caused object to be reset.')
    if (this.mood === 'hangs') await new Promise(() => undefined)
  }
}

const MISSING = { ok: false as const, error: { code: 'tenant_missing' as const, detail: 'Not there.' } }
