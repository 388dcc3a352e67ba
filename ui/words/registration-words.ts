import { EN_REGISTRATION } from './en-registration.ts'
import { ES_REGISTRATION } from './es-registration.ts'
import { pairWords } from './language.ts'

export const registrationWords = pairWords(EN_REGISTRATION, ES_REGISTRATION)
