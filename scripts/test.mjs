/**
 * `npm test`: every check, then jest. Node only, no shell. Arguments go to jest: `npm test -- test/domain`.
 * All steps run even when one fails. The last line reads `N passed, N failed`: the tests, and each check as one.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const CHECKS = [
  ['types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit'],
  ['lint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  ['unused code and packages', 'node_modules/knip/bin/knip.js', '--no-progress'],
  ['import rules', 'scripts/check-imports.mjs'],
];

const tally = { passed: 0, failed: 0 };

// Installs first when this is a fresh clone, and says so.
await check('build', ['embedded/bootstrap.mjs', 'build']);
// Temporal's servers, fetched or built once: minutes on a new machine, nothing after that.
await check('servers', ['dist/embedded/fetch-servers.js']);
for (const [name, ...command] of CHECKS) await check(name, command, { quiet: true });
await runJest(process.argv.slice(2));

console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;

/** Runs one check; when `quiet`, its output is shown only if it fails. */
async function check(name, command, { quiet = false } = {}) {
  const { code, seconds, output } = await run(process.execPath, command, { quiet });
  if (code !== 0) process.stdout.write(output);
  tally[code === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
}

/** Tests count one by one; a file that could not run, an empty run or a crash of jest itself counts as one failure. */
async function runJest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'duban-test-'));
  const file = join(folder, 'jest.json');
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  const { code, seconds } = await run(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--maxWorkers=2', '--json', `--outputFile=${file}`, ...args],
    { env: { ...process.env, NODE_OPTIONS: nodeOptions.trim() } },
  );
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  rmSync(folder, { recursive: true, force: true });

  const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0, numPendingTests = 0 } = result;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  tally.passed += numPassedTests;
  tally.failed += failed;
  console.log(`${code === 0 ? '✓' : '✗'} tests: ${numPassedTests} passed, ${numPendingTests} skipped (${seconds} s)`);
  if (failed === 0 && (code !== 0 || numPassedTests === 0)) {
    tally.failed += 1;
    console.log(numPassedTests === 0 ? '✗ no test ran' : `✗ jest ended with code ${code}`);
  }
}

/** Runs a program; `quiet` keeps what it prints for later. */
function run(program, args, { quiet = false, ...options } = {}) {
  const started = performance.now();
  return new Promise((done) => {
    // jest's --json report goes to its file; stdout would repeat it.
    const child = spawn(program, args, {
      ...options,
      stdio: ['ignore', quiet ? 'pipe' : 'ignore', quiet ? 'pipe' : 'inherit'],
    });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    const end = (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      done({ code, seconds, output: Buffer.concat(chunks).toString() });
    };
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}
