/// The financing whitelist (融资白名单): which chain-masters may do new business, step by step and version by version.
@NullMarked
package scf.platform.whitelist;

import org.jspecify.annotations.NullMarked;
