import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { BadOrder, type Emulator, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { readOrder } from './order.ts'
import { readSlackMessage, SLACK_ERRORS, SlackRefused, type SlackError, type SlackMessage } from './slack-message.ts'

/** An incoming webhook; its id is its path, which is its secret as well. */
type Hook = {
  id: string
  channel: string
  /** What it answers whatever is sent; null while it works. */
  error: HookError | null
  /** Until when, in epoch milliseconds; null for good. */
  errorUntil: number | null
}
type Posted = SlackMessage & { id: string; url: string; channel: string; receivedAt: number }

/** What may befall a webhook that was made. A removed one is `no_service`. */
const HOOK_ERRORS = ['no_service', 'channel_is_archived', 'action_prohibited', 'invalid_token', 'rate_limited'] as const
type HookError = (typeof HOOK_ERRORS)[number]

const CHANNEL = /^#[a-z0-9_-]{1,79}$/
const FIRST_CHANNEL = '#shoulder-alerts'
/** Workspace, webhook and its secret. */
const HOOK_PATH = /^\/services\/(T[A-Z0-9]{8,})(?:\/(B[A-Z0-9]{8,})(?:\/[A-Za-z0-9]{24})?)?\/?$/
const RETRY_AFTER_PRESET_S = 30
const ERROR_FOR_MS_MAX = 86_400_000

/**
 * Slack's incoming webhooks, after docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and the changelog
 * of 2016-05-17, which gives the statuses. There is a workspace with one channel; more are made by the control API.
 * The limit of about one message a second is played on order, not counted. Repeats are not known by anything.
 */
export function slack(): Emulator {
  return { name: 'slack', basePath: '/slack', handle, refuse, control }
}

function posted(world: World) {
  return world.state.collection<Posted>('slack_messages', { indexed: ['url'] })
}

function hooks(world: World) {
  return world.state.collection<Hook>('slack_hooks')
}

const urlOf = ({ id }: Hook, { settings }: World) => `${settings.SANDBOX_URL}/slack${id}`

/** The first one outlives a reset, so that what it was entered in goes on working. */
function listHooks(world: World): Hook[] {
  const id = world.state.keep('SLACK_WEBHOOK_PATH', () => newPath(`T${newKey(10)}`))
  if (!hooks(world).find(id)) hooks(world).insert({ id, channel: FIRST_CHANNEL, error: null, errorUntil: null })
  return hooks(world).list()
}

function newPath(team: string): string {
  return `/services/${team}/B${newKey(10)}/${randomBytes(12).toString('hex')}`
}

function newKey(length: number): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  return Array.from({ length }, () => signs[randomInt(signs.length)]).join('')
}

function handle(request: EmulatorRequest, world: World): EmulatorResponse {
  try {
    return post(request, world)
  } catch (error) {
    if (error instanceof SlackRefused) return answer(error.code)
    throw error
  }
}

function post(request: EmulatorRequest, world: World): EmulatorResponse {
  if (request.method !== 'POST') return { status: 405, text: 'method_not_allowed' }
  const hook = findHook(request.path, world)
  const error = errorOf(hook, world)
  if (error !== null) return answer(error, retryAfterS(hook, world))
  const message = readSlackMessage(request.headers['content-type'] ?? '', request.rawBody.toString('utf8'))
  const { channel } = hook
  posted(world).insert({ id: randomUUID(), url: urlOf(hook, world), channel, ...message, receivedAt: world.now() })
  return { status: 200, text: 'ok' }
}

/** Says which part of an address is wrong, as Slack does. */
function findHook(path: string, world: World): Hook {
  const all = listHooks(world)
  const known = all.find(({ id }) => id === path)
  if (known) return known
  const [, team, service] = HOOK_PATH.exec(path) ?? []
  const isOf = (part: string) => all.some(({ id }) => id.startsWith(`/services/${part}/`))
  if (team === undefined || !isOf(team)) throw new SlackRefused('no_team')
  if (service === undefined) throw new SlackRefused('no_service_id')
  throw new SlackRefused(isOf(`${team}/${service}`) ? 'invalid_token' : 'no_service')
}

function errorOf({ error, errorUntil }: Hook, world: World): HookError | null {
  return errorUntil === null || errorUntil > world.now() ? error : null
}

function retryAfterS({ errorUntil }: Hook, world: World): number {
  return errorUntil === null ? RETRY_AFTER_PRESET_S : Math.ceil((errorUntil - world.now()) / 1_000)
}

function answer(code: SlackError, afterS = RETRY_AFTER_PRESET_S): EmulatorResponse {
  const wait = code === 'rate_limited' ? { headers: { 'retry-after': String(afterS) } } : {}
  return { status: SLACK_ERRORS[code], text: code, ...wait }
}

/** As a fault wants it; a status that Slack has no word for is said without one. */
function refuse(status: number): EmulatorResponse {
  const word = FAULT_WORDS[status]
  return word === undefined ? { status, text: '' } : answer(word)
}

const FAULT_WORDS: Record<number, SlackError> = {
  400: 'invalid_payload',
  403: 'invalid_token',
  404: 'no_service',
  410: 'channel_is_archived',
  429: 'rate_limited',
  500: 'rollup_error',
}

/**
 * `GET /sandbox/slack/hooks`: what there is to post to. `POST …` with `{channel}` makes one more, `POST …/error` with
 * `{url, error, forMs?}` lets one fail from now on, or by `none` no longer. `GET /sandbox/slack/messages?url=`: what
 * stands in the channels, oldest first.
 */
function control(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  switch (`${request.method} ${request.path}`) {
    case 'GET /sandbox/slack/hooks':
      return { status: 200, json: listHooks(world).map((hook) => describe(hook, world)) }
    case 'POST /sandbox/slack/hooks':
      return makeHook(request, world)
    case 'POST /sandbox/slack/hooks/error':
      return breakHook(request, world)
    case 'GET /sandbox/slack/messages': {
      const url = request.query.get('url')
      return { status: 200, json: posted(world).list(url === null ? {} : { url }) }
    }
    default:
      return undefined
  }
}

function describe(hook: Hook, world: World) {
  return { url: urlOf(hook, world), channel: hook.channel, error: errorOf(hook, world) }
}

function makeHook(request: EmulatorRequest, world: World): EmulatorResponse {
  const channel = readOrder(request).text('channel')
  if (!CHANNEL.test(channel)) throw new BadOrder('channel must be a # and small letters, digits, - or _')
  const [, , team = ''] = listHooks(world)[0]?.id.split('/') ?? []
  const hook = hooks(world).insert({ id: newPath(team), channel, error: null, errorUntil: null })
  return { status: 201, json: describe(hook, world) }
}

function breakHook(request: EmulatorRequest, world: World): EmulatorResponse {
  const order = readOrder(request)
  const [url, chosen] = [order.text('url'), order.choice('error', ['none', ...HOOK_ERRORS])]
  const hook = listHooks(world).find((each) => urlOf(each, world) === url)
  if (!hook) throw new BadOrder('url must be the address of a webhook of GET /sandbox/slack/hooks')
  const forMs = order.optionalNumber('forMs')
  if (forMs !== undefined && !(forMs >= 1 && forMs <= ERROR_FOR_MS_MAX)) {
    throw new BadOrder(`forMs must be a number from 1 to ${ERROR_FOR_MS_MAX}`)
  }
  const error = chosen === 'none' ? null : chosen
  const errorUntil = error === null || forMs === undefined ? null : world.now() + forMs
  const changed = hooks(world).put({ ...hook, error, errorUntil })
  return { status: 200, json: describe(changed, world) }
}
