import { dateOf } from './calendar.ts'
import { countConversions, emptySum, sumBy, type FigureRow } from './figures.ts'
import { ACTION_SEGMENTS, DATE_SEGMENTS, segmentOf } from './metric-fields.ts'
import { placed, type Grain, type Ground, type Resource, type Span } from './report-resources.ts'
import { actionsOf, type ReportRow } from './report-row.ts'

type Counted = FigureRow & { segments: Record<string, string> }

/**
 * What was counted of a resource in a span, in one row for each thing and each part of the segments. Without segments
 * there is a row for whatever there is, with zeros where nothing happened.
 */
export function countRows(resource: Resource, ground: Ground, span: Span, segments: string[]): ReportRow[] {
  const { grain } = resource
  const { market, owner } = ground
  if (!market || grain === undefined) return resource.rows(ground, span)
  const figures = figuresOf(ground, span, segments)
  const nameOf = (one: Counted) =>
    [grainOf(grain, one, ground), ...segments.map((name) => one.segments[name])].join('\n')
  const sums = sumBy(figures, (one) => nameOf(one as Counted))
  const firsts = new Map<string, Counted>()
  for (const one of figures) if (!firsts.has(nameOf(one))) firsts.set(nameOf(one), one)
  const reaches = reachesOf(grain, ground, span, segments)
  const rowOf = (first: Counted): ReportRow => {
    const name = nameOf(first)
    const term = grain === 'search_term' ? { searchTerm: first.searchTerm } : {}
    const reach = reaches.get(name)
    return {
      ...placed(owner, market, refsOf(grain, first)),
      ...term,
      segments: first.segments,
      sum: sums.get(name) ?? emptySum(),
      ...(reach ? { reach } : {}),
    }
  }
  if (segments.length > 0 || grain === 'search_term') return [...firsts.values()].map(rowOf)
  return resource.rows(ground, span).map((row) => {
    const name = idOf(grain, row)
    const reach = reaches.get(name)
    return { ...row, sum: sums.get(name) ?? emptySum(), ...(reach ? { reach } : {}) }
  })
}

function figuresOf({ market, owner }: Ground, { from, until }: Span, segments: string[]): Counted[] {
  if (!market) return []
  const known = { market, customerId: owner.id, actions: actionsOf(owner) }
  const last = until < market.today() ? until : market.today()
  const first = from > market.startOn ? from : market.startOn
  const withSegments = (row: FigureRow, conversion?: Parameters<typeof segmentOf>[1]['conversion']): Counted => ({
    ...row,
    segments: Object.fromEntries(
      segments.map((name) => [name, segmentOf(name, { ...row, ...(conversion ? { conversion } : {}) }, known)]),
    ),
  })
  if (!segments.some((name) => ACTION_SEGMENTS.has(name))) {
    return market.figures(first, last).map((row) => withSegments(row))
  }
  return market.conversions(first, last).map((conversion) => {
    const { campaignRef, adGroupRef, keywordRef, adRef, queryId } = conversion
    const searchTerm = market.queries()[queryId]?.text ?? ''
    const on = dateOf(conversion.day)
    const counts = { ...emptySum(), ...countConversions([conversion]) }
    return withSegments(
      { on, campaignRef, adGroupRef, keywordRef, adRef, searchTerm, fit: 'close', ...counts },
      conversion,
    )
  })
}

/** What could have been shown, where the question tells apart nothing that a search that showed nothing lacks. */
function reachesOf(grain: Grain, { market, owner }: Ground, { from, until }: Span, segments: string[]) {
  const sums = new Map<string, NonNullable<ReportRow['reach']>>()
  if (!market || grain === 'search_term' || grain === 'ad') return sums
  if (segments.some((name) => !DATE_SEGMENTS.has(name))) return sums
  const known = { market, customerId: owner.id, actions: [] }
  const last = until < market.today() ? until : market.today()
  const first = from > market.startOn ? from : market.startOn
  for (const reach of market.reaches(first, last)) {
    const id = idOfRefs(grain, reach, market.account.campaigns.get(reach.campaignRef)?.budgetId ?? '')
    const name = [id, ...segments.map((one) => segmentOf(one, reach, known))].join('\n')
    const sum = sums.get(name) ?? { eligible: 0, shown: 0, lostToBudget: 0, lostToRank: 0 }
    sum.eligible += reach.eligible
    sum.shown += reach.shown
    sum.lostToBudget += reach.lostToBudget
    sum.lostToRank += reach.lostToRank
    sums.set(name, sum)
  }
  return sums
}

function grainOf(grain: Grain, one: FigureRow, { market }: Ground): string {
  if (grain === 'ad') return one.adRef
  if (grain === 'search_term') return `${one.adGroupRef} ${one.searchTerm}`
  return idOfRefs(grain, one, market?.account.campaigns.get(one.campaignRef)?.budgetId ?? '')
}

type Refs = Pick<FigureRow, 'campaignRef' | 'adGroupRef' | 'keywordRef'>

function idOfRefs(grain: Grain, refs: Refs, budgetId: string): string {
  switch (grain) {
    case 'campaign':
      return refs.campaignRef
    case 'budget':
      return budgetId
    case 'ad_group':
      return refs.adGroupRef
    case 'keyword':
      return refs.keywordRef
    case 'customer':
    case 'ad':
    case 'search_term':
      return ''
  }
}

function idOf(grain: Grain, row: ReportRow): string {
  if (grain === 'ad') return row.ad?.ref ?? ''
  const refs = { campaignRef: row.campaign?.id ?? '', adGroupRef: row.adGroup?.id ?? '' }
  return idOfRefs(grain, { ...refs, keywordRef: row.keyword?.ref ?? '' }, row.budget?.id ?? '')
}

function refsOf(grain: Grain, one: FigureRow): Parameters<typeof placed>[2] {
  const { campaignRef, adGroupRef, keywordRef, adRef } = one
  switch (grain) {
    case 'customer':
      return {}
    case 'campaign':
    case 'budget':
      return { campaignRef }
    case 'keyword':
      return { campaignRef, adGroupRef, keywordRef }
    case 'ad':
      return { campaignRef, adGroupRef, adRef }
    case 'ad_group':
    case 'search_term':
      return { campaignRef, adGroupRef }
  }
}
