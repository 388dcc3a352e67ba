import { parse, type GraphQLError, type GraphQLSchema } from 'graphql'
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga'
import { unreachable } from '../../tenants/base/result.ts'
import { GRAPH_TOKENS_MAX } from '../bounds.ts'
import type { Asker } from './business.ts'
import { maskError, noteFault, refuseQuery, withCode } from './faults.ts'
import { findExcess, type Excess } from './limits.ts'

export type Yoga = YogaServerInstance<Asker, object>

/** Without its pages, its log and its other ways in: ours stand before it. */
export function openYoga(schema: GraphQLSchema): Yoga {
  return createYoga<Asker>({
    schema,
    graphqlEndpoint: '/api/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    cors: false,
    multipart: false,
    batching: false,
    // Whether a query is too large depends on its variables.
    parserAndValidationCache: false,
    maskedErrors: { maskError },
    plugins: [limits(schema), codes()],
  })
}

/** Before the library checks a query, which can itself take long. */
function limits(schema: GraphQLSchema): Plugin<Asker> {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: GRAPH_TOKENS_MAX, noLocation: false }))
    },
    onValidate({ params: { documentAST }, context, setResult }) {
      const excess = findExcess(schema, documentAST, context.params.variables ?? {})
      if (excess) setResult([refuseQuery(describeExcess(excess))])
    },
  }
}

/** What the library refuses has a code of ours as well. */
function codes(): Plugin<Asker, Asker> {
  return {
    onResultProcess(answered) {
      const { result, serverContext } = answered
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return
      const errors = result.errors.map((error) => error as GraphQLError)
      for (const error of errors) noteFault(error, serverContext.context.traceId)
      answered.setResult({ ...result, errors: errors.map(withCode) })
    },
  }
}

function describeExcess(excess: Excess): string {
  switch (excess) {
    case 'too_deep':
      return 'The query is nested too deeply. Ask for less at a time.'
    case 'too_large':
      return 'The answer could become too large. Ask for shorter lists or fewer fields at a time.'
    case 'circular':
      return 'A fragment contains itself.'
    default:
      return unreachable(excess)
  }
}
