/// A holder's request for money on a voucher (融资申请), the offers of the banks that it asked, and the acceptance of one.
@NullMarked
package scf.platform.financing;

import org.jspecify.annotations.NullMarked;
