import { bestActivation, openPackagedHosts } from '../../../test/main/packagedHost.ts';
import { atMost, fact, type Part } from '../part.ts';

const FRESH_HOSTS = 5;
const MOST_ACTIVATION_MS = 30;
const MOST_STOP_MS = 200;

/** What the editor waits for when it starts. */
export const activation: Part = {
  name: 'activation',
  about: `the extension’s own activate in a real VS Code, best of ${FRESH_HOSTS} fresh hosts; the model’s bundle is loaded at the first request only`,
  measure: async tell => {
    const hosts = await openPackagedHosts();
    try {
      const { activateMs, withLoadingMs } = await bestActivation(hosts.run, FRESH_HOSTS);
      tell(atMost('activate', activateMs, MOST_ACTIVATION_MS, 'ms'));
      tell(fact('with the loading of its code', `${withLoadingMs} ms`));
    } finally {
      await hosts.close();
    }
  },
};

/** From the command to the server's seeing the connection close. */
export const stopping: Part = {
  name: 'stop',
  about: 'Stop in a real VS Code, median of 20 in each phase, on a scripted server',
  measure: async tell => {
    const hosts = await openPackagedHosts();
    try {
      const log = await hosts.run('stop.suite.ts');
      for (const [, phase = '', median] of log.matchAll(/^ *(\S.*): median ([\d.]+) ms/gm))
        tell(atMost(phase, Number(median), MOST_STOP_MS, 'ms'));
    } finally {
      await hosts.close();
    }
  },
};
