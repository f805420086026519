/// Words of money that every room speaks: amounts, rates, day counts, and the one place where interest is rounded.
@NullMarked
package scf.platform.money;

import org.jspecify.annotations.NullMarked;
