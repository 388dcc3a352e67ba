/** What keeps a story's business from being at rest, as conditions of a query. */

/** What waits behind an earlier entry of its sequence is not due, whatever its time. */
export const NOT_BEHIND = `not exists (select 1 from outbox as ahead where ahead.sequence_key = outbox.sequence_key
  and ahead.seq < outbox.seq and ahead.settled_at is null)`

/** An agent at work takes no time of the story's. One whose object died goes on with the next alarm. */
export function isAtWork(): string {
  return `exists (select 1 from cf_agents_task_runs
    where state = 'pending' or (state = 'running' and next_at > ${Date.now()}))`
}
