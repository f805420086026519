@NullMarked
package scf.platform.enterpriseapi;

import org.jspecify.annotations.NullMarked;
