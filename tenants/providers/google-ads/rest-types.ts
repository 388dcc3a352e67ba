import type { resources, services } from 'google-ads-api'
import type { fields } from 'google-ads-api/fields'

/**
 * What REST says, derived from google-ads-api's own types, of which nothing but types is used: it speaks gRPC, with
 * names in snake_case and enums as numbers. In REST names are in camelCase, enums are words and int64 is text.
 */

export type Field = fields.Attribute | fields.Metric | fields.Segment
export type Resource = fields.Resource

/** Numbers of 64 bits by their names; a contract test holds each field we name to Google's own table. */
type Int64Name =
  'id' | `${string}_id` | `${string}_micros` | `${string}_seconds` | 'impressions' | 'clicks' | 'reference_count'

type Camel<Name extends string> = Name extends `${infer Head}_${infer Rest}`
  ? `${Head}${Capitalize<Camel<Rest>>}`
  : Name
type Given<T> = Exclude<T, null | undefined>
type Holds<T, Part> = [Extract<T, Part>] extends [never] ? false : true

/** As it comes: an enum may hold a word that is newer than our types, so it is any text. */
type Got<T, Name extends string> =
  Holds<T, string> extends true
    ? string
    : Holds<T, boolean> extends true
      ? boolean
      : Holds<T, number> extends true
        ? GotNumber<T, Name>
        : T extends readonly (infer Item)[]
          ? Got<Given<Item>, Name>[]
          : { [Key in keyof T & string as Camel<Key>]?: Got<Given<T[Key]>, Key> }
/** Of a number that is no plain one the words are meant. */
type GotNumber<T, Name extends string> = number extends T ? (Name extends Int64Name ? string : number) : string

/** As we send it: of an enum only words that there are. */
type Sent<T, Name extends string> =
  Holds<T, string> extends true
    ? Extract<T, string>
    : Holds<T, boolean> extends true
      ? boolean
      : Holds<T, number> extends true
        ? GotNumber<T, Name>
        : T extends readonly (infer Item)[]
          ? Sent<Given<Item>, Name>[]
          : { [Key in keyof T & string as Camel<Key>]?: Sent<Given<T[Key]>, Key> }

type At<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<Given<T[Head]>, Rest>
    : never
  : Path extends keyof T
    ? Given<T[Path]>
    : never
type LastOf<Path extends string> = Path extends `${string}.${infer Rest}` ? LastOf<Rest> : Path
type Nest<Path extends string, Value> = Path extends `${infer Head}.${infer Rest}`
  ? { [Key in Camel<Head>]?: Nest<Rest, Value> }
  : { [Key in Camel<Path>]?: Value }
type Together<Union> = (Union extends unknown ? (part: Union) => void : never) extends (whole: infer Whole) => void
  ? Whole
  : never

/** A row of an answer, with what was selected and nothing else. Google leaves out what is not set. */
export type RowOf<Selected extends string> = Together<
  Selected extends string ? Nest<Selected, Got<At<services.IGoogleAdsRow, Selected>, LastOf<Selected>>> : never
>

/** What is changed together, by the word in the address. */
type Collections = {
  adGroupCriteria: resources.IAdGroupCriterion
  campaignCriteria: resources.ICampaignCriterion
  campaignBudgets: resources.ICampaignBudget
  campaigns: resources.ICampaign
  adGroups: resources.IAdGroup
  adGroupAds: resources.IAdGroupAd
}
export type Collection = keyof Collections
export type Body<C extends Collection> = Sent<Collections[C], ''>

export type Operation<C extends Collection> =
  { create: Body<C> } | { update: Body<C> & { resourceName: string }; updateMask: string } | { remove: string }
