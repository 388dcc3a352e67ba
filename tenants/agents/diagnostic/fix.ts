import { unreachable } from '../../base/result.ts'
import type { Fix } from '../decision.ts'
import type { FindingKind } from '../monitor/figures.ts'
import type { Cause } from './causes.ts'

/** What a person can do about a cause; null where it names nothing that anybody could mend. */
export function fixFor({ code, subject }: Cause, kind: FindingKind): Fix | null {
  switch (code) {
    case 'price':
      return { code: 'check_price', subject }
    case 'price_slip':
      return { code: 'correct_price', subject }
    case 'script':
      return { code: 'look_at_script', subject }
    case 'delivery':
      return { code: 'look_at_delivery', subject: null }
    case 'late_answers':
      return { code: 'answer_sooner', subject: null }
    case 'late_texts':
      return { code: 'check_number', subject: null }
    case 'no_calls':
      return { code: 'check_forwarding', subject: null }
    case 'campaign':
      return { code: 'look_at_ads', subject }
    case 'ads_lost':
      return { code: 'connect_ads', subject: null }
    case 'setting':
      return fixForSetting(subject)
    case 'segment':
      return fixForPart(subject, kind)
    case 'everywhere':
      return null
    default:
      return unreachable(code)
  }
}

function fixForSetting(setting: string | null): Fix | null {
  if (setting === 'openingHours' || setting === 'schedule') return { code: 'look_at_hours', subject: null }
  if (setting === 'texting' || setting === 'smsNumber') return { code: 'check_number', subject: null }
  return setting === null ? null : { code: 'check_forwarding', subject: null }
}

function fixForPart(part: string | null, kind: FindingKind): Fix | null {
  const [dimension, value = null] = part?.split(':') ?? []
  if (dimension === 'service') return { code: 'check_price', subject: value }
  if (dimension === 'hour' || dimension === 'weekday') return { code: 'look_at_hours', subject: null }
  if (dimension === 'language' && kind === 'reply_low') {
    return { code: 'look_at_script', subject: `missed_call_text:${value ?? ''}` }
  }
  return null
}
