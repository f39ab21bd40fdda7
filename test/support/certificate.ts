import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** What a server needs for TLS, as PEM. Its certificate is signed by itself, so that nobody trusts it who was not told to. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** What is to be wrong with a certificate, besides its authority. */
export interface CertificateOptions {
  /** Whom it is made out to (default `localhost`). */
  readonly hostName?: string;
  /** Whether it was valid only until the year 2001. */
  readonly expired?: boolean;
}

/** Makes a key and a certificate for it, new for each call: an X.509 v3 certificate in DER (RFC 5280). */
export function makeCertificate({ hostName = 'localhost', expired = false }: CertificateOptions = {}): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = certificateBody(publicKey, hostName, expired);
  const signature = sign('sha256', body, privateKey);
  const whole = sequence(body, SIGNED_WITH, tagged(BIT_STRING, Buffer.of(0), signature));
  return { key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })), cert: toPem(whole) };
}

function certificateBody(publicKey: KeyObject, hostName: string, expired: boolean): Buffer {
  const version = tagged(0xa0, tagged(INTEGER, Buffer.of(2)));
  const serial = tagged(INTEGER, Buffer.of(1));
  const name = sequence(tagged(SET, sequence(COMMON_NAME, tagged(UTF8_STRING, Buffer.from(hostName)))));
  const validity = sequence(time('000101000000Z'), time(expired ? '010101000000Z' : '491231235959Z'));
  const alternativeName = sequence(ALTERNATIVE_NAME, tagged(OCTET_STRING, sequence(tagged(DNS_NAME, Buffer.from(hostName)))));
  const extensions = tagged(0xa3, sequence(alternativeName));
  const keyInfo = publicKey.export({ type: 'spki', format: 'der' });
  return sequence(version, serial, SIGNED_WITH, name, validity, name, keyInfo, extensions);
}

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;
const DNS_NAME = 0x82;

function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(SEQUENCE, ...parts);
const time = (text: string): Buffer => tagged(UTC_TIME, Buffer.from(text));
const oid = (...bytes: readonly number[]): Buffer => tagged(0x06, Buffer.from(bytes));

const SIGNED_WITH = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const ALTERNATIVE_NAME = oid(0x55, 0x1d, 0x11);

const toPem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
