import { EN_AGENTS } from './en-agents.ts'
import { ES_AGENTS } from './es-agents.ts'
import { pairWords } from './language.ts'

export const agentsWords = pairWords(EN_AGENTS, ES_AGENTS)
