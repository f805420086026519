package scf.platform.practice;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import scf.platform.signing.MessageKey;
import scf.platform.storage.OwnersFile;
import scf.schema.ids.KeyId;
import tools.jackson.databind.json.JsonMapper;

/// `data/practice/<party>/`: a party's ids in `party.json`, and beside it its private keys as PEM.
///
/// Whoever has the folder can act as the party, in any language: that is what it is for. A key is written before it is
/// registered anywhere, so a crash never leaves a registered key without its private half.
final class PracticeFolder {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    PracticeFolder(Path root, String party) {
        this.folder = root.resolve(party);
    }

    /// The party with its keys as they lie in the folder; those that are missing are drawn and lie there afterwards.
    PracticeParty enter(PracticeParty.Role role) {
        var keys = new ArrayList<PracticeKey>();
        for (PracticeParty.KeyWish wish : role.keys()) {
            Path pem = folder.resolve(wish.kid() + ".pem");
            var kid = new KeyId(wish.kid());
            if (!Files.exists(pem)) {
                write(pem, pem(MessageKey.draw(kid, wish.algorithm())));
            }
            keys.add(new PracticeKey(wish.usage(), wish.user(), MessageKey.ofPem(kid, wish.algorithm(), read(pem))));
        }
        return new PracticeParty(role, keys);
    }

    /// The id on the party's card, if it has one already.
    Optional<String> enterpriseId() {
        Path card = folder.resolve("party.json");
        return Files.exists(card)
                ? Optional.of(JSON.readTree(read(card)).path("enterpriseId").asString())
                : Optional.empty();
    }

    /// The party's card: what an integrator needs to know to act as it.
    void card(PracticeParty party, URI baseUrl) {
        var keys = JSON.createArrayNode();
        for (PracticeKey key : party.keys()) {
            keys.addObject()
                    .put("kid", key.secret().kid().value())
                    .put("usage", key.usage())
                    .put("user", key.user())
                    .put("algorithm", key.secret().algorithm().wire())
                    .put("privateKey", key.secret().kid() + ".pem")
                    .put("publicKey", key.secret().publicKey().base64());
        }
        var card = JSON.createObjectNode()
                .put("party", party.name())
                .put("kind", party.role().kind().name())
                .put("enterpriseId", party.enterpriseId())
                .put("name", party.role().title())
                .put("scheme", "USCC")
                .put("identifier", party.role().identifier())
                .put("baseUrl", baseUrl.toString());
        card.set("keys", keys);
        write(
                folder.resolve("party.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(card) + "\n");
    }

    private static String pem(MessageKey key) {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("PRIVATE KEY", key.pkcs8()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Path file, String content) {
        try {
            OwnersFile.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
