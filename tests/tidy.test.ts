import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { ACCESS_ACTIONS } from '../tenants/contract/people.ts'

/** Holds the tree to its own rules: who may import whom, where things live, how long they may be. */
import { readRegistered } from './api/registered.ts'
import { FOLDERS, MAY_IMPORT } from './support/import-table.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Access stands before a tenant: only what asks it, or has a signature or a token of its own, may reach one. */
const REACHES_TENANTS =
  /^worker\/(env|access\/sign-in|hooks\/receive|join\/(open-business|view)|api\/(tenants|join|kill-switch)|fleet\/(kill-switch|consume)|pages\/(health|lead-form|review|terms|unsubscribe|visit))\.ts$/
/** Names with one home, and the files where they may stand. */
const HOMES: { what: string; pattern: RegExp; homes: RegExp }[] = [
  { what: 'drizzle-orm', pattern: /from 'drizzle-orm/, homes: /^(tenants\/storage|worker\/directory|worker\/fleet)\// },
  {
    what: 'cloudflare:workers and agents/*',
    pattern: /from '(cloudflare:workers|agents\/)/,
    homes: /^(tenants\/tenant-(object|core|agents)\.ts|tenants\/alarm\/|tenants\/agents\/)/,
  },
  { what: 'preact', pattern: /from '(preact|@preact\/)/, homes: /^ui\// },
  { what: 'graphql', pattern: /from 'graphql(-yoga)?'/, homes: /^worker\/graphql\// },
  {
    what: 'google-ads-api beyond its types',
    pattern: /import (?!type\b)[^']*from 'google-ads-(?:api|node)|import\('google-ads-/,
    homes: /^$/,
  },
  { what: 'partyserver', pattern: /from 'partyserver'/, homes: /^worker\/fleet\/fleet-room\.ts$/ },
  { what: 'postgres', pattern: /from 'postgres'/, homes: /^worker\/fleet\// },
  {
    what: 'fetch(',
    pattern: /(?<![.\w])fetch\(/,
    // The tenant's own is the one that answers.
    homes: /^(tenants\/(providers\/http|tenant-core|contract\/(rpc|fleet-room))\.ts|worker\/|ui\/(api|sw)\.ts)/,
  },
  {
    what: 'request, which goes to any host',
    pattern: /import \{[^}]*\brequest\b[^}]*\} from '[^']*\/http\.ts'/,
    // For Web Push and webhooks, whose places others name and each is judged; everybody else uses reachOnly.
    homes: /^tenants\/wiring\.ts$/,
  },
  {
    what: 'time and chance',
    pattern: /Date\.now\(|new Date\(\)|Math\.random\(|randomUUID\(/,
    homes: /^(tenants\/base\/(clock|ids)|ui\/clock)\.ts$/,
  },
  { what: 'the namespace of tenants', pattern: /\bTENANT\b/, homes: REACHES_TENANTS },
  { what: 'console.', pattern: /\bconsole\./, homes: /^tenants\/base\/log\.ts$/ },
  { what: 'any', pattern: /(:|<|\bas) any\b/, homes: /^$/ },
  { what: '@ts-ignore', pattern: /@ts-(ignore|expect-error|nocheck)/, homes: /^$/ },
]

/** Folders that play the outside world or drive tests keep their own time, chance and console. */
const OUTSIDE = /^(sandbox|tests|bench|migrations)\//
const isTest = (file: string) => /\.test\.tsx?$/.test(file)

const files = FOLDERS.flatMap((folder) => list(folder)).filter(
  (file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'),
)
const sources = new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]))

function list(folder: string): string[] {
  try {
    return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
  } catch {
    return []
  }
}

function importsOf(file: string): string[] {
  const text = sources.get(file) ?? ''
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    path.join(path.dirname(file), match[1] ?? ''),
  )
}

function matches(rule: string, file: string): boolean {
  if (rule.endsWith('.ts')) return new RegExp(`^${rule.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`).test(file)
  return file.startsWith(`${rule}/`)
}

/** The rule whose folder or file names this one most closely. */
function ruleFor(file: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((rule) => matches(rule, file))
    .sort((one, other) => other.length - one.length)[0]
}

function breaksImportTable(file: string, target: string): string | null {
  const rule = ruleFor(file)
  if (rule === undefined) return `${file}: no rule says what it may import; add one to tests/tidy.test.ts`
  const own = rule.endsWith('.ts') ? file : rule
  if (target === own || target.startsWith(`${own}/`)) return null
  if (MAY_IMPORT[rule]?.some((allowed) => matches(allowed, target))) return null
  return `${file} imports ${target}; ${rule} may import ${MAY_IMPORT[rule]?.join(', ') || 'nothing of ours'}`
}

const product = files.filter((file) => !isTest(file))

describe('the tree keeps its rules', () => {
  test('imports follow the table', () => {
    const broken = product.flatMap((file) => importsOf(file).flatMap((target) => breaksImportTable(file, target) ?? []))
    expect(broken).toEqual([])
  })

  test('the table is about what there is', () => {
    const all = FOLDERS.flatMap((folder) => list(folder))
    const named = Object.entries(MAY_IMPORT).flatMap(([from, to]) => [from, ...to])
    expect([...new Set(named)].filter((rule) => !all.some((file) => matches(rule, file)))).toEqual([])
  })

  test('a provider never imports another provider, and nothing imports tests, bench or sandbox', () => {
    const provider = (file: string) => /^tenants\/providers\/([^/]+)\//.exec(file)?.[1]
    const broken = product.flatMap((file) =>
      importsOf(file)
        .filter((target) => {
          const crosses = provider(file) && provider(target) && provider(file) !== provider(target)
          const outward = OUTSIDE.test(target) && !OUTSIDE.test(file) && !target.startsWith('migrations/')
          return crosses || outward
        })
        .map((target) => `${file} imports ${target}`),
    )
    expect(broken).toEqual([])
  })

  test('every import names a file that is there', () => {
    const known = new Set([...files, ...FOLDERS.flatMap((folder) => list(folder))])
    const missing = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !known.has(target))
        .map((target) => `${file} imports ${target}`),
    )
    expect(missing).toEqual([])
  })

  test('there are no import cycles', () => {
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (file: string, trail: string[]): void => {
      if (trail.includes(file)) {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
        return
      }
      if (done.has(file)) return
      for (const target of importsOf(file)) if (sources.has(target)) visit(target, [...trail, file])
      done.add(file)
    }
    for (const file of product) visit(file, [])
    expect(cycles).toEqual([])
  })

  test.each(HOMES)('$what stands only in its home', ({ pattern, homes }) => {
    const strays = product.filter((file) => {
      if (OUTSIDE.test(file) || homes.test(file)) return false
      return pattern.test(withoutComments(sources.get(file) ?? ''))
    })
    expect(strays).toEqual([])
  })

  test('files keep their length and lines their width', () => {
    const long = files.flatMap((file) => {
      const lines = (sources.get(file) ?? '').split('\n')
      const max = isTest(file) ? 400 : 250
      // Code is the formatter's to break; what it leaves wider is a literal. Comments it does not touch.
      const wide = lines.findIndex((line) => line.length > 120 && /^\s*(\/\/|\*|\/\*)/.test(line))
      return [
        ...(lines.length - 1 > max ? [`${file} has ${lines.length - 1} lines, at most ${max}`] : []),
        ...(wide >= 0 ? [`${file}:${wide + 1} is wider than 120 columns`] : []),
      ]
    })
    expect(long).toEqual([])
  })

  test('nothing is exported as default but configuration and the Worker, and no file only passes exports on', () => {
    const strays = product.filter((file) => {
      const text = sources.get(file) ?? ''
      // An entry of a Worker is what it exports.
      const isBarrel = /(^|\/)index\.ts$/.test(file) && !/^(worker|objects)\/index\.ts$/.test(file)
      return (
        isBarrel || (/^export default/m.test(text) && file !== 'worker/index.ts' && !file.startsWith('bench/floor/'))
      )
    })
    expect(strays).toEqual([])
  })

  test('every source file is imported by something that runs', () => {
    const imported = new Set(files.flatMap((file) => importsOf(file)))
    const entries =
      /^((worker|objects)\/index\.ts|ui\/(main\.tsx|sw\.ts)|sandbox\/(start|warehouse-process|[a-z]+-rig)\.ts|bench\/|tests\/)/
    const lonely = product.filter(
      (file) => !imported.has(file) && !entries.test(file) && !file.startsWith('migrations/'),
    )
    expect(lonely).toEqual([])
  })

  test('whatever the log of who did what says it holds is written down somewhere', () => {
    const writers = product.filter((file) =>
      /recordAccess\(|recordOnce\(|into access_log/.test(sources.get(file) ?? ''),
    )
    const unwritten = ACCESS_ACTIONS.filter(
      (action) => !writers.some((file) => withoutComments(sources.get(file) ?? '').includes(`'${action}'`)),
    )
    expect(unwritten).toEqual([])
  })

  test('every route of the API stands in its document, and nothing else does', () => {
    const folder = 'worker/api-description/'
    const described = product
      .filter((file) => file.startsWith(folder))
      .flatMap((file) => [...(sources.get(file) ?? '').matchAll(/^  '([A-Z]+ \/api\/v1\/[^']+)': \{/gm)])
      .map((match) => match[1] ?? '')
    const routes = readRegistered(ROOT).map(({ route }) => route)
    // What tells of the others is not among them.
    const missing = routes.filter((route) => !described.includes(route) && !route.endsWith('/openapi.json'))
    expect(missing.map((route) => `${route} has no row in ${folder}`)).toEqual([])
    expect(described.filter((route, index) => !routes.includes(route) || described.indexOf(route) !== index)).toEqual(
      [],
    )
  })

  test('names of files and folders are kebab-case and say something', () => {
    const banned = /(^|\/)(utils?|helpers?|common|types|misc|manager|service)(\/|\.)/
    const odd = files.filter((file) => banned.test(file) || !/^[a-z0-9./-]+$/.test(file))
    expect(odd).toEqual([])
  })
})

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
}
