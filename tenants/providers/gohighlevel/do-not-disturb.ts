type Marked = {
  dnd?: boolean | null | undefined
  dndSettings?: { SMS?: { status?: string | null | undefined } | null | undefined } | null | undefined
}

/** Whether a contact is marked to get no texts. What is said about texts counts before what is said of everything. */
export function wantsNoTexts({ dnd, dndSettings }: Marked): boolean {
  const status = dndSettings?.SMS?.status
  return status ? status !== 'inactive' : dnd === true
}
