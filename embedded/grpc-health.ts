import { connect } from 'node:http2';

const SERVING = 1;
const SERVICE = 'temporal.api.workflowservice.v1.WorkflowService';

/**
 * Whether a Temporal server takes requests: the standard gRPC health check, over Node's own HTTP/2. A gRPC library for
 * this one question would double the launcher's memory.
 */
export function isServing(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connect(`http://${host}:${port}`);
    const done = (answer: boolean): void => {
      session.destroy();
      resolve(answer);
    };
    session.on('error', () => done(false));
    session.setTimeout(2_000, () => done(false));
    const request = session.request({
      ':method': 'POST',
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const chunks: Buffer[] = [];
    request.on('error', () => done(false));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // HealthCheckResponse has one field, the status, as field 1 of varint type.
    request.on('end', () => {
      const body = Buffer.concat(chunks).subarray(5);
      done(body[0] === 0x08 && body[1] === SERVING);
    });
    request.end(frame(SERVICE));
  });
}

/** HealthCheckRequest { service = 1 } in a gRPC frame: a zero byte, the length, the message. */
function frame(service: string): Buffer {
  const name = Buffer.from(service);
  const message = Buffer.concat([Buffer.from([0x0a, name.length]), name]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
