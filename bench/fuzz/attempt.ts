import { makeApiCall, makeChange } from './api-calls.ts'
import type { Draft } from './draft.ts'
import { mutateBody } from './mutate-body.ts'
import { mutateRequest, SPOILERS } from './mutate-request.ts'
import { randomAt, type Random } from './random.ts'
import type { World } from './shop.ts'
import { makeWebhook } from './webhooks.ts'
import { FORGERIES, wire, withOldTimestamp, type Signing, type Wire } from './wire.ts'

/** One request of a run: what it began as, what was done to it, and how it is signed. */
export type Attempt = {
  index: number
  name: string
  surface: Draft['surface']
  mutations: string[]
  signing: Signing
  wire: Wire
  /** Somebody who may look and not touch: reading is no fault. */
  mayRead: boolean
}

const HOOK_SHARE = 0.8
const FORGED_SHARE = 0.3
/** The rest is changed once, twice or three times. */
const UNCHANGED_SHARE = 0.06
const MUTATIONS_MAX = 3

/** Known before anything is made, so that a run can part the forged ones from the others. */
export function isForged(seed: number, index: number): boolean {
  return randomAt(seed, index).chance(FORGED_SHARE)
}

/** The request at a place of a run: always the same, but for ids and keys, which every run has its own of. */
export function attemptAt(seed: number, index: number, world: World): Attempt {
  const random = randomAt(seed, index)
  const signing = random.chance(FORGED_SHARE) ? random.pick(FORGERIES) : 'genuine'
  const isHook = random.chance(HOOK_SHARE)
  const shop = random.pick(signing === 'genuine' ? world.busy : world.quiet)
  const make = isHook ? makeWebhook : signing === 'genuine' ? makeApiCall : makeChange
  const fresh = make(world, shop, random)
  const original = signing === 'stale' && fresh.provider === 'gohighlevel' ? withOldTimestamp(fresh) : fresh
  const changed = change(original, random)
  const pass = original.surface === 'hook' ? null : passFor(signing, original, world, shop.technician, random)
  const draft = pass ? { ...changed.draft, headers: [...changed.draft.headers, ...pass.headers] } : changed.draft
  const made = wire(draft, signing, world, random, changed.spoil)
  const isChunked = made.body.length > 0 && random.chance(0.05)
  const isCut = made.body.length > 0 && !isChunked && random.chance(0.01)
  const mutations = [...changed.names, ...(isChunked ? ['sent in chunks'] : []), ...(isCut ? ['connection cut'] : [])]
  const { name, surface } = original
  const mayRead = pass?.mayRead ?? false
  return { index, name, surface, mutations, signing, wire: { ...made, isChunked, isCut }, mayRead }
}

function change(original: Draft, random: Random) {
  let draft = original
  const names: string[] = []
  const count = random.chance(UNCHANGED_SHARE) ? 0 : 1 + random.below(MUTATIONS_MAX)
  for (let done = 0; done < count; done += 1) {
    const mutated = (random.chance(0.65) ? mutateBody : mutateRequest)(draft, random)
    if (!mutated) continue
    draft = mutated.draft
    names.push(mutated.name)
  }
  const spoiler = count > 0 && random.chance(0.15) ? random.pick(SPOILERS) : undefined
  if (spoiler) names.push(spoiler.name)
  return { draft, names, spoil: (body: Buffer) => spoiler?.spoil(body, random) ?? body }
}

type Pass = { headers: [string, string][]; mayRead: boolean }

function passFor(signing: Signing, draft: Draft, { people, appUrl }: World, technician: string, random: Random): Pass {
  const carried = (token: string): [string, string] =>
    random.chance(0.7) ? ['cf-access-jwt-assertion', token] : ['cookie', `theme=dark; CF_Authorization=${token}`]
  const own = people.technicians.get(technician) ?? people.admin
  const ofTenant = draft.path.startsWith('/api/v1/tenants/')
  switch (signing) {
    case 'genuine': {
      const isJoin = draft.path.startsWith('/api/v1/join')
      const token = isJoin
        ? random.pick(people.joiners)
        : random.pick([people.admin, people.admin, own, own, people.reseller])
      const origin: [string, string][] = random.chance(0.5) ? [['origin', appUrl]] : []
      return { headers: [carried(token), ...origin], mayRead: true }
    }
    case 'unsigned':
      return { headers: [], mayRead: false }
    case 'wrong_key':
      return { headers: [carried(random.pick(people.broken))], mayRead: false }
    case 'other_body':
      return { headers: [carried(own), ['origin', 'https://other.example.com']], mayRead: true }
    case 'stale':
      // A viewer may see and not change, but may try words and say what their own browser is told.
      if (/\/(push|preview)/.test(draft.path)) return { headers: [carried(people.stranger)], mayRead: false }
      if (!ofTenant) return { headers: [carried(people.broken[0])], mayRead: false }
      return { headers: [carried(random.pick([people.viewer, people.stranger]))], mayRead: true }
  }
}
