import { haveAds } from './ads.ts'
import { haveHistory, haveProposed } from './agents.ts'
import { fillFleet } from './fleet.ts'
import { newCaller, type Business, type Stage } from './stage.ts'

/** A town full of people, so that every screen has something to show. */

/** How often it is looked whether an account has been looked over. */
const LOOKS_MAX = 60

export const OWNER_OF_EMPTY = 'dana@larkspur.example.com'
export const JOINER = 'joan@example.com'
export const INVITED = 'ines@example.com'

export type World = {
  stage: Stage
  empty: Business
  unregistered: Business
  closed: Business
  conversationId: string
  optedOutId: string
  /** Of a visit that its customer has agreed to by text. */
  visitLink: string
  /** Where the link in the mail to INVITED leads. */
  invitation: string
}

/** People of every kind, a business that nobody has called, and somebody in the middle of joining. */
export async function fillStage(stage: Stage): Promise<World> {
  // First, so that the news of the fleet ends with those who call now.
  const unregistered = await stage.openBusiness({
    businessName: 'Heron Electric',
    smsNumber: '+15125550122',
    email: 'heron@example.com',
  })
  await stage.api('PATCH', `/tenants/${unregistered.id}`, { a2p: 'no_number' })
  await haveHistory(stage, unregistered.id)
  const talks: [name: string, ...texts: string[]][] = [
    ['Ada Quill-Featherstonehaugh of the Western Hills'],
    ['Kim Otis', 'How much to rebuild a swimming pool?'],
    ['Lena Brook', 'Hola, ¿cuánto cuesta destapar un desague?'],
    ['Robin Vale', 'STOP'],
    ['Pat Rivers', 'How much to fix a water heater that is cold?', 'Can someone come tomorrow at 9am?'],
    ['Alex Moreno', 'I smell gas in the kitchen, what should I do?'],
  ]
  const people = talks.map(([name, ...texts]) => ({ name, texts, phone: newCaller() }))
  await Promise.all(
    people.map(async ({ name, texts, phone }) => {
      await stage.call({ from: phone, name, email: `${name.split(' ')[0]?.toLowerCase()}@example.com` })
      for (const [index, words] of texts.entries()) {
        await stage.received(phone, index + 1)
        await stage.text(phone, words)
        await stage.received(phone, index + 2)
      }
    }),
  )
  await finishJob(stage, 'Kim Otis')
  await meetKnown(stage)
  // Before others are given times, which might be the one that was offered.
  const visitLink = await stage.agree(people.find(({ name }) => name === 'Pat Rivers')?.phone ?? '')
  await planVisits(stage, ['Ada Quill-Featherstonehaugh of the Western Hills', 'Kim Otis'])
  const idOf = (name: string) => stage.customerId(people.find((person) => person.name === name)?.phone ?? '')
  const profile = { businessName: 'Larkspur Plumbing', smsNumber: '+15125550121', email: OWNER_OF_EMPTY }
  const empty = await stage.openBusiness(profile)
  await haveProposed(stage, unregistered.id)
  const name = 'Wren Roofing'
  const closed = await stage.openBusiness({ businessName: name, smsNumber: '+15125550123', email: 'wren@example.com' })
  await stage.api('POST', `/tenants/${closed.id}/close`, { confirm: name })
  await haveAds(stage, stage.business.id, 'rosa-ads@example.com')
  await beginJoining(stage)
  await buildWorkflows(stage)
  await fillFleet(stage)
  const ids = { conversationId: await idOf('Pat Rivers'), optedOutId: await idOf('Robin Vale') }
  return { stage, empty, unregistered, closed, ...ids, visitLink, invitation: await inviteTwo(stage) }
}

/** As somebody builds them on GoHighLevel's screen; one of them is chosen for a moment. */
async function buildWorkflows(stage: Stage): Promise<void> {
  const { id, ghlLocationId } = stage.business
  const path = `/tenants/${id}/gohighlevel`
  for (const workflow of ['Visit preparation for the crew of the Western Hills', 'Aftercare'])
    await stage.sandbox(`/sandbox/ghl/places/${ghlLocationId}/change`, { workflow })
  await stage.api('POST', `${path}/set-up`, {})
  type View = { setUp: { workflows: object[] } | null }
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const { setUp } = await stage.api<View>('GET', path)
    if (setUp?.workflows.length === 2) break
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  await stage.api('PATCH', path, { moments: { booked: 'Aftercare' } })
}

/** A supplier with a long name, and a robot whose call is held back. */
async function meetKnown(stage: Stage): Promise<void> {
  const path = `/tenants/${stage.business.id}/known`
  await stage.api('POST', path, { phone: newCaller(), relation: 'supplier', name: 'Western Hills Pipe and Fittings' })
  const robot = newCaller()
  await stage.api('POST', path, { phone: robot, relation: 'spam' })
  await stage.call({ from: robot })
}

/** One whose mail arrives, and one whose mail comes back. */
async function inviteTwo(stage: Stage): Promise<string> {
  const path = `/tenants/${stage.business.id}/invitations`
  await stage.api('POST', path, { email: 'bounced@example.com', role: 'viewer' })
  await stage.api('POST', path, { email: INVITED, role: 'technician' })
  const mails = await stage.sandbox<{ text: string }[]>(`/sandbox/emails?to=${INVITED}`)
  return /\/app\/invitation\/[0-9a-z]+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? ''
}

/** One of each is agreed, moved to another day, and cancelled. */
async function planVisits(stage: Stage, names: string[]): Promise<void> {
  const path = `/tenants/${stage.business.id}`
  const { items } = await stage.api<{ items: { startsAt: number }[] }>('GET', `${path}/slots?days=14`)
  const customers = await stage.api<{ items: { id: string; name: string | null }[] }>('GET', `${path}/customers`)
  for (const [index, name] of names.entries()) {
    const customerId = customers.items.find((customer) => customer.name === name)?.id
    const startsAt = items[index * 5]?.startsAt
    const notes = 'Gate code 4711, dog in the yard'
    const wish = {
      customerId,
      startsAt,
      service: 'Leak repair',
      address: '12 Oak St, Austin, TX 78701',
      notes,
      tell: false,
    }
    const { id } = await stage.api<{ id: string }>('POST', `${path}/appointments`, wish)
    if (index === 1) await stage.api('PATCH', `${path}/appointments/${id}`, { move: 'cancel' })
  }
}

async function finishJob(stage: Stage, name: string): Promise<void> {
  type Board = { leads: { id: string; name: string | null; status: string }[] }
  const { leads } = await stage.api<Board>('GET', `/tenants/${stage.business.id}/board`)
  const lead = leads.find((each) => each.name === name)
  if (lead === undefined) throw new Error(`${name} has no lead.`)
  const patch = { status: 'completed', from: lead.status, revenueMinor: 48_950 }
  await stage.api('PATCH', `/tenants/${stage.business.id}/leads/${lead.id}`, patch)
}

async function beginJoining(stage: Stage): Promise<void> {
  const context = await stage.signedIn({ email: JOINER })
  const put = (step: string, data: unknown) => context.request.put(`${stage.run.appUrl}/api/v1/join/${step}`, { data })
  const business = {
    ...{ businessName: 'Joan and Daughters', ownerName: 'Joan Reed', serviceArea: 'Austin, TX', trade: 'plumbing' },
    ...{ timeZone: 'America/Chicago', postalAddress: '3 Example Way, Austin, TX 78701', language: 'en' },
  }
  const priceBook = [
    { service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain'] },
    { service: 'Leak repair', from: 14_500, to: 38_000, unit: 'job', keywords: ['leak'] },
  ]
  const steps: [string, unknown][] = [
    ['business', business],
    ['services', { priceBook }],
    ['phone', { primaryPhone: '+15125550134', carrier: 'tmobile' }],
    ['consent', { consentMode: 'spoken_notice', acceptsTerms: true }],
  ]
  for (const [step, data] of steps) {
    const answer = await put(step, data)
    if (!answer.ok()) throw new Error(`${step} answered ${answer.status()}: ${await answer.text()}`)
  }
  await context.close()
}
