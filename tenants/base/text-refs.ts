/** Whether it is Twilio's id of a text. GoHighLevel's look otherwise, and what it keeps goes with the contact. */
export function isTwilioText(ref: string): boolean {
  return /^(?:SM|MM)[0-9a-f]{32}$/i.test(ref)
}
