import type { OpeningSpan, Weekday } from '../base/opening-hours.ts'

/** What is usual, and what stands for a business that has not said. */
export const USUAL_HOURS: Record<Weekday, OpeningSpan[]> = {
  monday: [{ opens: '08:00', closes: '17:00' }],
  tuesday: [{ opens: '08:00', closes: '17:00' }],
  wednesday: [{ opens: '08:00', closes: '17:00' }],
  thursday: [{ opens: '08:00', closes: '17:00' }],
  friday: [{ opens: '08:00', closes: '17:00' }],
  saturday: [],
  sunday: [],
}
