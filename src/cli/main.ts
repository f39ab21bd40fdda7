import { createProcessShell } from './processShell.ts';
import { runProgram } from './program.ts';

runProgram(process.argv.slice(2), createProcessShell()).then(status => {
  // What is still open, such as a connection that was kept or standard input, is not waited for; what was written is.
  process.stdout.write('', () => process.exit(status));
});
