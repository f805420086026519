package scf.platform.signing;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The base URL under which the platform is published: `scf.public-url`.
///
/// What a signature covers is computed from it. A Host header, or what a proxy says it was, never has a word in that.
@Component
class PublicUrl {

    private final String base;

    PublicUrl(@Value("${scf.public-url}") String configured) {
        this.base = configured.replaceAll("/+$", "");
    }

    String targetUri(String rawPath, @Nullable String rawQuery) {
        return base + rawPath + (rawQuery == null ? "" : "?" + rawQuery);
    }

    /// Whether a Host header names us. Port 80 of http and 443 of https may be left out.
    boolean isOurs(@Nullable String host) {
        if (host == null) {
            return false;
        }
        URI ours = URI.create(base);
        String named = host.toLowerCase(Locale.ROOT);
        String implied = "https".equals(ours.getScheme()) ? ":443" : ":80";
        return RequestMessage.authority(ours).equals(named) || (RequestMessage.authority(ours) + implied).equals(named);
    }
}
