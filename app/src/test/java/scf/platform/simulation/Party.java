package scf.platform.simulation;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import scf.contract.Algorithm;
import scf.platform.enterprise.PartyKind;
import scf.platform.signing.MessageKey;
import scf.platform.signing.SignedClient;
import scf.schema.ids.KeyId;

/// A party with its two persons and its keys.
///
/// Its calls are signed in the GM suite: access tokens of the other suite are dated by the library that makes them,
/// and that one's clock cannot jump. Its acts are signed with keys of every algorithm.
final class Party {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String id;
    private final PartyKind kind;
    private final String identifier;
    private final MessageKey makerKey;
    private final MessageKey checkerKey;
    private final SignedClient maker;
    private final SignedClient checker;
    private volatile MessageKey act;

    private Party(
            String id,
            PartyKind kind,
            String identifier,
            MessageKey makerKey,
            MessageKey checkerKey,
            MessageKey act,
            URI base,
            Clock clock) {
        this.id = id;
        this.kind = kind;
        this.identifier = identifier;
        this.makerKey = makerKey;
        this.checkerKey = checkerKey;
        this.act = act;
        this.maker = SignedClient.of(HTTP, base, id, makerKey, clock);
        this.checker = SignedClient.of(HTTP, base, id, checkerKey, clock);
    }

    static Party of(City city, URI base, Clock clock) {
        return new Party(city.id(), PartyKind.CITY, City.CODE, city.http(), city.http(), city.act(), base, clock);
    }

    static Party drawn(String id, PartyKind kind, String identifier, Algorithm acts, URI base, Clock clock) {
        return new Party(
                id,
                kind,
                identifier,
                MessageKey.draw(new KeyId("http-" + id), Algorithm.SM2_SM3),
                MessageKey.draw(new KeyId("check-" + id), Algorithm.SM2_SM3),
                MessageKey.draw(new KeyId("act-" + id), acts),
                base,
                clock);
    }

    String id() {
        return id;
    }

    PartyKind kind() {
        return kind;
    }

    String identifier() {
        return identifier;
    }

    MessageKey makerKey() {
        return makerKey;
    }

    MessageKey checkerKey() {
        return checkerKey;
    }

    MessageKey act() {
        return act;
    }

    /// The ledger has taken the new key in the old one's place.
    void rotatedTo(MessageKey key) {
        act = key;
    }

    SignedClient maker() {
        return maker;
    }

    /// Somebody else of the same party, where there is somebody else.
    SignedClient checker() {
        return checker;
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
