import type * as v from 'valibot'

/** What the API's document says of one route. Schemas are those that the route itself reads with and answers in. */
export type Description = {
  summary: string
  body?: v.GenericSchema
  query?: v.ObjectSchema<v.ObjectEntries, undefined> | v.GenericSchema
  /** Left out where the answer belongs to our own screens, which change along with it. */
  answer?: v.GenericSchema
  /** Where all goes well: 200 unless it says otherwise. 204 has no body. */
  status?: 101 | 200 | 201 | 202 | 204 | 302
  /** May bear an `Idempotency-Key`, see worker/api/idempotency-key.ts. */
  isOnce?: true
  /** The answer, or the body, is a file and no JSON. */
  file?: 'answer' | 'body'
}

/** By method and path, as in the router's table. */
export type Descriptions = Readonly<Record<string, Description>>
