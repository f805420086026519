package scf.platform.signing;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/// Where a call comes from, for counting failures: the address at the other end, or what a proxy of ours says of it.
///
/// Behind a proxy every caller has the proxy's address, and one who floods us would use up the patience that all of
/// them share. What a header says of the caller counts only from addresses that the operator has named, and only in the
/// one header that this proxy writes: any other is what the caller likes to tell about itself.
@Component
class ClientAddress {

    /// Whoever hung up before we looked has left no address; all of them count as one.
    private static final String HUNG_UP = "hung-up";

    private final List<IpAddressMatcher> proxies;
    private final String header;

    ClientAddress(
            @Value("${scf.signing.trusted-proxies:}") List<String> proxies,
            @Value("${scf.signing.trusted-proxy-header:X-Forwarded-For}") String header) {
        this.proxies = proxies.stream()
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(IpAddressMatcher::new)
                .toList();
        if (!header.equalsIgnoreCase("X-Forwarded-For") && !header.equalsIgnoreCase("Forwarded")) {
            throw new IllegalArgumentException(
                    "scf.signing.trusted-proxy-header is X-Forwarded-For or Forwarded, not " + header);
        }
        this.header = header;
    }

    /// Proxies append, so the list is read from its end: the first address that is no proxy of ours is the caller.
    /// Where the list cannot be read, the last proxy stands for whoever is behind it.
    String of(HttpServletRequest request) {
        @Nullable String nearest = request.getRemoteAddr();
        if (nearest == null) {
            return HUNG_UP;
        }
        var told = new ArrayList<>(told(request));
        Collections.reverse(told);
        for (String one : told) {
            if (!isProxy(nearest)) {
                break;
            }
            var address = literal(one);
            if (address.isEmpty()) {
                break;
            }
            nearest = address.get().getHostAddress();
        }
        return network(nearest);
    }

    private boolean isProxy(String address) {
        return proxies.stream().anyMatch(range -> range.matches(address));
    }

    private List<String> told(HttpServletRequest request) {
        if (proxies.isEmpty()) {
            return List.of();
        }
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(element -> header.equalsIgnoreCase("Forwarded") ? node(element) : element.strip())
                .toList();
    }

    /// The `for` of one element of `Forwarded` (RFC 7239): `for="[2001:db8::1]:4711";proto=https`.
    private static String node(String element) {
        return Arrays.stream(element.split(";", -1))
                .map(String::strip)
                .filter(pair -> pair.regionMatches(true, 0, "for=", 0, 4))
                .map(pair -> pair.substring(4).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    /// An address as a proxy writes it, with or without a port; never a name, which would have to be looked up.
    private static Optional<InetAddress> literal(String text) {
        String address = text;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            address = end < 0 ? "" : text.substring(1, end);
        } else if (text.indexOf(':') == text.lastIndexOf(':') && text.contains(":")) {
            address = text.substring(0, text.indexOf(':'));
        }
        try {
            return address.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whoever has one IPv6 address has the 2^64 of its network: they count as one.
    private static String network(String address) {
        return literal(address)
                .filter(Inet6Address.class::isInstance)
                .map(six -> {
                    byte[] bytes = six.getAddress();
                    Arrays.fill(bytes, 8, 16, (byte) 0);
                    return java.util.HexFormat.of().formatHex(bytes, 0, 8) + "::/64";
                })
                .orElse(address);
    }
}
