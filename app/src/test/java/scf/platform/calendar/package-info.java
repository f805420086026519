@NullMarked
package scf.platform.calendar;

import org.jspecify.annotations.NullMarked;
