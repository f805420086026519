/// The dates that law and contracts count by: the business date, working days, terms in calendar months.
@NullMarked
package scf.platform.calendar;

import org.jspecify.annotations.NullMarked;
