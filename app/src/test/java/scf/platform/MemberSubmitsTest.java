package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.signed;
import static scf.platform.LiveTown.text;
import static scf.platform.LiveTown.with;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hyperledger.fabric.client.identity.Signers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.SignedAct;
import scf.devledger.DevLedger;
import scf.gateway.Endorsing;
import scf.gateway.OfflineClient;
import scf.gateway.Submitting;
import scf.platform.signing.MessageKey;
import scf.schema.ids.KeyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A member of the collection, with an organisation and a gateway client of its own (有自己组织的成员): the platform
/// prepares its acts and keeps them, and it brings them to the ledger itself. The key of its client certificate
/// never leaves its own house. In this town that is the city.
@PlatformTest
class MemberSubmitsTest {

    @Autowired
    ApplicationContext platform;

    @Autowired
    DevLedger ledger;

    @Test
    void a_member_prepares_and_signs_here_and_submits_by_its_own_identity() {
        var town = new LiveTown(platform);
        var key = MessageKey.draw(new KeyId("act-" + UUID.randomUUID()), Algorithm.ED25519);
        var wish = LiveTown.wish(town.stranger.id(), "act", "checker", key);
        var prepared = town.prepared(town.city, "/v1/keys", wish);
        ObjectNode act = signed(prepared, town.city.act());
        act.put("carrier", "MEMBER");

        var answer = town.post(town.city.client(), "/v1/keys", with(wish, act));

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String hash = text(prepared, "/hash");
        var waits = town.read(town.city, "/v1/acts/" + hash);
        assertThat(text(waits, "/state")).isEqualTo("QUEUED");
        assertThat(text(waits, "/waits/carrier")).isEqualTo("MEMBER");

        String transaction = submitted(read(act));

        town.committed(hash);
        assertThat(text(town.read(town.city, "/v1/acts/" + hash), "/transactionId"))
                .isEqualTo(transaction);
        // What it brought itself is nobody else's doing: the next step on the key is taken.
        var reason = Map.of("reason", "the mandate has ended");
        town.act(town.city, "/v1/keys/" + key.kid() + "/revocation", reason, reason);
    }

    @Test
    void peers_execute_nothing_for_who_is_no_member_of_the_collection() {
        var town = new LiveTown(platform);
        String path = "/v1/receivables/" + text(town.claimed(), "/id") + "/confirmation";
        ObjectNode act = signed(town.prepared(town.master, path, Map.of()), town.master.act());

        try (var client = clientOf(DevLedger.OUTSIDER)) {
            var proposal = client.propose(read(act));
            assertThat(client.endorse(proposal, byKeyOf(DevLedger.OUTSIDER, proposal.digest())))
                    .isInstanceOf(Endorsing.NotEndorsed.class);
        }

        // The act is as good as before: the platform carries it.
        assertThat(town.post(town.master.checker(), path, with(Map.of(), act)).status())
                .isEqualTo(202);
    }

    @Test
    void who_carries_is_one_of_two() {
        var town = new LiveTown(platform);
        String path = "/v1/receivables/" + text(town.claimed(), "/id") + "/confirmation";
        ObjectNode act = signed(town.prepared(town.master, path, Map.of()), town.master.act());
        act.put("carrier", "PIGEON");

        var answer = town.post(town.master.checker(), path, with(Map.of(), act));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("/act/carrier");
    }

    /// In the member's own house: its gateway client prepares, its key signs where it lies.
    private String submitted(SignedAct act) {
        try (var client = clientOf(DevLedger.CITY)) {
            var proposal = client.propose(act);
            var endorsing = client.endorse(proposal, byKeyOf(DevLedger.CITY, proposal.digest()));
            assertThat(endorsing).isInstanceOf(Endorsing.Endorsed.class);
            var transaction = client.order((Endorsing.Endorsed) endorsing);
            assertThat(client.submit(transaction, byKeyOf(DevLedger.CITY, transaction.digest())))
                    .isInstanceOf(Submitting.Ordered.class);
            return transaction.transactionId();
        }
    }

    private OfflineClient clientOf(String organisation) {
        return new OfflineClient(
                ledger.channel(),
                "scf",
                DevLedger.CHAINCODE,
                organisation,
                ledger.organisation(organisation).client().certificate(),
                List.of(DevLedger.CITY, DevLedger.PLATFORM));
    }

    private Bytes byKeyOf(String organisation, Bytes digest) {
        try {
            var key = ledger.organisation(organisation).client().key();
            return Bytes.of(Signers.newPrivateKeySigner(key).sign(digest.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignedAct read(JsonNode act) {
        return new SignedAct(
                Bytes.ofBase64(text(act, "/header")),
                all(act.path("rows")),
                all(act.path("salts")),
                Bytes.ofBase64(text(act, "/signature")));
    }

    private static List<Bytes> all(JsonNode texts) {
        return texts.valueStream().map(one -> Bytes.ofBase64(one.asString())).toList();
    }
}
