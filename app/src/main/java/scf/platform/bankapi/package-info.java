/// The doors of banks, over signed HTTP. They translate and decide nothing.
@NullMarked
package scf.platform.bankapi;

import org.jspecify.annotations.NullMarked;
