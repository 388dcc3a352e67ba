import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Emulator, EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import type { Fault } from './faults.ts'

/** A provider that never answers still lets go in the end, as every proxy on the way does. */
const HANG_MS = 60_000

const HTML: EmulatorResponse = {
  status: 200,
  text: '<!doctype html><html><head><title>One moment</title></head><body><h1>Please wait</h1></body></html>',
  headers: { 'content-type': 'text/html; charset=utf-8' },
}

/** Answers a provider request as the fault in force wants it; undefined when the connection was cut instead. */
export async function answerUnderFault(
  emulator: Emulator,
  request: EmulatorRequest,
  response: ServerResponse,
  world: World,
  onStruck: (kind: Fault['kind']) => void = () => undefined,
): Promise<EmulatorResponse | undefined> {
  const fault = world.faults.strikeRequest(emulator.name, request.path)
  if (!fault) return emulator.handle(request, world)
  onStruck(fault.kind)
  world.log('fault', { provider: emulator.name, kind: fault.kind, path: request.path })
  const act = async () => emulator.handle(request, world)
  switch (fault.kind) {
    case 'status':
      return emulator.refuse(fault.status)
    case 'reset':
      response.socket?.resetAndDestroy()
      return undefined
    case 'timeout':
      return hang(response)
    case 'act_then_timeout':
      await act()
      return hang(response)
    case 'malformed':
      await act()
      return HTML
    case 'slow':
      await wait(fault.slowMs)
      return act()
    case 'duplicate':
    case 'out_of_order':
    case 'quota':
    case 'partial':
    case 'policy':
    case 'concurrent':
      return act()
    default:
      return unreachable(fault.kind)
  }
}

async function hang(response: ServerResponse): Promise<undefined> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  await wait(HANG_MS, undefined, { signal: gone.signal }).catch(() => undefined)
  response.destroy()
  return undefined
}

function unreachable(kind: never): never {
  throw new Error(`unknown fault ${String(kind satisfies Fault['kind'])}`)
}
