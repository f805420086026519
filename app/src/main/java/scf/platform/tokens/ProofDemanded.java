package scf.platform.tokens;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// No proof of possession, no token: the server as it comes would issue an unbound one that any thief could use.
final class ProofDemanded extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals(AuthorizationServer.TOKEN_ENDPOINT) && request.getHeader("DPoP") == null) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType("application/json");
            response.getWriter()
                    .write("{\"error\":\"invalid_dpop_proof\","
                            + "\"error_description\":\"A token is bound to a key: send a DPoP proof (RFC 9449)\"}");
        } else {
            chain.doFilter(request, response);
        }
    }
}
