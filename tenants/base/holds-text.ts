/** Whether a text is in what a provider kept of it. A business may have a line of its own added there. */
export function holdsText(kept: string, text: string): boolean {
  return spell(kept).includes(spell(text))
}

function spell(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(' ')
}
