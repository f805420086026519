/// Payment at maturity (兑付): clearing instructions for the issuers, bank receipts that answer them, and who got what.
@NullMarked
package scf.platform.settlement;

import org.jspecify.annotations.NullMarked;
