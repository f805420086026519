package scf.platform.practice;

import java.util.List;
import scf.contract.Algorithm;
import scf.platform.enterprise.PartyKind;
import scf.platform.signing.MessageKey;

/// A party of the practice city, as its own system knows it.
///
final class PracticeParty {

    private final Role role;
    private final List<PracticeKey> keys;
    private String enterpriseId = "";

    /// Who a party is in the play.
    ///
    /// @param name its folder under `data/practice`
    /// @param size as declared when it was registered; empty for the city and banks
    record Role(String name, PartyKind kind, String title, String identifier, String size, List<KeyWish> keys) {}

    /// A key that a party is to have.
    record KeyWish(String kid, String usage, String user, Algorithm algorithm) {}

    PracticeParty(Role role, List<PracticeKey> keys) {
        this.role = role;
        this.keys = List.copyOf(keys);
    }

    String name() {
        return role.name();
    }

    Role role() {
        return role;
    }

    List<PracticeKey> keys() {
        return keys;
    }

    /// Known once the city has registered the party.
    String enterpriseId() {
        if (enterpriseId.isEmpty()) {
            throw new IllegalStateException(role.name() + " is not registered yet");
        }
        return enterpriseId;
    }

    void registeredAs(String id) {
        enterpriseId = id;
    }

    /// The first of its people.
    String person() {
        return keys.getFirst().user();
    }

    PracticeKey httpKey(String user) {
        return keys.stream()
                .filter(key -> key.usage().equals("http") && key.user().equals(user))
                .findFirst()
                .orElseThrow();
    }

    MessageKey actKey() {
        return keys.stream()
                .filter(key -> key.usage().equals("act"))
                .map(PracticeKey::secret)
                .findFirst()
                .orElseThrow();
    }
}
