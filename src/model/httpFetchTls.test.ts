import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import { type Certificate, type CertificateOptions, makeCertificate } from '../../test/support/certificate.ts';
import { type ScriptedServer, startSecureServer } from '../../test/support/scriptedServer.ts';
import { ModelError } from '../engine/errors.ts';
import { createHttpFetch } from './httpFetch.ts';

describe('fetch over node:https', () => {
  let server: ScriptedServer;
  afterEach(() => server.close());

  const start = async (options: CertificateOptions = {}): Promise<Certificate> => {
    const certificate = makeCertificate(options);
    server = await startSecureServer(certificate, { body: 'secret' });
    return certificate;
  };
  /** Asks with an agent that trusts this certificate. */
  const askTrusting = async ({ cert }: Certificate): Promise<string> => {
    const agents = { http: new http.Agent(), https: new https.Agent({ ca: cert }) };
    return (await createHttpFetch({ baseUrl: server.baseUrl }, agents)(server.baseUrl)).text();
  };
  const causeOf = async (asked: Promise<unknown>): Promise<string> => {
    const error = await asked.then(
      () => assert.fail('No failure.'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ModelError, String(error));
    assert.equal(server.requests.length, 0);
    return error.reason;
  };

  it('speaks to a server whose certificate is trusted', async () => {
    assert.equal(await askTrusting(await start()), 'secret');
  });

  it('sends nothing to one whose certificate is not, and says what is wrong with it', async () => {
    await start();
    assert.equal(await causeOf(createHttpFetch({ baseUrl: server.baseUrl })(server.baseUrl)), 'tls');
    await server.close();
    assert.equal(await causeOf(askTrusting(await start({ hostName: 'another.test' }))), 'certificate-name');
    await server.close();
    assert.equal(await causeOf(askTrusting(await start({ expired: true }))), 'certificate-expired');
  });
});
