import { parseArgs, type ParseArgsConfig } from 'node:util'

/** The words behind a command. What it does not know, a misspelled option above all, ends the process with 1. */
export function readWords<T extends ParseArgsConfig>(config: T, usage: string): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    return endWith(`${(error as Error).message}\nUsage: ${usage}`)
  }
}

/** A whole number from 1 on; anything else ends the process with 1. */
export function readCount(name: string, text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0
  return count > 0 ? count : endWith(`--${name} is a whole number above 0, not "${text}".`)
}

export function endWith(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
