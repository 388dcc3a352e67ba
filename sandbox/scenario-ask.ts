/** Asks the sandbox's own control API, as the page would. Rejects with what it says when it refuses. */
export type Ask = <T>(method: string, path: string, body?: Record<string, unknown>) => Promise<T>
