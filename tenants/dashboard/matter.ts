import type { AttentionView } from '../contract/board.ts'
import type { Need } from '../timeline/describe.ts'

/** One matter before it is put into words. */
export type Matter = Omit<AttentionView, 'sentence' | 'kind'> & { need: Need; who: string | null }
