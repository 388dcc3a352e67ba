import { enableCompileCache, registerHooks } from 'node:module'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Lets Node load what the Worker's bundler loads: SQL as text, JSON without attributes, and the platform's own module.
 * The sandbox's chance and waiting are the simulation's, so that a seed gives the same year again.
 */

const PLATFORM = new URL('./platform.ts', import.meta.url).href
const OF_SANDBOX: Record<string, string> = {
  'node:crypto': new URL('./seeded-crypto.ts', import.meta.url).href,
  'node:timers/promises': new URL('./virtual-wait.ts', import.meta.url).href,
}
const SANDBOX = new URL('../../sandbox/', import.meta.url).href

// Some six hundred files, which the next run need not read as TypeScript again.
enableCompileCache()

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'cloudflare:workers') return { url: PLATFORM, shortCircuit: true }
    const swapped = context.parentURL?.startsWith(SANDBOX) ? OF_SANDBOX[specifier] : undefined
    return swapped === undefined ? next(specifier, context) : { url: swapped, shortCircuit: true }
  },
  load(url, context, next) {
    const isBareJson = url.endsWith('.json') && context.importAttributes['type'] === undefined
    if (!url.endsWith('.sql') && !isBareJson) return next(url, context)
    const text = readFileSync(fileURLToPath(url), 'utf8')
    const value = isBareJson ? text : JSON.stringify(text)
    return { format: 'module', source: `export default ${value}`, shortCircuit: true }
  },
})
