type SegmentMeterProps = { segments: number; segmentsMax: number; words: string }

/** How many texts the words will cost, as a row of dots and in words. */
export function SegmentMeter({ segments, segmentsMax, words }: SegmentMeterProps) {
  const dots = Array.from({ length: Math.max(segmentsMax, segments) }, (_, index) => index)
  return (
    <div class={segments > segmentsMax ? 'segment-meter over' : 'segment-meter'}>
      <span class="segment-dots" aria-hidden="true" hidden={segments === 0}>
        {dots.slice(0, 10).map((dot) => (
          <span key={dot} class={dot < segments ? 'used' : ''} />
        ))}
      </span>
      <span>{words}</span>
    </div>
  )
}
