/** The chance that a normal variable lies below `z`, to seven digits (Abramowitz and Stegun 26.2.17). */
export function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail =
    (t *
      (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))) *
      Math.exp((-z * z) / 2)) /
    Math.sqrt(2 * Math.PI)
  return z >= 0 ? 1 - tail : tail
}

const STEPS = 60

/** The value that a normal variable stays below with the chance `below`, found by halving. */
export function normalQuantile(below: number): number {
  let [low, high] = [-8, 8]
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2
    if (normalBelow(middle) < below) low = middle
    else high = middle
  }
  return (low + high) / 2
}
