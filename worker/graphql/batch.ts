/**
 * Questions that come up in one turn of the event loop are put together. Those of one level of a query do: whatever
 * they wait for before, such as who may ask, is one promise for all of them.
 */
export function batch<Q, A>(askAll: (questions: Q[]) => Promise<A[]>): (question: Q) => Promise<A> {
  let waiting: { question: Q; answer: (value: A) => void; fail: (error: unknown) => void }[] = []

  async function ask(): Promise<void> {
    const asked = waiting
    waiting = []
    try {
      const answers = await askAll(asked.map(({ question }) => question))
      for (const [place, { answer }] of asked.entries()) answer(answers[place] as A)
    } catch (error) {
      for (const { fail } of asked) fail(error)
    }
  }

  return (question) =>
    new Promise<A>((answer, fail) => {
      if (waiting.length === 0) setTimeout(() => void ask(), 0)
      waiting.push({ question, answer, fail })
    })
}

/** One answer for whoever asks the same. */
export function remember<A>(ask: (key: string) => Promise<A>): (key: string) => Promise<A> {
  const known = new Map<string, Promise<A>>()
  return (key) => {
    const answer = known.get(key) ?? ask(key)
    known.set(key, answer)
    return answer
  }
}
