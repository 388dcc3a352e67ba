/**
 * Reads OpenMetrics 1.0 as strictly as its grammar: each family is declared once and before its samples, which stand
 * together, are named for its type and occur once; the last line is `# EOF`.
 */

export type Family = { type: string; unit: string | null; samples: Sample[] }
export type Sample = { name: string; labels: Record<string, string>; value: number }

const SUFFIXES: Record<string, RegExp> = {
  counter: /^_(total|created)$/,
  gauge: /^$/,
  summary: /^(_count|_sum|_created|)$/,
}
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|[+-]Inf)$/
const PAIR = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y

export function readOpenMetrics(text: string): Map<string, Family> {
  if (!text.endsWith('\n# EOF\n')) throw new Error('The text does not end with # EOF and one line feed.')
  const families = new Map<string, Family>()
  const seen = new Set<string>()
  let current: [string, Family] | null = null
  for (const [place, line] of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1).entries()) {
    const fault = (why: string) => new Error(`Line ${place + 1}: ${why}: ${line}`)
    const comment = /^# (TYPE|UNIT|HELP) (\S+) (.+)$/.exec(line)
    if (comment) {
      const [, word, name = '', rest = ''] = comment
      if (word === 'TYPE') {
        if (families.has(name)) throw fault('a family declared twice')
        if (!(rest in SUFFIXES)) throw fault('an unknown type')
        current = [name, { type: rest, unit: null, samples: [] }]
        families.set(...current)
      } else if (current?.[0] !== name || current[1].samples.length > 0) throw fault('out of its place')
      else if (word === 'UNIT') {
        if (!name.endsWith(`_${rest}`)) throw fault('a name without its unit')
        current[1].unit = rest
      }
      continue
    }
    const [, name = '', inside, value = ''] = SAMPLE.exec(line) ?? []
    if (name === '') throw fault('no sample')
    if (!current || !name.startsWith(current[0])) throw fault('of no family that was declared')
    if (!SUFFIXES[current[1].type]?.test(name.slice(current[0].length))) throw fault('not named for its type')
    const labels = readLabels(inside ?? '')
    if (!labels) throw fault('labels that cannot be read')
    const isPlain = name === current[0]
    if (current[1].type === 'summary' && isPlain !== 'quantile' in labels) throw fault('a quantile out of place')
    const key = `${name} ${JSON.stringify(Object.entries(labels).map(String).toSorted())}`
    if (seen.has(key)) throw fault('a sample twice')
    seen.add(key)
    current[1].samples.push({ name, labels, value: Number(value) })
  }
  return families
}

function readLabels(text: string): Record<string, string> | null {
  const labels: Record<string, string> = {}
  PAIR.lastIndex = 0
  while (PAIR.lastIndex < text.length) {
    const [, name = '', value = ''] = PAIR.exec(text) ?? []
    if (name === '' || name in labels) return null
    labels[name] = value
  }
  return labels
}
