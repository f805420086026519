package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    private static final List<String> OURS = List.of("10.0.0.0/8", "fd00::/8");

    private static String seen(List<String> proxies, String header, String from, String... told) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(from);
        for (String line : told) {
            request.addHeader(header, line);
        }
        return new ClientAddress(proxies, header).of(request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.7     | 203.0.113.9                       | 203.0.113.9
            10.0.0.7     | 203.0.113.9:4711                  | 203.0.113.9
            10.0.0.7     | 198.51.100.1, 203.0.113.9         | 203.0.113.9
            10.0.0.7     | 203.0.113.9, 10.0.0.8             | 203.0.113.9
            10.0.0.7     | 203.0.113.9, unknown              | 10.0.0.7
            10.0.0.7     | bank.example.com                  | 10.0.0.7
            10.0.0.7     | 2001:db8:1:2:3::4                 | 20010db800010002::/64
            fd00::1      | 203.0.113.9                       | 203.0.113.9
            203.0.113.80 | 198.51.100.1                      | 203.0.113.80
            """)
    void a_proxy_of_ours_is_believed_up_to_the_first_address_that_is_none(String from, String told, String caller) {
        assertThat(seen(OURS, "X-Forwarded-For", from, told)).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            for=203.0.113.9                                       | 203.0.113.9
            For="203.0.113.9:4711";proto=https;by=10.0.0.7        | 203.0.113.9
            for=198.51.100.1, for=203.0.113.9                     | 203.0.113.9
            for="[2001:db8:1:2::9]:443"                           | 20010db800010002::/64
            for=_hidden                                           | 10.0.0.7
            proto=https                                           | 10.0.0.7
            """)
    void forwarded_is_read_as_rfc_7239_writes_it(String told, String caller) {
        assertThat(seen(OURS, "Forwarded", "10.0.0.7", told)).isEqualTo(caller);
    }

    @Test
    void who_hung_up_before_we_looked_is_counted_with_the_others_that_did() {
        var request = new HttpServletRequestWrapper(new MockHttpServletRequest()) {
            @Override
            public @Nullable String getRemoteAddr() {
                return null;
            }
        };

        assertThat(new ClientAddress(OURS, "X-Forwarded-For").of(request)).isEqualTo("hung-up");
    }

    @Test
    void lines_of_one_header_are_one_list() {
        assertThat(seen(OURS, "X-Forwarded-For", "10.0.0.7", "198.51.100.1", "203.0.113.9"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void without_a_proxy_of_ours_a_header_is_what_the_caller_likes_to_say() {
        assertThat(seen(List.of(), "X-Forwarded-For", "203.0.113.80", "198.51.100.1"))
                .isEqualTo("203.0.113.80");
    }

    @Test
    void a_header_that_our_proxy_does_not_write_is_not_read() {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("10.0.0.7");
        request.addHeader("Forwarded", "for=198.51.100.1");
        assertThat(new ClientAddress(OURS, "X-Forwarded-For").of(request)).isEqualTo("10.0.0.7");
        assertThatThrownBy(() -> new ClientAddress(OURS, "X-Real-IP")).hasMessageContaining("X-Forwarded-For");
    }
}
