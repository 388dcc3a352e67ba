import { timed } from '../measure.ts'

const originals = new WeakMap<object, D1PreparedStatement>()

/** The directory as it is, with how long it takes to answer in the figures. */
export function measureDirectory(directory: D1Database): D1Database {
  return new Proxy(directory, {
    get(target, name) {
      if (name === 'prepare') return (query: string) => measureStatement(target.prepare(query))
      if (name === 'batch') {
        return (statements: D1PreparedStatement[]) =>
          ask(() => target.batch(statements.map((statement) => originals.get(statement) ?? statement)))
      }
      return bound(target, name)
    },
  })
}

const ASKING = new Set<string | symbol>(['first', 'run', 'all', 'raw'])

function measureStatement(statement: D1PreparedStatement): D1PreparedStatement {
  const measured = new Proxy(statement, {
    get(target, name) {
      if (name === 'bind') return (...values: unknown[]) => measureStatement(target.bind(...values))
      const value = bound(target, name)
      if (!ASKING.has(name) || typeof value !== 'function') return value
      return (...options: unknown[]) => ask(() => (value as (...options: unknown[]) => Promise<unknown>)(...options))
    },
  })
  originals.set(measured, statement)
  return measured
}

/** A rule of the tables that refuses a row is an answer like any other. */
function ask<T>(work: () => Promise<T>): Promise<T> {
  return timed('directory', {}, work, (error) => (/constraint/i.test(String(error)) ? 'refused' : 'failed'))
}

function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name, target)
  return typeof value === 'function' ? (value.bind(target) as unknown) : value
}
