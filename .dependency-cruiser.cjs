/**
 * Who may import whom. A folder may import itself and what it lists here; a list that is followed from folder to
 * folder is transitive by construction. Two exceptions are spelled out below: `workflows` and `config`.
 * Run by scripts/check-imports.mjs.
 */
const MAY_IMPORT = {
  domain: [],
  documents: ['domain'],
  register: ['domain'],
  mail: ['domain'],
  workflows: [],
  activities: ['domain', 'register', 'mail', 'documents', 'workflows/contract.ts'],
  client: ['domain', 'documents', 'register', 'mail', 'workflows/contract.ts'],
  web: ['domain', 'client', 'register', 'mail'],
  // Workflows are given to a worker by path; bundling them is Temporal's work.
  worker: ['domain', 'workflows/contract.ts', 'activities', 'register', 'mail'],
  embedded: [
    'domain',
    'documents',
    'register',
    'mail',
    'workflows/contract.ts',
    'activities',
    'client',
    'web',
    'worker',
  ],
  config: ['domain'],
};
const FOLDERS = Object.keys(MAY_IMPORT);
const OURS = `^(${FOLDERS.join('|')}|test|scripts)/`;
const SOURCES = `^(${FOLDERS.join('|')})/`;
/** Only a process's main reads settings; the CLI is one, with its commands. */
const MAINS = '^((web|worker)/main[.]tsx?$|register/[a-z-]+-main[.]ts$|client/cli[./]|embedded/)';

/** Erased before anything runs: `import type` and `import('…').T`. */
const TYPES = ['type-only', 'type-import'];

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  folders: FOLDERS,
  forbidden: [
    ...Object.entries(MAY_IMPORT)
      .filter(([folder]) => folder !== 'workflows')
      .map(([folder, allowed]) =>
        forbid(
          `${folder}-imports`,
          `${folder}/ imports only: ${[folder, ...allowed].join(', ')} (mains also config)`,
          { path: `^${folder}/` },
          { path: OURS, pathNot: [folder, 'config', ...allowed].map(startsWith) },
        ),
      ),
    forbid(
      'config-only-in-mains',
      'settings are read once, by mains, and handed on as arguments',
      { path: SOURCES, pathNot: [MAINS, '^(client|web|worker|config)/'] },
      { path: '^config/' },
    ),
    forbid(
      'config-only-in-mains',
      'a shell may name the type of the settings that its main hands on',
      { path: '^(client|web|worker)/', pathNot: MAINS },
      { path: '^config/', dependencyTypesNot: TYPES },
    ),
    forbid(
      'workflows-types-only',
      'workflow code may take types, and only types, of the domain and of the activities',
      { path: '^workflows/' },
      { path: OURS, pathNot: '^(workflows|domain|activities)/' },
    ),
    forbid(
      'workflows-no-code-of-ours',
      'workflow code is deterministic and hardly ever changes: no value of any other folder',
      { path: '^workflows/' },
      { path: '^(domain|activities)/', dependencyTypesNot: TYPES },
    ),
    forbid(
      'workflows-packages',
      'workflow code runs in an isolate: no Node builtin, no package but the workflow SDK',
      { path: '^workflows/' },
      {
        pathNot: [OURS, '(^|/)node_modules/@temporalio/(workflow|common)/'],
        dependencyTypesNot: TYPES,
        couldNotResolve: false,
      },
    ),
    forbid(
      'domain-packages',
      'the domain is pure: no I/O, no clock, no Node builtin; luxon does its civil time',
      { path: '^domain/' },
      { pathNot: [OURS, '(^|/)node_modules/luxon/'], dependencyTypesNot: TYPES, couldNotResolve: false },
    ),
    forbid('no-circular', 'a cycle means two files are one noun', {}, { circular: true }),
    forbid('no-unresolvable', 'an import must lead to a file or an installed package', {}, { couldNotResolve: true }),
    forbid(
      'no-undeclared-package',
      'a package must be in package.json, and under "dependencies" if the product runs it',
      { path: SOURCES },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm', ...TYPES],
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var|coverage)/' },
    // Type-only imports count too, marked as such.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};

function startsWith(folderOrFile) {
  return folderOrFile.endsWith('.ts') ? `^${folderOrFile.replace('.', '[.]')}$` : `^${folderOrFile}/`;
}
