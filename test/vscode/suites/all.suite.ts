/** What one extension host is enough for. */
import './commands.suite.ts';
import './questions.suite.ts';
import './steering.suite.ts';
import './memory.suite.ts';
