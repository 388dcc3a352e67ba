import { Icon } from './icon.tsx'

export type ToastNote = { id: number; text: string; tone: 'neutral' | 'danger' }

/** What was done or refused, said once at the bottom and to screen readers. */
export function Toasts({ notes }: { notes: readonly ToastNote[] }) {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {notes.map((note) => (
        <div key={note.id} class={`toast ${note.tone}`}>
          <Icon name={note.tone === 'danger' ? 'alert' : 'check'} />
          <span>{note.text}</span>
        </div>
      ))}
    </div>
  )
}
