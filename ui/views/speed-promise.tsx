import { judgePromise } from '../models/numbers-range.ts'
import { Badge } from '../parts/badge.tsx'
import { numbersWords } from '../words/numbers-words.ts'
import { length } from './figure-format.ts'

type SpeedPromiseProps = {
  name: string
  /** Two or three of them; null where nothing was measured. */
  delays: readonly { name: string; ms: number | null }[]
  p95Ms: number | null
  promiseMs: number
}

/** How soon something went out, and whether that is what is promised. */
export function SpeedPromise({ name, delays, p95Ms, promiseMs }: SpeedPromiseProps) {
  const words = numbersWords().speed
  const kept = judgePromise(p95Ms, promiseMs)
  const tone = kept === 'kept' ? 'good' : kept === 'missed' ? 'warn' : 'neutral'
  return (
    <div class="speed">
      <div class="row-apart">
        <h3>{name}</h3>
        <Badge tone={tone} {...(kept === 'unknown' ? {} : { icon: kept === 'kept' ? 'check' : 'alert' })}>
          {words[kept]}
        </Badge>
      </div>
      <dl class={delays.length === 3 ? 'speed-figures three' : 'speed-figures'}>
        {delays.map((delay) => (
          <div key={delay.name}>
            <dt class="soft small">{delay.name}</dt>
            <dd class="figures">{length(delay.ms)}</dd>
          </div>
        ))}
      </dl>
      <p class="soft small">{words.promise(length(promiseMs))}</p>
    </div>
  )
}
