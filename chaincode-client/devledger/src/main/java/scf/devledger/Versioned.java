package scf.devledger;

import com.google.protobuf.ByteString;

/// A value of the world state with the version under which it was written.
record Versioned(ByteString value, Version version) {}
