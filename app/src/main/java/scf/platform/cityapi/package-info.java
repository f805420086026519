/// The doors of the city, over signed HTTP: parties, keys, chains, the whitelist. They translate and decide nothing.
@NullMarked
package scf.platform.cityapi;

import org.jspecify.annotations.NullMarked;
