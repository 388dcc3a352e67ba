import * as v from 'valibot'
import { isPhone, type Phone } from '../../base/e164.ts'
import { NUMBER_TIMEOUT_MS } from '../../base/limits.ts'
import type { Answer } from '../port.ts'
import { twilioRest, type TwilioAccount } from './rest.ts'

const PhoneSchema = v.custom<Phone>((input) => typeof input === 'string' && isPhone(input))
// `object`, not `strictObject`: Twilio adds fields unannounced.
const Bought = v.object({ phone_number: PhoneSchema })
const Owned = v.object({ incoming_phone_numbers: v.array(v.object({ phone_number: PhoneSchema })) })
const Offered = v.object({ available_phone_numbers: v.array(v.object({ phone_number: PhoneSchema })) })

/** Somebody else was faster, or Twilio's list was old. */
export const CODE_NUMBER_GONE = '21422'
const OFFERS_MAX = 20

export type NumberPort = ReturnType<typeof twilioNumbers>

/**
 * Numbers of ours at Twilio (AvailablePhoneNumbers and IncomingPhoneNumbers, 2010-04-01). A number is bought under a
 * name of ours, by which a purchase whose answer was lost is found again.
 */
export function twilioNumbers(account: TwilioAccount) {
  const rest = twilioRest(account, NUMBER_TIMEOUT_MS)
  return {
    /** The number that was bought under this name, the first where there are several; null where there is none. */
    async findByName(name: string): Promise<Answer<Phone | null>> {
      const listed = await rest.get('/IncomingPhoneNumbers.json', { FriendlyName: name, PageSize: '50' }, Owned)
      if (listed.kind !== 'answered') return listed
      return { kind: 'answered', value: listed.value.incoming_phone_numbers.at(-1)?.phone_number ?? null }
    },

    /** US numbers for sale that take calls and texts: of one area code, near a number, or anywhere. */
    async search(where: { areaCode: string } | { near: Phone } | 'anywhere'): Promise<Answer<Phone[]>> {
      const place: Record<string, string> =
        where === 'anywhere' ? {} : 'areaCode' in where ? { AreaCode: where.areaCode } : { NearNumber: where.near }
      const query = { ...place, SmsEnabled: 'true', VoiceEnabled: 'true', PageSize: String(OFFERS_MAX) }
      const offered = await rest.get('/AvailablePhoneNumbers/US/Local.json', query, Offered)
      if (offered.kind !== 'answered') return offered
      return { kind: 'answered', value: offered.value.available_phone_numbers.map((offer) => offer.phone_number) }
    },

    /** Refused with `CODE_NUMBER_GONE` where the number is not for sale any more. */
    async buy(phone: Phone, name: string, appUrl: string): Promise<Answer<Phone>> {
      const hooks = `${appUrl}/hooks/twilio`
      const form = {
        PhoneNumber: phone,
        FriendlyName: name,
        VoiceUrl: `${hooks}/voice`,
        VoiceMethod: 'POST',
        StatusCallback: `${hooks}/voice/status`,
        StatusCallbackMethod: 'POST',
        SmsUrl: `${hooks}/sms`,
        SmsMethod: 'POST',
      }
      const bought = await rest.post('/IncomingPhoneNumbers.json', form, Bought)
      return bought.kind === 'answered' ? { kind: 'answered', value: bought.value.phone_number } : bought
    },
  }
}
