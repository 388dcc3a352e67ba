import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** No call of the product's is left out of the contract: whoever adds one has it compared with the description. */

/** Where files lie is described nowhere. */
const UNDESCRIBED = new Set(['media.ts'])
const PROVIDER = path.join(import.meta.dirname, '../../tenants/providers/gohighlevel')
const read = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8')

test('each method that asks GoHighLevel is called by the contract', () => {
  const sources = readdirSync(PROVIDER).filter((name) => /(?<!\.test)\.ts$/.test(name) && !UNDESCRIBED.has(name))
  const asking = sources.map((name) => read(PROVIDER, name)).filter((source) => /\bask\(/.test(source))
  const methods = asking.flatMap((source) =>
    [...source.matchAll(/^ {4}(?:async )?([a-z][A-Za-z]+)\((?!.*=>).*\{$/gm)].map(([, name]) => name ?? ''),
  )
  expect(methods.length).toBeGreaterThan(30)
  const contract = readdirSync(import.meta.dirname)
    .filter((name) => name.startsWith('gohighlevel'))
    .map((name) => read(import.meta.dirname, name))
    .join('\n')
  const called = new Set(Array.from(contract.matchAll(/\.([a-z][A-Za-z]+)\(/g), ([, name]) => name))
  expect(methods.filter((name) => !called.has(name))).toEqual([])
})
