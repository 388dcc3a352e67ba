/** Read out by screen readers when it changes, seen by nobody. */
export function LiveRegion({ text }: { text: string }) {
  return (
    <div class="unseen" role="log" aria-live="polite">
      {text}
    </div>
  )
}
