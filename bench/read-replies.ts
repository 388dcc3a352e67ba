import { readFileSync } from 'node:fs'
import { readReply } from '../tenants/reading/read-reply.ts'

/** `npm run --silent read-replies -- FILE`: JSON lines `{"text"}` in, JSON lines `{"text","label"}` out. */
function main(file: string | undefined): number {
  if (file === undefined) return complain('Name a file: npm run --silent read-replies -- FILE')
  let content: string
  try {
    // Windows editors put a byte order mark before the first line.
    content = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return complain(`${file} cannot be read.`)
  }
  const labelled: string[] = []
  for (const [index, line] of content.split('\n').entries()) {
    if (line.trim() === '') continue
    const text = readText(line)
    if (text === null) return complain(`Line ${index + 1} is not a JSON object with a string "text".`)
    labelled.push(JSON.stringify({ text, label: readReply(text).label }))
  }
  process.stdout.write(labelled.map((line) => `${line}\n`).join(''))
  return 0
}

function readText(line: string): string | null {
  try {
    const parsed: unknown = JSON.parse(line)
    const isObject = typeof parsed === 'object' && parsed !== null && 'text' in parsed
    return isObject && typeof parsed.text === 'string' ? parsed.text : null
  } catch {
    return null
  }
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}

process.exitCode = main(process.argv[2])
