import { clock } from './base/clock.ts'
import type { Outcome, TenantView } from './contract.ts'
import type { TenantCrmRpc } from './contract/crm-rpc.ts'
import type {
  ConflictSettlement,
  CrmArrangement,
  CrmInstall,
  CrmLocations,
  CrmTarget,
  CrmView,
} from './contract/gohighlevel.ts'
import { settleConflict } from './conflict-commands.ts'
import { arrangeCrm } from './crm-choice-commands.ts'
import {
  connectCrm,
  createCrmLocation,
  dropCrm,
  listCrmLocations,
  setUpCrm,
  takeCrmCode,
  viewCrm,
} from './gohighlevel-commands.ts'
import type { TextingChoice, TextingView } from './contract/texting.ts'
import { chooseTexting, viewTexting } from './texting-commands.ts'
import { TenantTrust } from './tenant-trust.ts'

/** The connection to GoHighLevel. Each method wires; none decides. */
export abstract class TenantCrm extends TenantTrust implements TenantCrmRpc {
  async readCrm(): Promise<Outcome<CrmView>> {
    return this.read(viewCrm)
  }

  async takeCrmCode(code: string, redirectUri: string, email: string): Promise<Outcome<CrmInstall>> {
    return takeCrmCode(this.wiring, this.env, { code, redirectUri, email })
  }

  async listCrmLocations(companyId: string, search: string): Promise<Outcome<CrmLocations>> {
    return listCrmLocations(this.wiring, companyId, search)
  }

  async createCrmLocation(companyId: string): Promise<Outcome<{ locationId: string }>> {
    return createCrmLocation(this.wiring, companyId)
  }

  async connectCrm(target: CrmTarget): Promise<Outcome<TenantView>> {
    return connectCrm(this.wiring, this.env, target)
  }

  async setUpCrm(): Promise<Outcome<CrmView>> {
    return this.within((context) => setUpCrm(context, clock.now()))
  }

  async arrangeCrm(asked: CrmArrangement): Promise<Outcome<CrmView>> {
    return this.within((context) => arrangeCrm(context, asked, clock.now()))
  }

  async settleConflict(conflictId: string, settlement: ConflictSettlement): Promise<Outcome<null>> {
    return this.within((context) => settleConflict(context, conflictId, settlement, clock.now()))
  }

  async dropCrm(): Promise<Outcome<TenantView>> {
    return dropCrm(this.wiring, this.env)
  }

  async readTexting(): Promise<Outcome<TextingView>> {
    return viewTexting(this.wiring)
  }

  async chooseTexting(choice: TextingChoice): Promise<Outcome<TextingView>> {
    return chooseTexting(this.wiring, choice)
  }
}
