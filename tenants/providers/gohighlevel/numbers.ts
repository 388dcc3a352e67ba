import * as v from 'valibot'
import type { CrmRecords } from '../crm-port.ts'
import { phoneOrNull } from '../parse.ts'
import { mapAnswer, query, Text } from './answers.ts'
import type { Ask } from './request.ts'

const NUMBERS_MAX = 100

const Numbers = v.object({
  numbers: v.array(
    v.object({
      phoneNumber: v.string(),
      friendlyName: Text,
      capabilities: v.nullish(v.object({ sms: v.nullish(v.boolean()), SMS: v.nullish(v.boolean()) })),
      isDefaultNumber: v.nullish(v.boolean()),
    }),
  ),
  accountStatus: Text,
})

type Calls = Pick<CrmRecords, 'fetchNumbers'>

/** The numbers of a location. Reading them is a permission of its own, which texting alone needs. */
export function numberCalls(ask: Ask, locationId: string): Calls {
  return {
    async fetchNumbers() {
      const path = `/phone-system/numbers/location/${locationId}?${query({ pageSize: String(NUMBERS_MAX) })}`
      const call = { product: 'phoneSystem', method: 'GET', path, isOptional: true } as const
      return mapAnswer(await ask(call, Numbers), ({ numbers, accountStatus }) => ({
        isActive: (accountStatus ?? 'active') === 'active',
        numbers: numbers.flatMap(({ phoneNumber, friendlyName, capabilities, isDefaultNumber }) => {
          const number = phoneOrNull(phoneNumber)
          const canText = capabilities?.sms ?? capabilities?.SMS ?? true
          if (number === null || !canText) return []
          return [{ number, name: friendlyName ?? null, isDefault: isDefaultNumber === true }]
        }),
      }))
    },
  }
}
