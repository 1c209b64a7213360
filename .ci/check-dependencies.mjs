// What is installed: exactly what was reviewed (exact versions, each with its hash, from the registry alone), and nothing
// of which a serious weakness is published. A registry that cannot be asked is said plainly; what it did say counts.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const problems = [];

const { dependencies, devDependencies, optionalDependencies } = read('package.json');
for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
  if (!/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) problems.push(`${name}: ${version} is not exact`);

for (const [place, { version, integrity, resolved, link, inBundle }] of Object.entries(
  read('package-lock.json').packages,
)) {
  if (place === '' || inBundle) continue;
  if (link || !/^\d+\.\d+\.\d+/.test(version ?? '')) problems.push(`${place}: no version of a registry`);
  else if (!integrity?.startsWith('sha512-')) problems.push(`${place}: no SHA-512 hash`);
  // Which registry is asked is the machine's matter; an address in the lock file could lead elsewhere.
  if (resolved !== undefined) problems.push(`${place}: names the address ${resolved}`);
}
for (const problem of problems) console.error(`dependencies: ${problem}`);

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000 });
let report;
try {
  report = JSON.parse(stdout);
} catch {
  report = {};
}
const counts = report.metadata?.vulnerabilities;
if (!counts) console.warn('dependencies: NOT AUDITED, the registry could not be asked for published weaknesses');
else {
  console.log(`dependencies: audited; critical ${counts.critical}, high ${counts.high}, moderate ${counts.moderate}`);
  if (counts.critical + counts.high > 0) {
    for (const [name, { severity }] of Object.entries(report.vulnerabilities ?? {}))
      if (severity === 'high' || severity === 'critical')
        console.error(`dependencies: ${name} has a ${severity} weakness`);
    problems.push('audit');
  }
}
process.exit(problems.length > 0 ? 1 : 0);
