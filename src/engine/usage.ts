/** Tokens that requests cost, as the server counted them. A count that it did not send is absent, never 0. */
export interface Usage {
  readonly promptTokens?: number;
  /** How many of `promptTokens` the server took from its prefix cache. */
  readonly cachedTokens?: number;
  readonly completionTokens?: number;
}

/** The sum of two counts; absent where neither knows. */
export function addUsage(a: Usage, b: Usage): Usage {
  const sum = (x?: number, y?: number) => (x === undefined && y === undefined ? undefined : (x ?? 0) + (y ?? 0));
  return withoutUndefined({
    promptTokens: sum(a.promptTokens, b.promptTokens),
    cachedTokens: sum(a.cachedTokens, b.cachedTokens),
    completionTokens: sum(a.completionTokens, b.completionTokens),
  });
}

/** Tokens that went through the model, in and out; 0 where nothing is known. */
export const totalTokens = (usage: Usage): number => (usage.promptTokens ?? 0) + (usage.completionTokens ?? 0);

function withoutUndefined(counts: { [K in keyof Usage]: Usage[K] | undefined }): Usage {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined));
}
