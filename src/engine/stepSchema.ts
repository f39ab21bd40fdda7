import * as z from 'zod/mini';

/** The object that a server is asked for; the order of its fields is the order in which a model writes them, decision last. */
const wireStepSchema = z.strictObject({
  title: z.string(),
  content: z.string(),
  next_action: z.enum(['continue', 'final_answer']),
});

/** The step as a strict JSON schema, for `response_format`. */
export const stepJsonSchema: Readonly<Record<string, unknown>> = withoutDialect(z.toJSONSchema(wireStepSchema));

/** The reply as the object asked for, or `undefined` where it is anything else. */
export function parseWireStep(text: string): z.infer<typeof wireStepSchema> | undefined {
  try {
    return z.safeParse(wireStepSchema, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Some servers' grammar compilers stumble over `$schema`. */
function withoutDialect({ $schema: _dialect, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return schema;
}
