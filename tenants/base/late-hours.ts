/** In minutes of the local day: from when and until when an answer that comes late may reach somebody. */
export const LATE_ANSWER_HOURS = [8 * 60, 20 * 60] as const
