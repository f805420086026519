package scf.platform.cityapi;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.json;
import static scf.platform.LiveTown.number;
import static scf.platform.LiveTown.successor;
import static scf.platform.LiveTown.text;
import static scf.platform.LiveTown.wish;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import scf.contract.Algorithm;
import scf.platform.LiveTown;
import scf.platform.LiveTown.Party;
import scf.platform.PlatformTest;
import scf.platform.signing.MessageKey;
import scf.platform.signing.SignedClient.Answer;
import scf.schema.ids.KeyId;

/// The life of a key, over signed HTTP and on the ledger: registered, rotated, revoked.
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysDoorTest {

    @Autowired
    ApplicationContext platform;

    private LiveTown town;

    @BeforeAll
    void a_town() {
        town = new LiveTown(platform);
    }

    @Test
    void a_key_for_http_is_rotated_by_a_call_that_it_signs_and_ends_when_it_is_revoked() {
        var party = town.enterprise("SMALL", Algorithm.ED25519);
        var next = key(Algorithm.ECDSA_P256_SHA256);
        var rotation = successor(party.http(), next);
        String path = path(party.http()) + "/rotation";

        assertThat(code(town.post(party.checker(), path, rotation), 422)).isEqualTo("not_signed_by_the_old_key");
        assertThat(code(town.post(town.stranger.client(), path, rotation), 404)).isEqualTo("not_found");
        assertThat(town.post(party.client(), path, rotation).status()).isEqualTo(201);

        var after = town.client(party.id(), next);
        assertThat(after.get("/v1/keys").status()).isEqualTo(200);
        assertThat(party.client().get("/v1/keys").status()).as("in the overlap").isEqualTo(200);
        assertThat(town.post(party.checker(), path(next) + "/revocation", Map.of("reason", "私钥外泄"))
                        .status())
                .isEqualTo(201);
        assertThat(after.get("/v1/keys").status()).isEqualTo(401);
        assertThat(status(next)).isEqualTo("REVOKED");
    }

    @Test
    void a_key_for_acts_is_rotated_by_an_act_that_it_signs() {
        var party = town.enterprise("SMALL", Algorithm.ED25519);
        var next = key(Algorithm.SM2_SM3);
        var rotation = successor(party.act(), next);

        town.act(party, path(party.act()) + "/rotation", rotation, rotation);

        assertThat(status(next)).isEqualTo("ACTIVE");
        assertThat(status(party.act())).isEqualTo("REVOKED");
        var another = key(Algorithm.ED25519);
        assertThat(code(
                        town.post(
                                party.client(),
                                path(party.act()) + "/rotation/prepare",
                                successor(party.act(), another)),
                        409))
                .isEqualTo("key_not_active");
        assertThat(text(town.prepared(party, path(next) + "/rotation", successor(next, another)), "/signWith"))
                .isEqualTo(next.kid().value());
    }

    @Test
    void the_city_revokes_a_key_for_acts_and_nothing_is_signed_with_it_any_more() {
        var party = town.enterprise("SMALL", Algorithm.ED25519);
        var reason = Map.of("reason", "法定代表人变更");

        town.act(town.city, path(party.act()) + "/revocation", reason, reason);

        assertThat(status(party.act())).isEqualTo("REVOKED");
        assertThat(code(town.post(party.client(), path(party.act()) + "/revocation/prepare", reason), 409))
                .isEqualTo("key_not_active");
    }

    @Test
    void a_bank_keys_for_acts_of_an_enterprise_and_whoever_has_two_says_which_one_signs() {
        var party = town.enterprise("SMALL", Algorithm.ED25519);
        var second = wish(party.id(), "act", "treasurer", key(Algorithm.ECDSA_P256_SHA256));

        town.act(town.bank, "/v1/keys", second, second);

        var reason = Map.of("reason", "设备报废");
        String revocation = path(party.act()) + "/revocation/prepare";
        assertThat(code(town.post(party.client(), revocation, reason), 422)).isEqualTo("act_key_not_named");
        var named = Map.of("reason", "设备报废", "key", String.valueOf(second.get("kid")));
        assertThat(town.post(party.client(), revocation, named).status()).isEqualTo(200);
        assertThat(code(
                        town.post(
                                town.bank.client(),
                                "/v1/keys",
                                wish(party.id(), "http", "erp", key(Algorithm.ED25519))),
                        403))
                .isEqualTo("not_the_registrar");
    }

    @Test
    void an_id_and_a_public_key_stand_once_and_a_person_has_at_most_two() {
        var party = town.enterprise("SMALL", Algorithm.ED25519);
        var first = key(Algorithm.ED25519);
        assertThat(registered(party, first)).isEqualTo(201);

        assertThat(code(town.post(party.client(), "/v1/keys", wish(party.id(), "http", "erp", first)), 409))
                .isEqualTo("kid_taken");
        var renamed = MessageKey.ofPkcs8(new KeyId("other-" + number()), Algorithm.ED25519, first.pkcs8());
        assertThat(code(town.post(party.client(), "/v1/keys", wish(party.id(), "http", "erp", renamed)), 409))
                .isEqualTo("public_key_taken");
        assertThat(registered(party, key(Algorithm.ED25519))).isEqualTo(201);
        assertThat(code(
                        town.post(party.client(), "/v1/keys", wish(party.id(), "http", "erp", key(Algorithm.ED25519))),
                        409))
                .isEqualTo("too_many_keys");
    }

    @Test
    void the_holder_of_a_key_is_named_to_its_owner_and_the_city_alone() {
        String path = path(town.supplier.act());

        assertThat(json(town.supplier.client().get(path)).path("user").asString(""))
                .isEqualTo("checker");
        assertThat(json(town.city.client().get(path)).path("user").asString("")).isEqualTo("checker");
        assertThat(json(town.bank.client().get(path)).path("user").asString("")).isEmpty();
    }

    private int registered(Party owner, MessageKey key) {
        return town.post(owner.client(), "/v1/keys", wish(owner.id(), "http", "erp", key))
                .status();
    }

    private String status(MessageKey key) {
        return text(town.read(town.city, path(key)), "/status");
    }

    private static String path(MessageKey key) {
        return "/v1/keys/" + key.kid();
    }

    private static MessageKey key(Algorithm algorithm) {
        return MessageKey.draw(new KeyId("key-" + number()), algorithm);
    }

    private static String code(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return text(json(answer), "/code");
    }
}
