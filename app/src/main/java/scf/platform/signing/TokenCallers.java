package scf.platform.signing;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import scf.platform.enterprise.KeyUsage;
import scf.platform.enterprise.Keys;
import scf.schema.ids.KeyId;

/// How often somebody may fail at the token endpoint: it answers unsigned calls, each costs a verification, and nobody
/// else counts them. The count is the one of the signed doors, so that who is turned away there finds no second try
/// here.
///
/// A request whose assertion names an active key of ours is counted against this key at its address, any other against
/// the address alone. A token that is issued is charged to nobody.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class TokenCallers extends OncePerRequestFilter {

    private static final String TOKENS = "/oauth2/token";
    private static final int LONGEST_ASSERTION = 8192;

    private final RateLimits limits;
    private final ClientAddress addresses;
    private final Problems problems;
    private final Predicate<KeyId> isActive;

    @Autowired
    TokenCallers(RateLimits limits, ClientAddress addresses, Problems problems, Keys keys, Clock clock) {
        this(
                limits,
                addresses,
                problems,
                kid -> keys.find(kid)
                        .filter(key -> key.usage() == KeyUsage.HTTP && key.signsAt(clock.instant()))
                        .isPresent());
    }

    TokenCallers(RateLimits limits, ClientAddress addresses, Problems problems, Predicate<KeyId> isActive) {
        this.limits = limits;
        this.addresses = addresses;
        this.problems = problems;
        this.isActive = isActive;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(TOKENS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = addresses.of(request);
        var stranger = keyNamed(request.getParameter("client_assertion"))
                .map(key -> RateLimits.Stranger.claiming(key, address))
                .orElseGet(() -> RateLimits.Stranger.at(address));
        var allowance = limits.of(stranger);
        if (!allowance.allowed()) {
            var refused = new BufferedResponse(response);
            problems.write(allowance.problem(), request, refused);
            refused.send(true);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
            limits.failed(stranger);
        }
    }

    /// Read from the assertion's header; whether it is signed by that key is found out later, by others.
    private Optional<KeyId> keyNamed(@Nullable String assertion) {
        if (assertion == null || assertion.length() > LONGEST_ASSERTION || !assertion.contains(".")) {
            return Optional.empty();
        }
        try {
            var header = JWSHeader.parse(new Base64URL(assertion.substring(0, assertion.indexOf('.'))));
            return Optional.ofNullable(header.getKeyID()).map(KeyId::new).filter(isActive);
        } catch (ParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
