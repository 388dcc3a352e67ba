import type { TenantView } from '../contract.ts'
import type { NumbersView } from './board.ts'
import type { SlotQuery, SlotView } from './booking.ts'
import type { JobView } from './jobs.ts'
import type { CustomerView, ListItem, ListName, Page, PageQuery } from './lists.ts'
import type { QuotesQuery, QuoteView } from './quotes.ts'
import type { Deliveries, DeliveriesQuery, Webhooks } from './webhooks.ts'

/** Something that is read of a business, so that many such things can be asked for in one call. */
export type Read =
  | { of: 'list'; name: ListName; query: PageQuery }
  | { of: 'jobs'; query: PageQuery }
  | { of: 'quotes'; query: QuotesQuery }
  | { of: 'slots'; query: SlotQuery }
  | { of: 'numbers'; days: number }
  | { of: 'profile' }
  | { of: 'webhooks' }
  | { of: 'deliveries'; query: DeliveriesQuery }
  /** Those of them that there are, in no order. */
  | { of: 'customers'; ids: string[] }

export type ReadAnswer =
  | Page<ListItem | JobView | QuoteView>
  | { items: SlotView[] | CustomerView[] }
  | NumbersView
  | TenantView
  | Webhooks
  | Deliveries
