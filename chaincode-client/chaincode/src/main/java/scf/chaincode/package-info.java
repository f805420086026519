/// The thin shim that runs the contract on Fabric peers.
@NullMarked
package scf.chaincode;

import org.jspecify.annotations.NullMarked;
