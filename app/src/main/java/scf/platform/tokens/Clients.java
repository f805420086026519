package scf.platform.tokens;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import scf.platform.enterprise.Enterprises;
import scf.schema.ids.EnterpriseId;

/// Every party is a client: its id is the party's id, its keys are its HTTP keys in the directory.
///
/// Nothing is registered twice, so a revoked key ends here in the moment it ends there.
@Component
class Clients implements RegisteredClientRepository {

    static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    private final Enterprises enterprises;

    Clients(Enterprises enterprises) {
        this.enterprises = enterprises;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        EnterpriseId party = partyId(clientId);
        if (party == null || enterprises.find(party).isEmpty()) {
            return null;
        }
        return RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build();
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("A client is a party of the platform: it is registered by the city");
    }

    static @Nullable EnterpriseId partyId(String clientId) {
        try {
            return new EnterpriseId(UUID.fromString(clientId));
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }
}
