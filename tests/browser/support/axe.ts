import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Result = { id: string; impact: string | null; nodes: { target: unknown[]; failureSummary?: string }[] }
type Axe = {
  _audit: { rules: { id: string; impact?: string }[] }
  run(root: Document, options: object): Promise<{ violations: Result[] }>
}

/** What axe-core calls serious or critical, a line each. `only` names rules; without it all are tried. */
export async function findViolations(page: Page, only?: string[]): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  // Past the content security policy, as everything that comes from the debugger.
  if (!isThere) await page.evaluate(SOURCE)
  const violations = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: Axe }
    // What fades in has its own colors only once it is there; a skeleton's shimmer has no end.
    const ending = document
      .getAnimations()
      .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
    // What such a rule finds has the rule's own impact, whatever it is; together they took a quarter of the time.
    const light = axe._audit.rules.filter(({ impact }) => impact === 'minor' || impact === 'moderate')
    const off = Object.fromEntries(light.map(({ id }) => [id, { enabled: false }]))
    // Stylesheets are fetched for a rule that is off and one whose word counts as moderate.
    const rest = {
      preload: false,
      resultTypes: ['violations'],
      rules: { ...off, 'target-size': { enabled: true } },
    }
    const found = await axe.run(document, rules === null ? rest : { ...rest, runOnly: { type: 'rule', values: rules } })
    return found.violations
  }, only ?? null)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary.split('\n')[1]?.trim()}`,
      ),
    )
}
