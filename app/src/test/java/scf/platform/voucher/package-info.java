@NullMarked
package scf.platform.voucher;

import org.jspecify.annotations.NullMarked;
