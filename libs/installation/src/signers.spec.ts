import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateSigner, verifierText } from '@baikoo/proof';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ConfigurationError, readConfiguration } from './configuration.js';
import { checkNamedKeys, readSigners, writeKeyFile } from './signers.js';

const home = mkdtempSync(path.join(tmpdir(), 'baikoo-signers-'));
afterAll(() => rmSync(home, { recursive: true }));

const signersWith = (settings: NodeJS.ProcessEnv) =>
  readSigners(readConfiguration({ BAIKOO_HOME: path.join(home, 'demo'), ...settings }));

describe('the key that signs', () => {
  const [key, former] = [generateSigner('record.example'), generateSigner('record.example')];
  const [file, formerFile] = [path.join(home, 'key.pem'), path.join(home, 'former.pem')];
  writeKeyFile(file, key);
  writeKeyFile(formerFile, former);

  test('of the demo is made once, for its owner only', () => {
    const made = verifierText(signersWith({}).signer);
    expect(made).toMatch(/^baikoo-demo\/record\+/);
    expect(verifierText(signersWith({}).signer)).toBe(made);
    expect(statSync(path.join(home, 'demo/proof/signing-key.pem')).mode & 0o777).toBe(0o600);
  });
  test('is that of its file, and beside it the one that hands over', () => {
    const named = { PROOF_KEY_FILE: file, PROOF_ORIGIN: 'record.example' };
    expect(verifierText(signersWith(named).signer)).toBe(verifierText(key));
    const both = signersWith({ ...named, PROOF_FORMER_KEY_FILE: formerFile });
    expect(both.former && verifierText(both.former)).toBe(verifierText(former));
  });
  test.each([0o644, 0o660, 0o604, 0o622])('is refused where others may read or change it: %s', (mode) => {
    const open = path.join(home, `open-${mode}.pem`);
    writeKeyFile(open, key);
    chmodSync(open, mode);
    expect(() => signersWith({ PROOF_KEY_FILE: open })).toThrow(/PROOF_KEY_FILE: others than its owner/);
  });
  test('may be read by the group of its file', () => {
    chmodSync(file, 0o640);
    expect(signersWith({ PROOF_KEY_FILE: file }).signer.name).toBe('baikoo-demo/record');
  });
  test('that is none is refused without telling what the file holds', () => {
    const refused = (name: string, content: string) => {
      const wrong = path.join(home, name);
      writeFileSync(wrong, content, { mode: 0o600 });
      return () => signersWith({ PROOF_KEY_FILE: wrong });
    };
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const other = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(refused('p256.pem', other)).toThrow(/PROOF_KEY_FILE: .*Ed25519/);
    expect(refused('text.pem', 'secret words')).toThrow(ConfigurationError);
    expect(refused('words.pem', 'secret words')).not.toThrow(/secret/);
    expect(() => signersWith({ PROOF_KEY_FILE: path.join(home, 'none.pem') })).toThrow(/cannot be read/);
  });
  test('is looked at before a start if the settings name one, and none is made then', () => {
    const early = path.join(home, 'early');
    checkNamedKeys(readConfiguration({ BAIKOO_HOME: early }));
    expect(existsSync(early)).toBe(false);
    const missing = readConfiguration({ BAIKOO_HOME: early, PROOF_KEY_FILE: path.join(home, 'none.pem') });
    expect(() => checkNamedKeys(missing)).toThrow(/cannot be read/);
  });
  test('is never that of the demo in production, whatever became of the settings', () => {
    const production = { ...readConfiguration({ BAIKOO_HOME: home }), mode: 'production' as const };
    expect(() => readSigners(production)).toThrow(/PROOF_KEY_FILE/);
  });
});
