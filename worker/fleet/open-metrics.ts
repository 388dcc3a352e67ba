import type { Figures, FigureLabels, MeasureName, TallyName } from '../../tenants/base/figures.ts'
import { quantileOf } from '../../tenants/base/sketch.ts'

export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

const QUANTILES = [0.5, 0.95, 0.99]

const MEASURES: Record<MeasureName, { family: string; help: string }> = {
  request: { family: 'shoulder_request_duration_seconds', help: 'Requests answered, by route and class of status.' },
  directory: { family: 'shoulder_directory_query_duration_seconds', help: 'Queries of the directory in D1.' },
  warehouse: {
    family: 'shoulder_warehouse_session_duration_seconds',
    help: 'Sessions with the Postgres of the fleet.',
  },
  tenant_call: { family: 'shoulder_tenant_call_duration_seconds', help: 'Calls of the router to businesses.' },
  provider_call: { family: 'shoulder_provider_call_duration_seconds', help: 'Calls of businesses to providers.' },
  run: { family: 'shoulder_run_duration_seconds', help: 'Runs of crons and queues.' },
}

const TALLIES: Record<TallyName, { family: string; help: string }> = {
  directory_cache: { family: 'shoulder_directory_lookups', help: 'Look-ups of whose a number is, by hit and miss.' },
  fault: { family: 'shoulder_faults', help: 'Faults of ours, by kind.' },
  figures_dropped: { family: 'shoulder_figures_dropped', help: 'Figures for which there was no room.' },
}

/** Further families, each of one figure by one label. */
export type Extra = {
  family: string
  type: 'counter' | 'gauge'
  help: string
  label: string
  values: [string, number][]
}

/** OpenMetrics 1.0: one summary a measure, one counter a tally, and nothing else that anybody would have to guess. */
export function writeOpenMetrics({ measures, tallies }: Figures, extras: readonly Extra[]): string {
  const lines: string[] = []
  for (const [name, { family, help }] of Object.entries(MEASURES)) {
    lines.push(`# TYPE ${family} summary`, `# UNIT ${family} seconds`, `# HELP ${family} ${help}`)
    for (const { labels, sketch, count, sumMs } of measures.filter((measure) => measure.name === name)) {
      for (const quantile of QUANTILES) {
        const delayMs = quantileOf(sketch, quantile)
        if (delayMs === null) continue
        lines.push(sample(family, { ...labels, quantile: String(quantile) }, delayMs / 1_000))
      }
      lines.push(sample(`${family}_count`, labels, count), sample(`${family}_sum`, labels, sumMs / 1_000))
    }
  }
  for (const [name, { family, help }] of Object.entries(TALLIES)) {
    lines.push(`# TYPE ${family} counter`, `# HELP ${family} ${help}`)
    for (const tally of tallies.filter((one) => one.name === name)) {
      lines.push(sample(`${family}_total`, tally.labels, tally.count))
    }
  }
  for (const { family, type, help, label, values } of extras) {
    lines.push(`# TYPE ${family} ${type}`, `# HELP ${family} ${help}`)
    const name = type === 'counter' ? `${family}_total` : family
    for (const [value, count] of values) lines.push(sample(name, label === '' ? {} : { [label]: value }, count))
  }
  return `${[...lines, '# EOF'].join('\n')}\n`
}

function sample(name: string, labels: FigureLabels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escape(text)}"`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${Number(value.toPrecision(12))}`
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
