// Runs before anything is installed or built, so it uses Node's own modules only:
//   node embedded/bootstrap.mjs start | demo | duban | build [arguments]
// It speaks on stderr, because the CLI's stdout may be data for another program.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const INSTALL_STAMP = path.join(ROOT, 'node_modules', '.duban-install');
const BUILD_STAMP = path.join(ROOT, 'dist', '.duban-build');
const ENTRIES = { start: 'dist/embedded/start.js', demo: 'dist/embedded/demo.js', duban: 'dist/client/cli.js' };

const [task = 'start', ...args] = process.argv.slice(2);
await main();

async function main() {
  try {
    checkNode();
    checkTask();
    await install();
    await build();
  } catch (error) {
    say(error.userMessage ?? error.stack);
    process.exit(1);
  }
  if (task === 'build') return;
  const entry = path.join(ROOT, ENTRIES[task]);
  // As if the entry had been started itself: arguments and exit code are its own.
  process.argv.splice(1, process.argv.length, entry, ...args);
  await import(pathToFileURL(entry).href);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw fault(`Node.js 版本过低：本机为 ${process.versions.node}，需要 20.19 以上（建议 22 或 24）。请升级后重试`);
}

function checkTask() {
  if (task === 'build' || Object.hasOwn(ENTRIES, task)) return;
  throw fault(`未知任务 ${task}：可用 start、demo、duban、build`);
}

/** Installs the packages of package-lock.json, unless exactly these are there. */
async function install() {
  const lock = path.join(ROOT, 'package-lock.json');
  const wanted = `${process.platform}-${process.arch} ${sha256(readFileSync(lock))}`;
  if (read(INSTALL_STAMP) === wanted) return;
  if (!installedByHand(lock)) {
    const began = performance.now();
    say('正在安装依赖（npm ci，首次约 1—3 分钟，视网速而定）…');
    // The compiler is a development dependency, so these are wanted whatever NODE_ENV says.
    await run(npmCommand(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']), '依赖安装');
    say(`依赖安装完毕，用时 ${seconds(began)} 秒`);
  }
  writeFileSync(INSTALL_STAMP, wanted);
}

/** Whether somebody's own `npm ci` or `npm install` has brought what the lock names: npm keeps a record of what it installed. */
function installedByHand(lock) {
  const done = read(path.join(ROOT, 'node_modules', '.package-lock.json'));
  if (done === undefined) return false;
  const { packages: wanted } = JSON.parse(readFileSync(lock, 'utf8'));
  const { packages: found } = JSON.parse(done);
  // Optional packages are mostly those of other systems.
  return Object.entries(wanted).every(
    ([name, one]) =>
      name === '' ||
      one.optional ||
      one.devOptional ||
      (found[name]?.version === one.version && found[name].integrity === one.integrity),
  );
}

/** Compiles to dist/, unless no source has changed since. Comparing names, sizes and times takes milliseconds. */
async function build() {
  const { folders, sources } = listSources();
  const wanted = sha256(
    [...sources, path.join(ROOT, 'tsconfig.json'), path.join(ROOT, 'tsconfig.build.json'), INSTALL_STAMP]
      .map((file) => `${path.relative(ROOT, file)} ${statSync(file).size} ${statSync(file).mtimeMs}`)
      .join('\n'),
  );
  const entry = ENTRIES[task] && path.join(ROOT, ENTRIES[task]);
  const complete = !entry || existsSync(entry);
  if (read(BUILD_STAMP) === wanted && complete) return;
  const began = performance.now();
  say('正在编译（约 10 秒）…');
  // The compiler trusts its own record of what it wrote, so without an output the record has to go too.
  if (!complete) rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true });
  rmSync(BUILD_STAMP, { force: true });
  const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  await run({ program: process.execPath, args: [tsc, '-p', 'tsconfig.build.json'] }, '编译');
  copyOtherFiles(folders);
  await run({ program: process.execPath, args: [path.join('dist', 'worker', 'bundle-main.js')] }, '流程打包');
  if (entry && !existsSync(entry)) throw fault(`编译后仍缺少 ${ENTRIES[task]}：源文件不完整，请重新克隆项目`);
  mkdirSync(path.dirname(BUILD_STAMP), { recursive: true });
  writeFileSync(BUILD_STAMP, wanted);
  say(`编译完毕，用时 ${seconds(began)} 秒`);
}

function listSources() {
  const { include } = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8'));
  const { exclude } = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.build.json'), 'utf8'));
  const folders = include.filter((name) => !exclude.includes(name) && existsSync(path.join(ROOT, name)));
  const sources = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => path.join(found.parentPath ?? found.path, found.name))
      .sort(),
  );
  return { folders, sources };
}

/** The compiler carries over what it compiles; style sheets, templates and the like are ours to copy. */
function copyOtherFiles(folders) {
  for (const folder of folders) {
    cpSync(path.join(ROOT, folder), path.join(ROOT, 'dist', folder), {
      recursive: true,
      filter: (from) => statSync(from).isDirectory() || !/\.(tsx?|mts|mjs|md)$/.test(from),
    });
  }
}

/** npm is a script: started by the npm that started us where possible, so that no shell is needed on Windows. */
function npmCommand(npmArgs) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return { program: process.execPath, args: [script, ...npmArgs] };
  return { program: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: npmArgs };
}

function run({ program, args: programArgs }, what) {
  const began = performance.now();
  const ticker = setInterval(() => say(`  ${what}仍在进行，已用 ${seconds(began)} 秒`), 10_000);
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArgs, {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      shell: program.endsWith('.cmd'),
    });
    child.on('error', (error) => reject(fault(`${what}失败：无法运行 ${program}（${error.message}）`)));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(fault(`${what}失败（退出码 ${code}），原因见上方输出。排除后重新运行同一命令即可`));
    });
  }).finally(() => clearInterval(ticker));
}

function fault(userMessage) {
  return Object.assign(new Error(userMessage), { userMessage });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function seconds(began) {
  return ((performance.now() - began) / 1000).toFixed(1);
}

function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
