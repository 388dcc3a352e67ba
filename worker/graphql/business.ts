import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { CustomerView } from '../../tenants/contract/lists.ts'
import type { Read, ReadAnswer } from '../../tenants/contract/reads.ts'
import type { TenantRpc } from '../../tenants/contract/rpc.ts'
import type { Outcome } from '../../tenants/contract.ts'
import type { TenantAction } from '../access/roles.ts'
import { openTenant, seeTenant } from '../access/sign-in.ts'
import { describeRefusal } from '../api/ask-outcome.ts'
import { GRAPH_BUSINESSES_AT_ONCE, GRAPH_READS_PER_CALL } from '../bounds.ts'
import { ask, type SignedInContext, type TenantContext } from '../context.ts'
import { loadStandings, type Standing } from '../directory/tenants.ts'
import type { Refusal } from '../respond.ts'
import { batch, remember } from './batch.ts'
import { faultOf } from './faults.ts'

/** What a field of the graph asks for is asked under the name of the REST route that gives the same. */
export type Door = { action: TenantAction; route: string }
type Question = Read | { of: 'customer'; id: string }
type Answer = Result<ReadAnswer | CustomerView | null, Refusal>

/** One business, as far as one request has asked for it. */
export type Business = {
  id: string
  /** Nobody learns of a business that is not theirs; whoever reads anything of it may see that it is there. */
  see(): Promise<void>
  /** Whoever may not is told so as by the route. */
  open(door: Door): Promise<TenantContext>
  read(door: Door, read: Read): Promise<ReadAnswer>
  /** Null where there is no such customer. */
  readCustomer(door: Door, id: string): Promise<CustomerView | null>
}

/** What one request asks of businesses: each is asked once for everything that a level of the query wants of it. */
export type Asker = { context: SignedInContext; business(id: string): Business }

export function openAsker(context: SignedInContext): Asker {
  const { DIRECTORY } = context.env
  const loadStanding = remember(
    batch<string, Standing | null>(async (ids) => {
      const found = await loadStandings(DIRECTORY, ids)
      return ids.map((id) => found.get(id) ?? null)
    }),
  )
  const known = new Map<string, Business>()
  const inTurn = turns(GRAPH_BUSINESSES_AT_ONCE)

  function open(id: string): Business {
    let tenant: TenantRpc | null = null
    const readAll = batch<Question, Answer>((questions) => inTurn(() => answer(context, tenant, questions)))

    async function enter({ action, route }: Door): Promise<TenantContext> {
      const opened = await openTenant(context, { action, tenantId: id, method: 'GET', route }, loadStanding)
      if (!opened.ok) throw faultOf(opened.error)
      tenant ??= opened.value.tenant
      return opened.value
    }

    async function pose<T>(door: Door, question: Question): Promise<T> {
      await enter(door)
      const answered = await readAll(question)
      if (!answered.ok) throw faultOf(answered.error)
      return answered.value as T
    }

    async function see(): Promise<void> {
      const seen = await seeTenant(context, id, loadStanding)
      if (!seen.ok) throw faultOf(seen.error)
    }

    return {
      id,
      see,
      open: enter,
      read: (door, read) => pose<ReadAnswer>(door, read),
      readCustomer: (door, customerId) => pose<CustomerView | null>(door, { of: 'customer', id: customerId }),
    }
  }

  function business(id: string): Business {
    const found = known.get(id) ?? open(id)
    known.set(id, found)
    return found
  }
  return { context, business }
}

/** Customers that are asked for one by one are read together. */
async function answer(context: SignedInContext, tenant: TenantRpc | null, questions: Question[]): Promise<Answer[]> {
  const ids = [...new Set(questions.flatMap((question) => (question.of === 'customer' ? [question.id] : [])))]
  const lists = questions.filter((question) => question.of !== 'customer')
  const reads: Read[] = ids.length > 0 ? [{ of: 'customers', ids }, ...lists] : lists
  const answers = await readAll(context, tenant, reads)
  if (!answers.ok) return questions.map(() => answers)
  const [people, ...others] = ids.length > 0 ? answers.value : [null, ...answers.value]
  const rest = others.values()
  return questions.map((question) => {
    if (question.of === 'customer') return people ? findCustomer(people, question.id) : succeed(null)
    const outcome = rest.next().value
    if (!outcome) throw new Error('A read was not answered.')
    return outcome.ok ? outcome : fail(describeRefusal(outcome.error))
  })
}

function findCustomer(people: Outcome<ReadAnswer>, id: string): Answer {
  if (!people.ok) return fail(describeRefusal(people.error))
  const { items } = people.value as { items: CustomerView[] }
  return succeed(items.find((customer) => customer.id === id) ?? null)
}

async function readAll(
  context: SignedInContext,
  tenant: TenantRpc | null,
  reads: Read[],
): Promise<Result<Outcome<ReadAnswer>[], Refusal>> {
  const answers: Outcome<ReadAnswer>[] = []
  for (let from = 0; from < reads.length; from += GRAPH_READS_PER_CALL) {
    const some = reads.slice(from, from + GRAPH_READS_PER_CALL)
    const answered = await ask(context, async () => (tenant ? tenant.readMany(some) : []))
    if (!answered.ok) return answered
    answers.push(...answered.value)
  }
  return succeed(answers)
}

/** Lets so many work at once; the others wait for their turn. */
function turns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = atOnce
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    else free -= 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
