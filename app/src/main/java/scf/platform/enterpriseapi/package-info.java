/// The doors of enterprises: chain-masters and their suppliers, over signed HTTP. They translate and decide nothing.
@NullMarked
package scf.platform.enterpriseapi;

import org.jspecify.annotations.NullMarked;
