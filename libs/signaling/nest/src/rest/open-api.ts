import { ERROR_STATUS, type ErrorCode } from '@holdfast/protocol';
import type { ApiResponseOptions } from '@nestjs/swagger';
import * as z from 'zod/mini';

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    status: z.int(),
    message: z.string(),
    retryAfterMs: z.optional(z.number()),
  }),
});

type OpenApiSchema = Extract<ApiResponseOptions, { schema: unknown }>['schema'];

/** A schema of the wire as OpenAPI describes it, so that nothing is written down twice. */
export function openApi(schema: z.ZodMiniType, io: 'input' | 'output' = 'output'): OpenApiSchema {
  return z.toJSONSchema(schema, { target: 'openapi-3.0', io }) as OpenApiSchema;
}

/** The answer with one of these errors, which have the same status. */
export function openApiError(...codes: readonly [ErrorCode, ...ErrorCode[]]): ApiResponseOptions {
  return {
    status: ERROR_STATUS[codes[0]],
    description: codes.map((code) => `\`${code}\``).join(' or '),
    schema: openApi(errorSchema),
  };
}
