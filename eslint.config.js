import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Time is an argument: only the outermost shells read a clock (workflows read Temporal's). */
const AMBIENT_CLOCK = [
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Date.now()'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'new Date()'],
  ['CallExpression[callee.name="Date"]', 'Date()'],
  [
    'CallExpression[callee.object.name="DateTime"][callee.property.name=/^(now|local|utc)$/][arguments.length=0]',
    'DateTime.now()',
  ],
  ['CallExpression[callee.object.name="performance"][callee.property.name="now"]', 'performance.now()'],
].map(([selector, name]) => ({
  selector,
  message: `No ambient clock here (${name}): take the instant as an argument.`,
}));

/** In SQL too: a row's instants come from the caller. */
const SQL_CLOCK = ['TemplateElement[value.raw', 'Literal[value'].map((node) => ({
  selector: `${node}=/\\b(now\\(\\)|clock_timestamp\\(\\)|current_timestamp|current_date|localtimestamp)/i]`,
  message: 'No ambient clock in SQL: pass the instant as a parameter.',
}));

export default defineConfig(
  globalIgnores(['dist/', 'var/', 'var-*/', 'coverage/', 'samples/', 'test/histories/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // `import { type T }` keeps the import at run time; the import rules rely on types being erased.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      // An implementation may be async because its interface is.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 250],
      'max-params': ['error', 3],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['{domain,register,activities,documents,mail}/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...AMBIENT_CLOCK] },
  },
  {
    files: ['register/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...AMBIENT_CLOCK, ...SQL_CLOCK] },
  },
  // Tables of data are as long as what they record.
  { files: ['**/*-data.ts', '**/data/**/*.ts'], rules: { 'max-lines': 'off' } },
  { files: ['test/**/*.{ts,tsx}'], rules: { 'max-lines': ['error', 400], 'max-params': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    rules: { eqeqeq: 'error', 'prefer-const': 'error', 'no-unused-vars': 'error', 'max-lines': ['error', 250] },
  },
);
