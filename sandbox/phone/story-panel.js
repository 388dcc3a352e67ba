import { ask } from './control-api.js'
import { make, setText, spellPhone, syncList } from './dom.js'

const STATES = { ahead: 'still ahead', playing: 'now', done: 'done', failed: 'went wrong', stopped: 'stopped' }
const ENDS = { done: 'The story is over.', failed: 'It did not go as promised.', stopped: 'Stopped.' }

/** The scenarios, and the steps of the one that was started last. `show(scenarios)` draws them. */
export function createStoryPanel({ readBusiness, onStarted, onTrouble }) {
  const at = (name) => document.getElementById(name)
  const [grid, panel, title, caller, stop, steps] = [
    'scenarios',
    'run',
    'run-title',
    'run-caller',
    'run-stop',
    'run-steps',
  ].map(at)
  const [intro, summary] = ['intro', 'story-hint'].map(at)
  let followed

  async function start(name) {
    const speed = Number(document.querySelector('input[name="speed"]:checked').value)
    try {
      const answer = await ask('POST', `/sandbox/scenarios/${name}`, { speed, businessId: readBusiness()?.id })
      followed = answer.id
      onStarted(answer.caller)
    } catch (error) {
      onTrouble(error)
    }
  }

  stop.addEventListener('click', () => void ask('DELETE', `/sandbox/scenarios/${followed}`).catch(onTrouble))

  function drawRun({ title: words, summary: about }, run) {
    panel.hidden = false
    intro.hidden = true
    setText(summary, about)
    setText(title, words)
    const pace = run.speed > 1 ? `, people at ${run.speed}×` : ''
    setText(caller, `${run.caller.name}, ${spellPhone(run.caller.number)}${pace}`)
    stop.hidden = run.state !== 'playing'
    syncList(steps, run.steps, { keyOf: ({ say }) => `${run.id} ${say}`, create: createStep, update: updateStep })
  }

  return {
    /** The run in sight, `{scenario, run}`; undefined before the first. */
    show(scenarios) {
      syncList(grid, scenarios, {
        keyOf: ({ name }) => name,
        create: (scenario) => createChoice(scenario, () => void start(scenario.name)),
        update: (element, { runs }) =>
          element.classList.toggle(
            'is-playing',
            runs.some(({ state }) => state === 'playing'),
          ),
      })
      const found = scenarios.flatMap((scenario) => scenario.runs.map((run) => ({ scenario, run })))
      // After a reload the one that still plays is followed.
      const current =
        found.find(({ run }) => run.id === followed) ?? found.findLast(({ run }) => run.state === 'playing')
      if (!current) {
        panel.hidden = true
        intro.hidden = false
        return undefined
      }
      if (followed !== current.run.id) {
        followed = current.run.id
        onStarted(current.run.caller)
      }
      drawRun(current.scenario, current.run)
      return current
    },
  }
}

/** What is said aloud of a run: the step it is at, or how it ended. */
export function describeRun({ run }) {
  const ended = ENDS[run.state]
  const step = run.steps.findLast(({ state }) => state !== 'ahead')
  return ended ? `${step?.outcome ?? ''} ${ended}`.trim() : (step?.say ?? '')
}

function createChoice({ title, summary }, onclick) {
  return make(
    'button',
    { className: 'scenario', title: summary, onclick },
    make('strong', {}, title),
    make('span', {}, summary),
  )
}

function createStep({ say }) {
  const state = make('span', { className: 'unseen' })
  return make('li', {}, make('p', { className: 'step-say' }, say, ' ', state), make('p', { className: 'step-outcome' }))
}

function updateStep(element, { state, outcome }) {
  element.dataset.state = state
  setText(element.querySelector('.unseen'), `(${STATES[state]})`)
  setText(element.querySelector('.step-outcome'), outcome)
}
