/**
 * Checks the import rules of .dependency-cruiser.cjs: `node scripts/check-imports.mjs [root]`.
 * Without a working TypeScript compiler dependency-cruiser sees 0 modules and therefore 0 violations, so the modules it
 * saw are compared with the files on disk.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import configuration from '../.dependency-cruiser.cjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const { folders, forbidden, options } = configuration;

process.chdir(process.argv[2] ?? project);
const roots = [...folders, 'test', 'scripts'].filter((folder) => existsSync(folder));
const { output } = await cruise(
  roots,
  { ...options, ruleSet: { forbidden }, validate: true },
  options.enhancedResolveOptions,
  { tsConfig: extractTypeScriptConfig(join(project, 'tsconfig.json')) },
);

const seen = new Set(output.modules.map((module) => module.source));
const missed = roots.flatMap(sourceFiles).filter((file) => !seen.has(file));
for (const file of missed) console.error(`not read: ${file} (does dependency-cruiser find the TypeScript compiler?)`);

const { violations, totalDependenciesCruised } = output.summary;
for (const { rule, from, to, cycle } of violations) {
  const comment = forbidden.find(({ name }) => name === rule.name).comment;
  console.error(
    `${rule.name}: ${[from, ...(cycle ?? [{ name: to }]).map(({ name }) => name)].join(' → ')} (${comment})`,
  );
}

const modules = seen.size;
console.log(`${modules} modules, ${totalDependenciesCruised} imports, ${violations.length} violations`);
if (modules === 0) console.error('no module was read: the rules were not checked');
process.exitCode = violations.length + missed.length > 0 || modules === 0 ? 1 : 0;

function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|cjs|js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));
}
