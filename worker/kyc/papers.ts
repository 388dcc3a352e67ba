import { readGstin, maskGstin, type Gstin, type GstinFault } from '../../tenants/base/gstin.ts'
import { maskPan, readPan, type Pan, type PanFault } from '../../tenants/base/pan.ts'
import { fail, succeed, unreachable, type Result } from '../../tenants/base/result.ts'
import {
  KYC_DOCUMENT_KINDS,
  type KycAddress,
  type KycDocumentKind,
  type KycDocumentStatus,
  type KycStanding,
  type KycView,
  type NewKyc,
} from '../../tenants/contract/kyc.ts'
import type { Issue } from '../respond.ts'

/** What is sealed: all that names, numbers or places a person. */
export type Papers = { legalName: string; pan: Pan; gstin: Gstin | null; address: KycAddress }

/** Numbers in the right form that agree with each other and with the address. No office is asked. */
export function readPapers({ legalName, pan: panText, gstin: gstinText, address }: NewKyc): Result<Papers, Issue[]> {
  const pan = readPan(panText)
  if (!pan.ok) return fail([{ path: 'pan', message: describePanFault(pan.error) }])
  if (gstinText === null) return succeed({ legalName, pan: pan.value, gstin: null, address })
  const gstin = readGstin(gstinText, { pan: pan.value, state: address.state })
  if (!gstin.ok) return fail([{ path: 'gstin', message: describeGstinFault(gstin.error) }])
  return succeed({ legalName, pan: pan.value, gstin: gstin.value, address })
}

export function isSamePapers(one: Papers, other: Papers): boolean {
  const listOf = ({ legalName, pan, gstin, address }: Papers) =>
    JSON.stringify([legalName, pan, gstin, address.street, address.city, address.state, address.postalCode])
  return listOf(one) === listOf(other)
}

/** A business that pays goods-and-services tax also shows its certificate. */
function neededDocuments(papers: Papers): KycDocumentKind[] {
  return KYC_DOCUMENT_KINDS.filter((kind) => kind !== 'gst_certificate' || papers.gstin !== null)
}

type DocumentStatus = { kind: KycDocumentKind; status: KycDocumentStatus }

export function missingDocuments(papers: Papers, documents: readonly DocumentStatus[]): KycDocumentKind[] {
  return neededDocuments(papers).filter((kind) => !documents.some((document) => document.kind === kind))
}

/** Only what is needed counts: a certificate that belongs to no number any more holds nobody up. */
export function standingOf(papers: Papers, documents: readonly DocumentStatus[]): KycStanding {
  const needed = documents.filter(({ kind }) => neededDocuments(papers).includes(kind))
  if (needed.some(({ status }) => status === 'rejected')) return 'rejected'
  if (missingDocuments(papers, documents).length > 0) return 'incomplete'
  return needed.every(({ status }) => status === 'accepted') ? 'accepted' : 'received'
}

type Shown = Pick<KycView, 'isMasked' | 'legalName' | 'pan' | 'gstin' | 'address'>

export function showPapers({ legalName, pan, gstin, address }: Papers, isMasked: boolean): Shown {
  if (!isMasked) return { isMasked, legalName, pan, gstin, address }
  const { city, state } = address
  return { isMasked, legalName, pan: maskPan(pan), gstin: gstin && maskGstin(gstin), address: { city, state } }
}

function describePanFault(fault: PanFault): string {
  switch (fault) {
    case 'pan_malformed':
      return 'five letters, four digits and a letter, as on the PAN card'
    case 'pan_holder_unknown':
      return 'a PAN whose fourth letter is one of A, B, C, F, G, H, J, L, P and T'
    default:
      return unreachable(fault)
  }
}

function describeGstinFault(fault: GstinFault): string {
  switch (fault) {
    case 'gstin_malformed':
      return 'two digits, the PAN, a digit or letter, Z, and a check character, as on the certificate'
    case 'gstin_checksum_wrong':
      return 'a GSTIN without a typing mistake: its last character does not fit the others'
    case 'gstin_state_unknown':
      return 'a GSTIN that begins with the number of a state'
    case 'gstin_pan_differs':
      return 'the GSTIN that holds the PAN you entered'
    case 'gstin_state_differs':
      return 'the GSTIN of the state in the address'
    default:
      return unreachable(fault)
  }
}
