package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import scf.schema.ids.KeyId;
import tools.jackson.databind.json.JsonMapper;

/// Three failures a minute, at an address or for a key at an address.
class TokenCallersTest {

    private static final KeyId OURS = new KeyId("treasury-1");

    private final TokenCallers callers = new TokenCallers(
            new RateLimits(Clock.fixed(Instant.parse("2026-11-22T13:00:00Z"), ZoneOffset.UTC), 600, 6000, 3),
            new ClientAddress(List.of(), "X-Forwarded-For"),
            new Problems(JsonMapper.builder().build()),
            OURS::equals);

    @Test
    void whoever_fails_too_often_is_asked_to_wait() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(asked("198.51.100.7", null, 401).getStatus()).isEqualTo(401);
        }

        var spent = asked("198.51.100.7", null, 200);

        assertThat(spent.getStatus()).isEqualTo(429);
        assertThat(spent.getContentAsString()).contains("urn:scf:problem:rate_limited");
        assertThat(spent.getHeader("Retry-After")).isEqualTo("20");
        assertThat(asked("198.51.100.8", null, 200).getStatus()).isEqualTo(200);
    }

    @Test
    void whoever_names_a_key_of_ours_is_not_closed_out_by_strangers_at_its_address_nor_by_itself_elsewhere()
            throws Exception {
        for (int i = 0; i < 4; i++) {
            asked("198.51.100.7", "stranger-1", 401);
            asked("203.0.113.1", OURS.value(), 400);
        }

        assertThat(asked("198.51.100.7", OURS.value(), 200).getStatus()).isEqualTo(200);
        assertThat(asked("198.51.100.7", "stranger-2", 200).getStatus()).isEqualTo(429);
        assertThat(asked("203.0.113.1", OURS.value(), 200).getStatus()).isEqualTo(429);
    }

    @Test
    void a_token_that_is_issued_costs_nothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(asked("198.51.100.7", OURS.value(), 200).getStatus()).isEqualTo(200);
        }
    }

    private MockHttpServletResponse asked(String from, @Nullable String kid, int status) throws Exception {
        var request = new MockHttpServletRequest("POST", "/oauth2/token");
        request.setRemoteAddr(from);
        if (kid != null) {
            var header = "{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}";
            request.setParameter(
                    "client_assertion",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                            + ".e30.c2ln");
        }
        var response = new MockHttpServletResponse();
        FilterChain server = (_, answer) -> ((HttpServletResponse) answer).setStatus(status);
        callers.doFilter(request, response, server);
        return response;
    }
}
