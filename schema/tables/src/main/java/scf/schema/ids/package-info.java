/// The identities of things, shared by the tables and the rooms: one type per thing, so that none is taken for another.
@NullMarked
package scf.schema.ids;

import org.jspecify.annotations.NullMarked;
