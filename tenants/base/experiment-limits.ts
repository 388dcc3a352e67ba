/** Bounds of trying words on customers. */

/** Customers of one experiment that are read at once; its rule ends it long before. */
export const EXPOSURES_MAX = 20_000

/** Experiments that a night looks after; there is one a script and a language at most. */
export const EXPERIMENTS_A_NIGHT_MAX = 20

/** Experiments on one script in one language that an agent looks back on. */
export const EXPERIMENTS_SEEN_MAX = 50

/** Experiments that a night tells the fleet of, as each is counted anew. */
export const EXPERIMENTS_EXPORTED_MAX = 10

/** Between the end of one experiment on a script and the start of the next. */
export const EXPERIMENT_REST_DAYS = 14
