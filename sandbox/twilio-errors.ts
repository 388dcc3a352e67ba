import type { EmulatorResponse } from './emulator.ts'

/** Twilio's refusals by code: HTTP status and what it says. */
const REFUSALS = {
  20001: [400, 'Invalid parameter'],
  20003: [401, 'Authenticate'],
  20004: [405, 'Method not allowed'],
  20009: [409, 'It cannot be deleted before it is complete'],
  20404: [404, 'The requested resource was not found'],
  20429: [429, 'Too many requests'],
  20500: [500, 'An internal server error has occurred'],
  20503: [503, 'Service is unavailable, try again'],
  21201: [400, "No 'To' number is specified"],
  21205: [400, 'The URL for the call is not valid'],
  21210: [400, "The 'From' number is not verified or not one of this account"],
  21213: [400, "A 'From' number is required"],
  21211: [400, "Invalid 'To' phone number"],
  21212: [400, "Invalid 'From' number"],
  21266: [400, "'To' and 'From' cannot be the same number"],
  21401: [400, 'The phone number is not valid'],
  21402: [400, 'The URL is not valid'],
  21403: [400, 'The method is neither GET nor POST'],
  21408: [400, "Permission to send has not been enabled for the region of the 'To' number"],
  21421: [400, "'PhoneNumber' is not a valid number"],
  21422: [400, "'PhoneNumber' is not available"],
  21451: [400, "'AreaCode' is not valid"],
  21452: [400, "No numbers are left in this 'AreaCode'"],
  21603: [400, "A 'From' number or a Messaging Service is required"],
  21604: [400, "A 'To' phone number is required"],
  21606: [400, "The 'From' number cannot send messages for this account"],
  21609: [400, "The 'StatusCallback' is not a valid URL"],
  21610: [400, 'The recipient has unsubscribed from this sender'],
  21611: [429, "The 'From' number has used up its queue of messages"],
  21612: [400, "There is no route from 'From' to 'To'"],
  21614: [400, "The 'To' number is not a mobile number"],
  21617: [400, 'The message body is longer than 1600 characters'],
  21619: [400, 'A message needs a body, media or content'],
  21620: [400, 'A media URL is not valid'],
  21701: [400, 'The Messaging Service is not valid'],
  30409: [400, 'Only a scheduled message can be canceled'],
  35111: [400, "The 'SendAt' time is missing or not valid"],
  35117: [400, "The 'SendAt' time must lie between 15 minutes and 35 days ahead"],
  35118: [400, 'Scheduling needs a Messaging Service'],
  90007: [400, "The 'ValidityPeriod' must be a whole number of seconds from 1 to 36000"],
} as const satisfies Record<number, readonly [number, string]>

export type TwilioErrorCode = keyof typeof REFUSALS

/** Twilio's answer for one of its codes. `about` is what the message is about, such as the number given. */
export function refuseWith(code: TwilioErrorCode, about?: string): EmulatorResponse {
  const [status, message] = REFUSALS[code]
  return {
    status,
    json: {
      code,
      message: about === undefined ? message : `${message}: ${about}`,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status,
    },
    ...(status === 429 ? { headers: { 'retry-after': '1' } } : {}),
  }
}

/** The shape of an answer with any status, for faults on order. */
export function refuseWithStatus(status: number): EmulatorResponse {
  switch (status) {
    case 400:
      return refuseWith(20001)
    case 401:
      return refuseWith(20003)
    case 404:
      return refuseWith(20404)
    case 429:
      return refuseWith(20429)
    case 500:
      return refuseWith(20500)
    case 503:
      return refuseWith(20503)
    default: {
      const code = 20000 + status
      const more_info = `https://www.twilio.com/docs/errors/${code}`
      return { status, json: { code, message: 'The request was not carried out', more_info, status } }
    }
  }
}
