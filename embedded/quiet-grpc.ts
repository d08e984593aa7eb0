/**
 * Imported before gRPC, which reads this as it is loaded: the server of the played year drops a connection that is kept alive while
 * nothing happens, and each time gRPC would print a line about it and connect anew. What fails is thrown all the same.
 */
process.env['GRPC_NODE_VERBOSITY'] ??= 'NONE';
