import type { Reporter, TestModule } from 'vitest/node'

/** Names each test that passed only on a second try, with what the first said, so that none hides behind it. */
export class SecondTries implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const flaky = modules
      .flatMap((each) => [...each.children.allTests('passed')])
      .filter((test) => test.diagnostic()?.flaky)
    if (flaky.length === 0) return
    const lines = flaky.map((test) => {
      const first = test.result().errors?.[0]?.message ?? 'without a word'
      return `  ${test.module.relativeModuleId} > ${test.fullName}: ${first}\n`
    })
    process.stderr.write(`\nPassed only on a second try: ${flaky.length}\n${lines.join('')}`)
  }
}
