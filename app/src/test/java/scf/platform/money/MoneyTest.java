package scf.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class MoneyTest {

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Test
    void an_amount_is_read_and_written_with_exactly_the_decimals_of_its_currency() {
        assertThat(Money.parse("96.75", "CNY")).isEqualTo(Money.fen(9675));
        assertThat(Money.parse("1000", "JPY").minor()).isEqualTo(1000);
        assertThat(Money.parse("1.234", "KWD").minor()).isEqualTo(1234);
        assertThat(Money.parse("0.05", "CNY").format()).isEqualTo("0.05");
        assertThat(Money.parse("1000", "JPY").format()).isEqualTo("1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "96.7",
                "96.750",
                "96",
                "-96.75",
                "+96.75",
                "9,675.00",
                "9.675e1",
                " 96.75",
                "",
                ".75",
                "96.",
                "NaN",
                "1000000000000000.00",
                "９６.75"
            })
    void an_amount_written_in_any_other_way_is_refused(String written) {
        assertThatThrownBy(() -> Money.parse(written, "CNY"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 decimals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cny", "RMB", "XXX", "人民币"})
    void what_is_not_paid_in_is_not_a_currency(String code) {
        assertThatThrownBy(() -> Money.parse("1.00", code)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_document_may_write_fewer_decimals_but_never_a_fraction_of_a_fen() {
        assertThat(Money.exactly(new BigDecimal("107.5"), Money.CNY)).isEqualTo(Money.fen(10750));
        assertThat(Money.exactly(new BigDecimal("107.5000"), Money.CNY)).isEqualTo(Money.fen(10750));
        assertThat(Money.exactly(new BigDecimal("-1"), Money.CNY)).isEqualTo(Money.fen(-100));
        assertThatThrownBy(() -> Money.exactly(new BigDecimal("107.505"), Money.CNY))
                .hasMessageContaining("not a whole number of the minor unit");
        assertThatThrownBy(() -> Money.exactly(new BigDecimal("1e20"), Money.CNY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void two_currencies_never_meet() {
        var yuan = Money.parse("1.00", "CNY");
        var dollar = Money.parse("1.00", "USD");

        assertThatThrownBy(() -> yuan.plus(dollar)).hasMessageContaining("never meet");
        assertThatThrownBy(() -> yuan.minus(dollar)).hasMessageContaining("never meet");
        assertThatThrownBy(() -> yuan.compareTo(dollar)).hasMessageContaining("never meet");
        assertThatThrownBy(() -> yuan.min(dollar)).hasMessageContaining("never meet");
        assertThatThrownBy(() -> yuan.exceeds(dollar)).hasMessageContaining("never meet");
    }

    @Test
    void a_sum_that_no_whole_number_holds_is_an_accident_and_not_a_wrong_amount() {
        assertThatThrownBy(() -> Money.fen(Long.MAX_VALUE).plus(Money.fen(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.fen(Long.MIN_VALUE).minus(Money.fen(1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void in_json_an_amount_is_a_string_beside_its_currency() {
        assertThat(json.writeValueAsString(Money.fen(9675))).isEqualTo("{\"amount\":\"96.75\",\"currency\":\"CNY\"}");
        assertThat(json.readValue("{\"amount\":\"96.75\",\"currency\":\"CNY\"}", Money.class))
                .isEqualTo(Money.fen(9675));
        assertThatThrownBy(() -> json.readValue("{\"amount\":\"96.75\"}", Money.class))
                .hasMessageContaining("an amount and its currency");
        assertThatThrownBy(() -> json.readValue("{\"amount\":96.75,\"currency\":\"CNY\"}", Money.class))
                .hasMessageContaining("both strings");
        assertThatThrownBy(() -> json.readValue("{\"amount\":\"96.755\",\"currency\":\"CNY\"}", Money.class))
                .hasMessageContaining("2 decimals");
        assertThatThrownBy(() -> json.readValue("{\"amount\":null,\"currency\":\"CNY\"}", Money.class))
                .hasMessageContaining("an amount and its currency");
        assertThatThrownBy(() -> json.readValue("{\"amount\":\"1.00\",\"currency\":\"CNY\",\"minor\":5}", Money.class))
                .hasMessageContaining("minor");
    }

    @Test
    void a_rate_is_a_percentage_of_at_most_four_decimals() {
        assertThat(Rate.ofPercent("3.85")).isEqualTo(new Rate(38_500));
        assertThat(Rate.ofPercent("3.8500").percent()).isEqualTo("3.8500");
        assertThat(json.writeValueAsString(Rate.ofPercent("3.85"))).isEqualTo("\"3.8500\"");
        assertThat(json.readValue("\"3.85\"", Rate.class)).isEqualTo(new Rate(38_500));
        assertThatThrownBy(() -> json.readValue("3.85", Rate.class)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> Rate.ofPercent("3.85001")).hasMessageContaining("4 decimals");
        assertThatThrownBy(() -> Rate.ofPercent("-1")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Rate.ofPercent("3.8501").upliftedBy(50).percent()).isEqualTo("5.7752");
    }

    @Test
    void a_wrong_number_of_decimals_is_told_as_such() {
        assertThatThrownBy(() -> Money.parse("100.001", "CNY"))
                .hasMessage("100.001 has more decimals than CNY, which is written with 2 decimals");
        assertThatThrownBy(() -> Money.parse("100", "CNY"))
                .hasMessage("100 has fewer decimals than CNY, which is written with 2 decimals");
        assertThatThrownBy(() -> Money.parse("-1.00", "CNY")).hasMessageContaining("without a sign");
    }
}
