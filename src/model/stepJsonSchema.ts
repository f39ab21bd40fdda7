import * as z from 'zod/mini';
import { wireStepSchema } from '../engine/stepSchema.ts';

/** The step as a strict JSON schema, for `response_format`. It stands here because the code that makes it is not to be loaded with the extension. */
export const stepJsonSchema: Readonly<Record<string, unknown>> = withoutDialect(z.toJSONSchema(wireStepSchema));

/** Some servers' grammar compilers stumble over `$schema`. */
function withoutDialect({ $schema: _dialect, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return schema;
}
