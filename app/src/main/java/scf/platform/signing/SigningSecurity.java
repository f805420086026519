package scf.platform.signing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/// Closed unless opened, a second time: behind the signing filter stands a chain that lets nobody else in.
///
/// Sessions, forms and CSRF tokens belong to browsers; here every call proves itself.
@Configuration(proxyBeanMethods = false)
class SigningSecurity {

    @Bean
    @Order(Integer.MAX_VALUE)
    SecurityFilterChain signedCallsOnly(HttpSecurity http, OpenPaths open) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(calls -> calls
                        // The words of an error that an open path ran into; a signed call never comes here.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access((_, call) -> mayCome(open, call.getRequest())))
                .build();
    }

    private static AuthorizationDecision mayCome(OpenPaths open, HttpServletRequest request) {
        boolean signed = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller;
        return new AuthorizationDecision(signed || open.isOpen(request.getRequestURI()));
    }
}
