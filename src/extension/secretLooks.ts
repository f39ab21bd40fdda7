const NAMES =
  /(?:^|[\\/])(?:\.env(?:\.[\w.-]+)?|\.npmrc|\.netrc|\.pgpass|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|credentials(?:\.\w+)?|secrets?\.(?:json|ya?ml|toml)|[^\\/]+\.(?:pem|key|p12|pfx|jks|keystore|ppk))$/i;
const HARMLESS_NAMES = /\.env\.(?:example|sample|template)$/i;
const TEXTS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bsk-[A-Za-z0-9_-]{16,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
];

/** Whether a file is, by its name, one that holds keys or passwords. */
export const isSecretName = (path: string): boolean => NAMES.test(path) && !HARMLESS_NAMES.test(path);

/** Whether a text holds something that looks like a key. */
export const holdsSecret = (text: string): boolean => TEXTS.some(secret => secret.test(text));
