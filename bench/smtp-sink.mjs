// A mail server in a process of its own that takes everything and keeps nothing. Tells its port, and when asked, how many it took.
import { SMTPServer } from 'smtp-server';

let taken = 0;
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, _, done) {
    stream.resume().on('end', () => {
      taken += 1;
      done();
    });
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => process.send(server.server.address().port));
process.on('message', () => process.send(taken));
process.on('disconnect', () => process.exit());
