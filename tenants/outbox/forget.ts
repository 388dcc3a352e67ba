import { unreachable } from '../base/result.ts'
import type { ForgetOrder } from '../journey/effect.ts'
import type { CrmPort, FilesPort, Forgotten, RecordsPort, SendOutcome } from '../providers/port.ts'

type Ports = { records: RecordsPort; files: FilesPort; crm: CrmPort | null }

export const NOT_CONNECTED = { code: 'crm_not_connected', detail: 'No GoHighLevel location is connected.' }

/** Has a provider, or our own store of files, forget one thing. */
export function forget(ports: Ports, { what, ref }: ForgetOrder): Promise<Forgotten> {
  // Without a location there is nobody to ask, and what it keeps is for a person to delete.
  const refused = () => Promise.resolve<Forgotten>({ ...NOT_CONNECTED, kind: 'refused' })
  switch (what) {
    case 'message':
      return ports.records.forgetMessage(ref)
    case 'media':
      return ports.records.forgetMedia(ref)
    case 'call':
      return ports.records.forgetCall(ref)
    case 'recording':
      return ports.records.forgetRecording(ref)
    case 'contact':
      return ports.crm?.forgetContact(ref) ?? refused()
    case 'opportunity':
      return ports.crm?.forgetOpportunity(ref) ?? refused()
    case 'files':
      return ports.files.forgetAll(ref)
    default:
      return unreachable(what)
  }
}

/** What is not there any more is as good as deleted. */
export function forgotten(answer: Forgotten, ref: string): SendOutcome {
  return answer.kind === 'answered' ? { kind: 'sent', providerRef: ref } : answer
}
