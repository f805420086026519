/// Many parties, a rude ledger, jumping clocks and a platform that is stopped and killed in the middle of it: played
/// from a seed, and judged by an auditor that shares no class with the application (`docs/simulation.md`).
@NullMarked
package scf.platform.simulation;

import org.jspecify.annotations.NullMarked;
