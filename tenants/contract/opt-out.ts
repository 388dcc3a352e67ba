import * as v from 'valibot'

/** How a customer said that they want no more messages, where they did not write it to us. */
export const OptOutChannel = v.picklist(['phone', 'in_person', 'letter', 'web_form'])
export type OptOutChannel = v.InferOutput<typeof OptOutChannel>

/** `said` is what they said or wrote, as well as the technician remembers it. */
export const NotedOptOut = v.strictObject({
  said: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1_000)),
  channel: OptOutChannel,
})
export type NotedOptOut = v.InferOutput<typeof NotedOptOut>
