/// The practice city (练习城): a city desk, a chain-master, suppliers and three banks that play the main job through the
/// public doors, with keys the platform made for them. It exists only in a store marked for practice (decision 0008).
@NullMarked
package scf.platform.practice;

import org.jspecify.annotations.NullMarked;
