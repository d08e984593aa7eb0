import { pathToFileURL } from 'node:url';

/*
 * Runs a main file on behalf of the launcher: node child.js <file>. The channel to the launcher does what signals
 * cannot: it asks for an orderly end on Windows too, and its loss tells that the launcher was killed.
 */
const stop = (): void => {
  if (process.listenerCount('SIGTERM') === 0) process.exit(0);
  process.emit('SIGTERM', 'SIGTERM');
};
process.on('message', (message) => {
  if (message === 'stop') stop();
});
process.on('disconnect', stop);
// Listening must not keep alive a main that has ended.
process.channel?.unref();

const [file] = process.argv.splice(2, 1);
process.argv[1] = file ?? '';
await import(pathToFileURL(file ?? '').href);
