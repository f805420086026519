/// A real Fabric network on this machine, for the tests that put the platform before it: never part of the platform.
@NullMarked
package scf.network;

import org.jspecify.annotations.NullMarked;
