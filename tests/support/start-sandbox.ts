import type { TestProject } from 'vitest/node'
import { buildPages } from '../../sandbox/pages.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { workerSettings } from '../../sandbox/settings.ts'

/**
 * Where Shoulder would be reached. Stories deliver webhooks themselves, so that they decide when and how often. Nobody
 * listens there, and no name has to be looked up, which may take seconds and hold up everything else in this process.
 */
const APP_URL = 'https://127.0.0.1:9'

declare module 'vitest' {
  interface ProvidedContext {
    sandboxUrl: string
    sandboxSettings: Record<string, string>
  }
}

/** The screens that the Worker serves, and the stand-in providers for every story of a run, in memory. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPages()
  const sandbox = await startSandbox({ port: 0, stateDir: null, settings: { APP_URL } })
  const { GHL_WEBHOOK_PRIVATE_KEY } = sandbox.settings
  project.provide('sandboxUrl', sandbox.url)
  project.provide('sandboxSettings', { ...workerSettings(sandbox), GHL_WEBHOOK_PRIVATE_KEY })
  return () => sandbox.close()
}
