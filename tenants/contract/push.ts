import * as v from 'valibot'

/** A browser's push subscription, as `PushSubscription.toJSON()` gives it (W3C Push API). */
export const PushSubscription = v.object({
  endpoint: v.pipe(v.string(), v.url(), v.maxLength(1_024), v.startsWith('http')),
  keys: v.object({
    p256dh: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86,88}$/)),
    auth: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,24}$/)),
  }),
})
export type PushSubscription = v.InferOutput<typeof PushSubscription>
