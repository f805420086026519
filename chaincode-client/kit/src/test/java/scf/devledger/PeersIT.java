package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scf.contract.Algorithm;
import scf.contract.LedgerFunction;
import scf.contract.Refusal;
import scf.contract.Role;
import scf.contract.SignedAct;
import scf.contract.Transient;
import scf.devledger.Deeds.Invoice;
import scf.gateway.Checkpoint;
import scf.gateway.LedgerClient;
import scf.gateway.LedgerEvents;
import scf.gateway.Told;
import scf.network.FabricNetwork;

/// What the peers of a real network keep to themselves and refuse by themselves, whoever asks them: `mvn verify
/// -Pfabric`. The platform has no part in it; Fabric's own command line asks.
class PeersIT extends LedgerSession {

    /// A member of the channel that holds no rows.
    private static final String LOOKER_ON = "bank-north";

    private static @Nullable FabricLedger opened;

    @BeforeAll
    static void open() {
        opened = new FabricLedger();
    }

    @AfterAll
    static void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private static FabricLedger fabric() {
        return Objects.requireNonNull(opened, "the network was not opened");
    }

    @Test
    void who_holds_no_rows_sees_nothing_of_what_was_planted() {
        var road = new PlantedRoad(city(), this::written);
        for (long number = 0; number < network().height(LOOKER_ON); number++) {
            assertThat(road.secrets.foundIn(network().block(LOOKER_ON, number)))
                    .as("block " + number)
                    .isEmpty();
        }
        assertThat(network().publicState(LOOKER_ON))
                .allSatisfy(state -> assertThat(state)
                        .isNotEmpty()
                        .satisfies(
                                bytes -> assertThat(road.secrets.foundIn(bytes)).isEmpty()));
        List<Told> told = new ArrayList<>();
        try (LedgerEvents events = client().events(Checkpoint.BEGINNING)) {
            do {
                told.add(events.next());
            } while (told.getLast().block() < road.last());
        }
        assertThat(told)
                .hasSizeGreaterThanOrEqualTo(PlantedRoad.ACTS)
                .allSatisfy(one -> assertThat(
                                road.secrets.foundIn(one.event().bytes().toArray()))
                        .isEmpty());
    }

    @Test
    void each_endorser_alone_refuses_what_is_not_signed_as_it_must_be() {
        Town town = registered(Town.with(Algorithm.ECDSA_P256_SHA256));
        Town unknown = Town.with(Algorithm.ED25519);
        Town revoked = registered(Town.with(Algorithm.SM2_SM3));
        written(Deeds.revoke(city(), revoked.debtor()));
        var borrowed = new Party(
                town.debtor().id(),
                town.debtor().role(),
                town.supplier().kid(),
                town.supplier().algorithm(),
                town.supplier().keys());
        Map<Refusal, SignedAct> acts = new LinkedHashMap<>();
        acts.put(Refusal.SIGNATURE_INVALID, confirmation(town, town.supplier().pretendingToBe(town.debtor())));
        acts.put(Refusal.NOT_THE_KEYS_OWNER, confirmation(town, borrowed));
        acts.put(Refusal.NO_SUCH_KEY, confirmation(unknown, unknown.debtor()));
        acts.put(Refusal.KEY_NOT_ACTIVE, confirmation(revoked, revoked.debtor()));
        acts.put(Refusal.EXPIRED, Deeds.expired(town.debtor(), confirmation(town, town.debtor())));
        acts.forEach((refusal, act) -> {
            for (String endorser : List.of("city", "platform")) {
                FabricNetwork.Ran ran = carried("platform", act, endorser);
                assertThat(ran.code()).as(refusal + " at " + endorser).isNotZero();
                assertThat(ran.output()).contains(refusal.name());
            }
        });
        assertThat(client().receivable(town.receivable())).isEmpty();
    }

    private static SignedAct confirmation(Town town, Party signer) {
        return Deeds.confirm(
                signer, Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR));
    }

    @Test
    void what_one_of_both_alone_has_endorsed_does_not_hold() {
        for (String endorser : List.of("platform", "city")) {
            Party bank = Party.of(Role.BANK, Algorithm.ED25519);
            FabricNetwork.Ran ran = carried("platform", Deeds.register(city(), bank), endorser);
            assertThat(ran.code()).as(endorser + " alone").isNotZero();
            assertThat(ran.output()).contains("ENDORSEMENT_POLICY_FAILURE");
            assertThat(client().key(bank.kid())).isEmpty();
        }
    }

    @Test
    void a_sound_act_that_is_carried_around_the_platform_holds_when_both_have_endorsed_it() {
        Party bank = Party.of(Role.BANK, Algorithm.ED25519);
        assertThat(carried("city", Deeds.register(city(), bank), "city", "platform"))
                .satisfies(ran -> assertThat(ran.code()).as(ran.output()).isZero());
        assertThat(client().key(bank.kid())).isPresent();
    }

    @Test
    void a_member_that_holds_no_rows_brings_none_in() {
        Town town = registered(Town.with(Algorithm.ED25519));
        FabricNetwork.Ran ran = carried(LOOKER_ON, confirmation(town, town.debtor()), "city", "platform");
        assertThat(ran.code()).as(ran.output()).isNotZero();
        assertThat(client().receivable(town.receivable())).isEmpty();
    }

    private static FabricNetwork.Ran carried(String by, SignedAct act, String... endorsers) {
        return network().invoke(by, LedgerFunction.ACT.wire(), Transient.of(act), endorsers);
    }

    @Override
    LedgerClient client() {
        return fabric().client;
    }

    private static FabricNetwork network() {
        return fabric().network;
    }

    @Override
    Party city() {
        return fabric().city;
    }

    @Override
    void restart() {
        network().restart();
    }
}
