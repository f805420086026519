package scf.platform.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import scf.platform.rulebook.StateTable.Ending;

/// Every pair of state and event is said, and the types say the same.
class VoucherStatesTest {

    @Test
    void no_pair_of_state_and_event_is_undefined() {
        assertThat(VoucherStates.TABLE.lines())
                .hasSize(VoucherStates.State.values().length * VoucherStates.Event.values().length);
    }

    @Test
    void each_type_of_voucher_is_a_state_and_each_state_a_type() {
        var types = Arrays.stream(Voucher.class.getPermittedSubclasses())
                .flatMap(type -> type.isInterface()
                        ? Arrays.stream(type.getPermittedSubclasses())
                        : Arrays.stream(new Class<?>[] {type}))
                .map(Class::getSimpleName)
                .map(name -> name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT))
                // Void is a word of Java's own.
                .map(name -> name.equals("VOIDED") ? "VOID" : name)
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(VoucherStates.State.values()).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void what_waits_for_the_ledger_hears_both_answers_and_nothing_else() {
        for (var state : VoucherStates.State.values()) {
            boolean waits = VoucherStates.TABLE.allows(state, VoucherStates.Event.LEDGER_WRITES);
            assertThat(VoucherStates.TABLE.allows(state, VoucherStates.Event.LEDGER_REFUSES))
                    .isEqualTo(waits);
            long moves = VoucherStates.TABLE.lines().stream()
                    .filter(line -> line.from() == state && line.ending() instanceof Ending.Moves<VoucherStates.State>)
                    .count();
            // What is settled leads back to whichever of three it came from.
            int answers = state == VoucherStates.State.SETTLING ? 4 : 2;
            assertThat(waits && moves != answers).as(state.name()).isFalse();
        }
    }
}
