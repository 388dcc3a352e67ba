/** Twilio's error codes for messages, in a technician's words. Source: Twilio, "Error and Warning Dictionary". */
const MEANINGS: ReadonlyMap<number, string> = new Map([
  [20003, 'Twilio does not accept our credentials'],
  [20404, 'Twilio does not know what was asked for'],
  [20429, 'Twilio is receiving too many requests from us'],
  [20500, 'Twilio has a fault'],
  [20503, 'Twilio is unavailable'],
  [21211, 'The number is not a valid phone number'],
  [21212, 'The sending number is not a valid phone number'],
  [21408, 'Texts to this country are not enabled'],
  [21602, 'The text is empty'],
  [21606, 'The sending number cannot send texts'],
  [21608, 'The Twilio account is on trial and may text verified numbers only'],
  [21610, 'The person has opted out of texts from this number'],
  [21611, 'The sending number has too many texts waiting'],
  [21612, 'There is no route from the sending number to this number'],
  [21614, 'The number cannot receive texts'],
  [21617, 'The text is too long'],
  [21619, 'The text is empty'],
  [21703, 'The messaging service has no sending number'],
  [21704, 'The messaging service has no usable sending number'],
  [30001, 'Too many texts were waiting'],
  [30002, 'The Twilio account is suspended'],
  [30003, 'The phone is off or out of coverage'],
  [30004, 'The person or the carrier has blocked the text'],
  [30005, 'The number is not in service'],
  [30006, 'The number is a landline or its carrier takes no texts'],
  [30007, 'The carrier took the text for spam'],
  [30008, 'The carrier gave no reason'],
  [30009, 'A part of the text was lost'],
  [30010, 'The text costs more than allowed'],
  [30019, 'The text is too large'],
  [30022, 'The business has reached the carrier’s rate for texts'],
  [30023, 'The business has reached the carrier’s daily limit'],
  [30024, 'The carrier does not know the sending number'],
  [30026, 'The business is near the carrier’s daily limit'],
  [30027, 'The business has reached the carrier’s daily limit'],
  [30032, 'The toll-free number is not verified'],
  [30034, 'The sending number is not registered with the carriers (A2P 10DLC)'],
  [30035, 'The registration of the business’s texts has a problem'],
  [30036, 'The text could not be delivered while it was still useful'],
  [30037, 'Outgoing texts are switched off'],
  [30038, 'The carrier took the text for a one-time password'],
  [30040, 'The sending number must be registered first'],
  [30450, 'Twilio blocked the text'],
  [30454, 'The Twilio account has reached its daily limit'],
])

export const CODE_BAD_CREDENTIALS = 20003

/** A sentence without personal data, unlike Twilio's own, which repeats phone numbers. */
export function describeTwilioCode(code: number): string {
  return MEANINGS.get(code) ?? `Twilio refused the text with code ${code}`
}
