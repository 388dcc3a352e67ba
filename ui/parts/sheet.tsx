import type { ComponentProps } from 'preact'
import { Dialog } from './dialog.tsx'

/** A dialog that rises from the bottom of a phone and stands in the middle of anything wider. */
export function Sheet(props: Omit<ComponentProps<typeof Dialog>, 'isSheet'>) {
  return <Dialog {...props} isSheet />
}
