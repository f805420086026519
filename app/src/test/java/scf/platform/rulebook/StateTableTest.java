package scf.platform.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class StateTableTest {

    private enum Light {
        OFF,
        ON
    }

    private enum Press {
        UP,
        DOWN
    }

    private static final StateTable<Light, Press> TABLE = StateTable.of(Light.class, Press.class)
            .on(Light.OFF, Press.UP, Light.ON)
            .refuse(Light.OFF, Press.DOWN, "light_is_off")
            .on(Light.ON, Press.DOWN, Light.OFF)
            .refuseRest(Light.ON, "light_is_on")
            .build();

    @Test
    void an_event_moves_or_is_refused_by_name() {
        assertThat(TABLE.next(Light.OFF, Press.UP)).isEqualTo(Light.ON);
        assertThat(TABLE.refusal(Light.OFF, Press.UP)).isEmpty();
        assertThat(TABLE.refusal(Light.OFF, Press.DOWN)).contains("light_is_off");
        assertThat(TABLE.refusal(Light.ON, Press.UP)).contains("light_is_on");
        assertThat(TABLE.allows(Light.ON, Press.UP)).isFalse();
        assertThat(TABLE.lines()).hasSize(4);
    }

    @Test
    void to_go_on_in_spite_of_a_refusal_is_an_accident() {
        assertThatIllegalStateException().isThrownBy(() -> TABLE.next(Light.OFF, Press.DOWN));
    }

    @Test
    void a_table_with_a_hole_is_not_built() {
        var holed = StateTable.of(Light.class, Press.class).on(Light.OFF, Press.UP, Light.ON);

        assertThatIllegalStateException()
                .isThrownBy(holed::build)
                .withMessage("undefined: DOWN in state OFF, UP in state ON, DOWN in state ON");
    }

    @Test
    void a_pair_is_defined_once_and_a_reason_is_a_code() {
        var table = StateTable.of(Light.class, Press.class).on(Light.OFF, Press.UP, Light.ON);

        assertThatIllegalStateException().isThrownBy(() -> table.refuse(Light.OFF, Press.UP, "light_is_off"));
        assertThatIllegalArgumentException().isThrownBy(() -> table.refuse(Light.ON, Press.UP, "It is on!"));
    }
}
