/** How the program ends: answered, failed, used wrongly, or stopped by Ctrl-C. */
export const EXIT = { answered: 0, failed: 1, wrongUsage: 2, stopped: 130 } as const;
