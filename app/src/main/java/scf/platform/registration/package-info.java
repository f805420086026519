/// The record of registration and search in the unified system (中登网): the gate before money moves.
@NullMarked
package scf.platform.registration;

import org.jspecify.annotations.NullMarked;
