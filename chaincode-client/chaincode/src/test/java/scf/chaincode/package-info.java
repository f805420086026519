@NullMarked
package scf.chaincode;

import org.jspecify.annotations.NullMarked;
