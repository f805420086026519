/// The embedded PostgreSQL: real binaries, a data directory that lasts, and a start that survives whatever ended the
/// last run.
@NullMarked
package scf.schema.server;

import org.jspecify.annotations.NullMarked;
