package scf.platform.signing;

import scf.contract.Bytes;

/// A response as it is signed.
record ResponseMessage(int status, Fields fields, Bytes body) {}
