import type { ComponentChildren } from 'preact'
import type { Tone } from './badge.tsx'

type CardProps = {
  children: ComponentChildren
  tone?: Tone
  /** Lists reach the edge of their card. */
  isFlush?: boolean
  label?: string
}

export function Card({ children, tone = 'neutral', isFlush = false, label }: CardProps) {
  const classes = `card ${tone}${isFlush ? ' flush' : ''}`
  if (label === undefined) return <div class={classes}>{children}</div>
  return (
    <section class={classes} aria-label={label}>
      {children}
    </section>
  )
}
