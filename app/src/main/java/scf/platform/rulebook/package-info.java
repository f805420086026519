/// The rules of law and of supervision, dated and with their source, so that a refusal can name the one it stands on.
@NullMarked
package scf.platform.rulebook;

import org.jspecify.annotations.NullMarked;
