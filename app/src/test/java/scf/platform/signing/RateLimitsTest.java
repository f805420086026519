package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import scf.platform.enterprise.PartyKind;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

class RateLimitsTest {

    private Instant now = Instant.parse("2026-11-22T13:00:00Z");

    private final RateLimits limits = new RateLimits(
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            6,
            60,
            3);

    private final EnterpriseId bank = EnterpriseId.random();

    private Caller by(String key) {
        return new Caller(bank, PartyKind.BANK, new KeyId(key), "treasury system");
    }

    @Test
    void a_tenant_is_stopped_when_its_tokens_are_used_up_whatever_keys_it_has() {
        for (int i = 0; i < 6; i++) {
            assertThat(limits.take(by(i % 2 == 0 ? "first-key" : "other-key"), true)
                            .allowed())
                    .isTrue();
        }
        var stopped = limits.take(by("third-key"), true);
        assertThat(stopped.allowed()).isFalse();
        assertThat(stopped.retryAfterSeconds()).isEqualTo(10);
        assertThat(stopped.header()).isEqualTo("\"write\";r=0;t=60");
        assertThat(limits.take(by("first-key"), false).allowed())
                .as("reading is counted apart")
                .isTrue();
    }

    @Test
    void tokens_come_back_evenly() {
        for (int i = 0; i < 6; i++) {
            limits.take(by("first-key"), true);
        }
        now = now.plusSeconds(9);
        assertThat(limits.take(by("first-key"), true).allowed()).isFalse();
        now = now.plusSeconds(1);
        assertThat(limits.take(by("first-key"), true).allowed()).isTrue();
    }

    private static RateLimits.Stranger at(String address) {
        return RateLimits.Stranger.at(address);
    }

    private static RateLimits.Stranger claiming(String key, String address) {
        return RateLimits.Stranger.claiming(new KeyId(key), address);
    }

    @Test
    void an_address_that_fails_too_often_is_stopped_before_any_work_on_signatures() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.of(at("192.0.2.1")).allowed()).isTrue();
            limits.failed(at("192.0.2.1"));
        }
        assertThat(limits.of(at("192.0.2.1")).allowed()).isFalse();
        assertThat(limits.of(at("192.0.2.2")).allowed()).isTrue();
        now = now.plusSeconds(60);
        limits.forgetTheFull();
        assertThat(limits.of(at("192.0.2.1")).allowed()).isTrue();
    }

    @Test
    void a_known_key_is_not_stopped_by_what_strangers_do_at_its_address() {
        for (int i = 0; i < 3; i++) {
            limits.failed(at("192.0.2.1"));
        }
        assertThat(limits.of(claiming("first-key", "192.0.2.1")).allowed()).isTrue();
    }

    @Test
    void failures_under_a_known_key_are_its_own_at_that_address_and_nobody_elses() {
        for (int i = 0; i < 3; i++) {
            limits.failed(claiming("first-key", "192.0.2.1"));
        }
        assertThat(limits.of(claiming("first-key", "192.0.2.1")).allowed()).isFalse();
        assertThat(limits.of(claiming("first-key", "192.0.2.2")).allowed())
                .as("the key's owner calls from elsewhere")
                .isTrue();
        assertThat(limits.of(claiming("other-key", "192.0.2.1")).allowed()).isTrue();
        assertThat(limits.of(at("192.0.2.1")).allowed()).isTrue();
    }
}
