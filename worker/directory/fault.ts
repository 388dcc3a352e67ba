/** Whether the error is D1 not answering, or not as asked, rather than a fault of ours elsewhere. */
export function isDirectoryFault(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'DrizzleQueryError' || cause.message.startsWith('D1_')) return true
  }
  return false
}
