import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A route as the router's files register it, and the schemas that whoever answers it reads with. */
export type Registered = { route: string; reads: string[] }

const ROUTE = /\.(get|post|put|patch|delete)\(\s*'(\/api\/v1\/[^']*)',\s*([\s\S]*?)\)\s*\n/g

/**
 * Read from the text of the files, so that it tells what is and not what somebody says of it: the document of the API
 * is held against it.
 */
export function readRegistered(root: string): Registered[] {
  const worker = path.join(root, 'worker')
  const files = readdirSync(worker).filter((file) => /^routes.*\.ts$/.test(file))
  return files.flatMap((file) => {
    const text = readFileSync(path.join(worker, file), 'utf8')
    return [...text.matchAll(ROUTE)].map(([, method = '', at = '', answerer = '']) => {
      const names = answerer.replaceAll(/'[^']*'/g, '').match(/\w+/g) ?? []
      return { route: `${method.toUpperCase()} ${at}`, reads: readsOf(worker, text, names.at(-1) ?? '') }
    })
  })
}

/** By whatever name the routes know it: imported, imported under another name, or made by a function. */
function readsOf(worker: string, routes: string, name: string): string[] {
  const made = new RegExp(`^const ${name} = (\\w+)\\(`, 'm').exec(routes)?.[1] ?? name
  for (const [, list = '', from = ''] of routes.matchAll(/import \{([^}]*)\} from '\.\/([^']+)'/g)) {
    const item = list.split(',').find(
      (each) =>
        each
          .trim()
          .split(/\s+as\s+/)
          .at(-1) === made,
    )
    if (item) return schemasIn(readFileSync(path.join(worker, from), 'utf8'), item.trim().split(/\s+/)[0] ?? '')
  }
  throw new Error(`${name} is imported from nowhere.`)
}

/** The schemas that a function reads with, and those that functions of the same file which it calls do. */
function schemasIn(text: string, name: string, seen = new Set<string>()): string[] {
  if (seen.has(name)) return []
  seen.add(name)
  const start = new RegExp(`^(?:export )?(?:const|(?:async )?function) ${name}\\b`, 'm').exec(text)
  if (!start) return []
  const body = text.slice(start.index).split(/\n(?=\/\*\*|export |const |function |async function |type )/)[0] ?? ''
  const read = [...body.matchAll(/read(?:Json|Query)\(\s*[\w.]+,\s*(\w+)/g)].map((match) => match[1] ?? '')
  // Made from a schema: `export const doPhone = step('phone', PhoneStep)`.
  const given = [...body.matchAll(/= step\('\w+', (\w+)\)/g)].map((match) => match[1] ?? '')
  const called = [...body.matchAll(/(?<![.\w])(\w+)\(/g)].flatMap((match) => schemasIn(text, match[1] ?? '', seen))
  return [...new Set([...read, ...given, ...called])].filter((schema) => /^[A-Z]/.test(schema))
}
