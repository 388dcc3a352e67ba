import { afterEach, describe, expect, test } from 'vitest'
import type { BoardView } from '../../tenants/contract/board.ts'
import { Office, type Person } from '../support/office.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

/** Faults are the sandbox's for everybody, so each test ends its own. */
let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

type Home = { address1?: string; city?: string; state?: string; postalCode?: string }

async function visited() {
  shop = await openShop()
  const pat = shop.customer(undefined, 'Pat Rivers')
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('can someone come tomorrow at 9am please')
  await shop.tenant.passSeconds(5)
  await pat.texts('yes')
  await shop.tenant.passSeconds(5)
  const office = new Office(shop)
  const home = async () => (await office.contact(pat.phone)) as Person & Home
  /** Somebody writes another address on the contact. */
  const moves = async (to: Home) =>
    shop.control<Person>('/ghl/contacts', {
      ...{ locationId: shop.ghlLocationId, id: (await home()).id, at: shop.watch.now, ...to },
    })
  return { pat, office, home, moves }
}

const driveTo = async () =>
  (await shop.tenant.query<{ address: string | null }>('select address from appointments'))[0]?.address

describe('where a customer lives', () => {
  test('stands on their contact once they have told us, in its parts', async () => {
    const { pat, home } = await visited()
    expect((await home()).address1).toBeUndefined()
    await pat.texts('12 Oak St, Austin, TX 78701')
    await shop.tenant.settle()
    expect(await home()).toMatchObject({ address1: '12 Oak St', city: 'Austin', state: 'TX', postalCode: '78701' })
  })

  test('is taken from their contact where we do not know it, and followed where the office corrects it', async () => {
    const { office, moves } = await visited()
    await office.tellsOfPerson('ContactUpdate', await moves({ address1: '4 Elm Ave', city: 'Austin' }), {
      ...{ address1: '4 Elm Ave', city: 'Austin' },
    })
    expect(await driveTo()).toBe('4 Elm Ave, Austin')
    await shop.tenant.passMinutes(1)
    const right = { address1: '14 Elm Ave', city: 'Austin', state: 'TX' }
    await office.tellsOfPerson('ContactUpdate', await moves(right), right)
    expect(await driveTo()).toBe('14 Elm Ave, Austin, TX')
    expect((await shop.tenant.timeline()).filter((type) => type === 'crm_conflict')).toEqual([])
  })

  test('is said on both sides before either heard of the other: the later counts, and both stand on the board', async () => {
    const { pat, office, home, moves } = await visited()
    await shop.control('/faults', { provider: 'ghl', kind: 'status', status: 503, rate: 1, forMs: 60_000 })
    await pat.texts('my address is 12 Oak St')
    await shop.tenant.passSeconds(5)
    await shop.control('/faults', undefined, 'DELETE')
    const elm = { address1: '4 Elm Ave', city: 'Austin' }
    await office.tellsOfPerson('ContactUpdate', await moves(elm), elm)
    await shop.tenant.passMinutes(3)
    expect(await driveTo()).toBe('4 Elm Ave, Austin')
    expect((await home()).address1).toBe('4 Elm Ave')
    const { attention } = await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)
    const sentences = attention.filter(({ kind }) => kind === 'conflict').map(({ sentence }) => sentence)
    expect(sentences).toEqual([expect.stringMatching(/12 Oak St here and 4 Elm Ave, Austin in GoHighLevel/)])
  })
})
