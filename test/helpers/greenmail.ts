import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../../embedded/cache-folder.js';
import { freePort } from '../../embedded/free-port.js';
import { runProgram } from '../../embedded/run-program.js';

const VERSION = '2.1.3';
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>duban</groupId><artifactId>greenmail</artifactId><version>1</version><dependencies><dependency>
<groupId>com.icegreen</groupId><artifactId>greenmail-standalone</artifactId><version>${VERSION}</version>
</dependency></dependencies></project>`;

/** A mail server of this machine, fetched once with Maven; undefined where there is no Maven, which under CI is a failure. */
export async function findGreenMail(): Promise<string | undefined> {
  const target = path.join(cacheFolder(), `greenmail-${VERSION}.jar`);
  if (existsSync(target)) return target;
  await mkdir(cacheFolder(), { recursive: true });
  const folder = await mkdtemp(path.join(cacheFolder(), 'maven-'));
  try {
    await writeFile(path.join(folder, 'pom.xml'), POM);
    const copy = ['-B', '-q', '-f', 'pom.xml', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
    const { code, output } = await runProgram('mvn', copy, { cwd: folder });
    if (code === 0) {
      await rename(path.join(folder, 'lib', `greenmail-standalone-${VERSION}.jar`), target);
      return target;
    }
    if (process.env.CI) throw new Error(`the mail server could not be fetched: ${output}`);
    console.warn('no Maven on this machine: answers by mail are not tested against a mail server');
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The server on loopback, SMTP and IMAP, in memory. Every address has a mailbox of its own, with its address as user and password. */
export async function startGreenMail(jar: string) {
  const [smtp, imap] = [await freePort(), await freePort()];
  const options = [
    ...[`-Dgreenmail.smtp.hostname=127.0.0.1`, `-Dgreenmail.smtp.port=${smtp}`],
    ...[`-Dgreenmail.imap.hostname=127.0.0.1`, `-Dgreenmail.imap.port=${imap}`],
    ...['-Dgreenmail.auth.disabled', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m'],
  ];
  const child = spawn('java', [...options, '-jar', jar], { stdio: 'ignore' });
  for (const port of [smtp, imap]) for (let n = 0; n < 300 && !(await greets(port)); n += 1) await sleep(100);
  return {
    smtp,
    imap,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function greets(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('data', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  }).then((greeted) => {
    socket.destroy();
    return greeted === true;
  });
}
