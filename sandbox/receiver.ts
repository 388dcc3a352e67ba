import { BadOrder, type Emulator, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { readOrder } from './order.ts'

/** What came in for one of the programs, word for word: whether it is genuine, its owner has to find out. */
type Received = { id: string; name: string; headers: Record<string, string>; body: string; receivedAt: number }
/** How a program answers from now on. */
type Mood = { id: string; status: number }

const NAME = /^\/([a-z0-9-]{1,60})$/

/** Somebody else's program, which is told by webhooks: one for each name, and each as well as it was told to be. */
export function receiver(): Emulator {
  return { name: 'receiver', basePath: '/receiver', handle, refuse: (status) => ({ status, text: '' }), control }
}

const received = (world: World) => world.state.collection<Received>('webhooks_received', { indexed: ['name'] })
const moods = (world: World) => world.state.collection<Mood>('receiver_moods')

function handle(request: EmulatorRequest, world: World): EmulatorResponse {
  const name = NAME.exec(request.path)?.[1]
  if (name === undefined) return { status: 404, text: 'no such program' }
  if (request.method !== 'POST') return { status: 405, text: 'webhooks are posted' }
  const rows = received(world)
  const { headers, rawBody } = request
  rows.insert({
    ...{ id: `rcv_${rows.count() + 1}`, name, receivedAt: world.now() },
    headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key.startsWith('webhook-'))),
    body: rawBody.toString('utf8'),
  })
  return { status: moods(world).find(name)?.status ?? 204 }
}

/** `GET /sandbox/receiver?name=`: what came in. `POST /sandbox/receiver {name, status}`: how it answers from now on. */
function control(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  if (request.path !== '/sandbox/receiver') return undefined
  if (request.method === 'GET') {
    const name = request.query.get('name') ?? ''
    return { status: 200, json: received(world).list({ name }) }
  }
  if (request.method !== 'POST') return undefined
  const order = readOrder(request)
  const [name, status] = [order.text('name'), order.number('status', { min: 200, max: 599 })]
  if (!NAME.test(`/${name}`)) throw new BadOrder('name must be small letters, digits and -')
  moods(world).put({ id: name, status })
  return { status: 200, json: { name, status } }
}
