import { EN_PIPELINE } from './en-pipeline.ts'
import { ES_PIPELINE } from './es-pipeline.ts'
import { pairWords } from './language.ts'

export const pipelineWords = pairWords(EN_PIPELINE, ES_PIPELINE)
