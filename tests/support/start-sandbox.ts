import net from 'node:net'
import type { TestProject } from 'vitest/node'
import { buildPages } from '../../sandbox/pages.ts'
import { access } from '../../sandbox/access.ts'
import { ghl } from '../../sandbox/ghl.ts'
import { googleAds } from '../../sandbox/google-ads-api.ts'
import { standInModels } from '../../sandbox/models/stand-ins.ts'
import { receiver } from '../../sandbox/receiver.ts'
import { resend } from '../../sandbox/resend.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { slack } from '../../sandbox/slack.ts'
import { MODEL_SETTINGS } from '../../sandbox/models/settings.ts'
import { workerSettings } from '../../sandbox/settings.ts'
import { twilio } from '../../sandbox/twilio.ts'
import { webPush } from '../../sandbox/web-push.ts'
import { openEmbedded } from './postgres.ts'

/**
 * Where Shoulder would be reached. Stories deliver webhooks themselves, so that they decide when and how often. Nobody
 * listens there, and no name has to be looked up, which may take seconds and hold up everything else in this process.
 */
const APP_URL = 'https://127.0.0.1:9'

declare module 'vitest' {
  interface ProvidedContext {
    sandboxUrl: string
    sandboxSettings: Record<string, string>
    /** How the stand-ins for models are reached, which the Worker is not told: there, models are off. */
    modelSettings: Record<(typeof MODEL_SETTINGS)[number], string>
    /** The fleet's Postgres, which starts with the first who connects. */
    databaseUrl: string
  }
}

/** The screens that the Worker serves, and the stand-in providers for every story of a run, in memory. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPages()
  // A story passes a month in a second, while GoHighLevel's limit counts the seconds of this machine.
  const ours = [twilio(), ghl({ intervalMax: Number.MAX_SAFE_INTEGER }), resend(), webPush(), receiver(), access()]
  const emulators = [...ours, googleAds(), slack(), ...standInModels()]
  const sandbox = await startSandbox({ port: 0, stateDir: null, settings: { APP_URL }, emulators })
  const { GHL_WEBHOOK_PRIVATE_KEY } = sandbox.settings
  project.provide('sandboxUrl', sandbox.url)
  project.provide('sandboxSettings', { ...workerSettings(sandbox), GHL_WEBHOOK_PRIVATE_KEY })
  const { settings } = sandbox
  const named = MODEL_SETTINGS.map((name) => [name, settings[name]] as const)
  project.provide('modelSettings', Object.fromEntries(named) as Record<(typeof MODEL_SETTINGS)[number], string>)
  const database = await openEmbedded()
  project.provide('databaseUrl', database.url)
  // It takes seconds to begin, while the first stories are told.
  net
    .connect(Number(new URL(database.url).port), '127.0.0.1')
    .on('error', () => undefined)
    .unref()
  return async () => {
    await database.close()
    await sandbox.close()
  }
}
