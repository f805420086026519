package scf.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;
import scf.contract.ActHeader;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.Digest;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

class ActsTest {

    private static final RudeRoom ROOM = new RudeRoom();

    @AfterAll
    static void close() {
        ROOM.close();
    }

    @Test
    void a_prepared_act_commits_to_its_rows_and_shows_nothing_of_them() {
        KeyId kid = LedgerRoom.freshKid();

        PreparedAct act = ROOM.prepare(ROOM.registration(kid));

        var header = ActHeader.parse(Bytes.ofBase64(act.header()));
        assertThat(header.type()).isEqualTo(ActType.REGISTER_KEY);
        assertThat(header.subject()).isEqualTo(kid.value());
        assertThat(header.actor()).isEqualTo(ROOM.city.toString());
        assertThat(header.key()).isEqualTo(ROOM.cityKey.value());
        assertThat(header.digest()).isEqualTo(Digest.SHA_256);
        assertThat(Duration.between(header.preparedAt(), header.expiresAt())).isEqualTo(Duration.ofHours(24));
        assertThat(Bytes.ofBase64(act.salts().getFirst()).size()).isEqualTo(32);
        assertThat(act.code()).isEqualTo(act.hash().substring(0, 8).toUpperCase(java.util.Locale.ROOT));
        assertThat(act.readable().getFirst().get("kid").asString()).isEqualTo(kid.value());
        String row = Bytes.ofBase64(act.rows().getFirst()).utf8();
        assertThat(header.bytes().utf8())
                .doesNotContain(act.readable().getFirst().get("publicKey").asString());
        assertThat(row).contains(act.readable().getFirst().get("publicKey").asString());
    }

    @Test
    void two_acts_with_the_same_content_have_nothing_in_common_that_shows() {
        Draft draft = ROOM.registration(LedgerRoom.freshKid());

        var first = ActHeader.parse(Bytes.ofBase64(ROOM.prepare(draft).header()));
        var second = ActHeader.parse(Bytes.ofBase64(ROOM.prepare(draft).header()));

        assertThat(first.rows()).doesNotContainAnyElementsOf(second.rows());
    }

    @Test
    void who_has_no_act_key_prepares_nothing() {
        Draft draft = ROOM.registration(LedgerRoom.freshKid());
        var stranger = EnterpriseId.random();

        assertThat(ROOM.acts.prepare(new Draft(draft.type(), draft.subject(), 0, stranger, null, "李雷", draft.rows())))
                .isEqualTo(new Preparing.NoActiveActKey(stranger));
    }

    @Test
    void who_has_several_act_keys_says_which_one_signs() {
        Draft draft = ROOM.registration(LedgerRoom.freshKid());
        KeyId second = LedgerRoom.freshKid();
        ROOM.know(second, LedgerRoom.pair());
        ROOM.active.add(second);
        try {
            assertThat(ROOM.acts.prepare(withKey(draft, null))).isEqualTo(new Preparing.KeyNotNamed(ROOM.city));
            assertThat(ROOM.prepare(withKey(draft, second)).signWith()).isEqualTo(second.value());
        } finally {
            ROOM.active.remove(second);
        }
        assertThat(ROOM.acts.prepare(withKey(draft, second))).isEqualTo(new Preparing.KeyNotActive(second));
        assertThat(ROOM.prepare(withKey(draft, null)).signWith()).isEqualTo(ROOM.cityKey.value());
    }

    private static Draft withKey(Draft draft, @Nullable KeyId key) {
        return new Draft(
                draft.type(), draft.subject(), draft.version(), draft.actor(), key, draft.user(), draft.rows());
    }

    @Test
    void what_comes_back_signed_counts_and_names_its_maker() {
        PreparedAct act = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));

        var verified = (Verifying.Verified) ROOM.verify(act, ROOM.sign(act));

        assertThat(verified.hash()).isEqualTo(new ActHash(act.hash()));
        assertThat(verified.preparedBy()).isEqualTo("王芳");
        assertThat(verified.rows()).hasSize(1);
    }

    @Test
    void a_field_that_is_not_base64_is_named() {
        PreparedAct act = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        ActJson signed = ROOM.sign(act);

        assertThat(ROOM.verify(act, new ActJson(null, signed.rows(), signed.salts(), signed.signature())))
                .isEqualTo(new Verifying.NotReadable("/header"));
        assertThat(ROOM.verify(act, new ActJson(signed.header(), null, signed.salts(), signed.signature())))
                .isEqualTo(new Verifying.NotReadable("/rows"));
        assertThat(ROOM.verify(
                        act, new ActJson(signed.header(), signed.rows(), List.of("no base64!"), signed.signature())))
                .isEqualTo(new Verifying.NotReadable("/salts/0"));
        assertThat(ROOM.verify(act, new ActJson(signed.header(), signed.rows(), signed.salts(), "=")))
                .isEqualTo(new Verifying.NotReadable("/signature"));
    }

    @Test
    void only_what_was_prepared_for_this_enterprise_counts() {
        PreparedAct act = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        ActJson signed = ROOM.sign(act);
        String forged = Bytes.utf8(Bytes.ofBase64(act.header()).utf8().replace("\"version\":0", "\"version\":1"))
                .base64();

        assertThat(ROOM.verify(act, new ActJson(forged, signed.rows(), signed.salts(), ROOM.signature(forged))))
                .isInstanceOf(Verifying.NotPrepared.class);
        assertThat(ROOM.acts.verify(signed, act.type(), act.subject(), EnterpriseId.random()))
                .isEqualTo(new Verifying.NotPrepared(new ActHash(act.hash())));
    }

    @Test
    void an_act_counts_for_the_step_and_the_object_it_was_prepared_for() {
        PreparedAct act = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        var other = new Verifying.OtherSubject(new ActHash(act.hash()));

        assertThat(ROOM.acts.verify(ROOM.sign(act), ActType.REVOKE_KEY, act.subject(), ROOM.city))
                .isEqualTo(other);
        assertThat(ROOM.acts.verify(ROOM.sign(act), act.type(), "another-key", ROOM.city))
                .isEqualTo(other);
    }

    @Test
    void rows_and_salts_travel_back_unchanged() {
        PreparedAct act = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        ActJson signed = ROOM.sign(act);
        var twice = new ArrayList<@Nullable String>(act.rows());
        twice.addAll(act.rows());

        assertThat(ROOM.verify(
                        act,
                        new ActJson(signed.header(), List.of(changed(act.rows())), signed.salts(), signed.signature())))
                .isEqualTo(new Verifying.TamperedWith("/rows/0"));
        assertThat(ROOM.verify(act, new ActJson(signed.header(), twice, signed.salts(), signed.signature())))
                .isEqualTo(new Verifying.TamperedWith("/rows"));
        assertThat(ROOM.verify(
                        act,
                        new ActJson(signed.header(), signed.rows(), List.of(changed(act.salts())), signed.signature())))
                .isEqualTo(new Verifying.TamperedWith("/salts/0"));
    }

    /// One bit of the first element.
    private static String changed(List<String> elements) {
        byte[] bytes = Base64.getDecoder().decode(elements.getFirst());
        bytes[bytes.length - 1] ^= 1;
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void an_act_that_was_not_signed_in_time_is_dead() {
        PreparedAct act = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        ROOM.sql.execute("""
                update ledger.prepared_acts
                   set header = convert_to(regexp_replace(convert_from(header, 'UTF8'),
                                           '"expiresAt":"[^"]*"', '"expiresAt":"2026-01-01T00:00:00Z"'), 'UTF8'),
                       act_hash = encode(sha256(convert_to(regexp_replace(convert_from(header, 'UTF8'),
                                           '"expiresAt":"[^"]*"', '"expiresAt":"2026-01-01T00:00:00Z"'), 'UTF8')), 'hex')
                 where act_hash = ?
                """, act.hash());
        byte[] header = (byte[])
                ROOM.sql.fetchValue("select header from ledger.prepared_acts where subject = ?", act.subject());
        String expired = Base64.getEncoder().encodeToString(header);

        assertThat(ROOM.verify(
                        act,
                        new ActJson(
                                expired, List.copyOf(act.rows()), List.copyOf(act.salts()), ROOM.signature(expired))))
                .isInstanceOf(Verifying.Expired.class);
    }

    @Test
    void a_key_that_was_withdrawn_since_signs_no_more() {
        KeyId second = LedgerRoom.freshKid();
        ROOM.know(second, LedgerRoom.pair());
        ROOM.active.add(second);
        PreparedAct act = ROOM.prepare(withKey(ROOM.registration(LedgerRoom.freshKid()), second));
        ROOM.active.remove(second);

        assertThat(ROOM.verify(act, ROOM.sign(act))).isEqualTo(new Verifying.KeyNotActive(second));
    }

    @Test
    void a_signature_over_other_bytes_is_none() {
        PreparedAct act = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        PreparedAct other = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        ActJson signed = ROOM.sign(act);

        assertThat(ROOM.verify(
                        act,
                        new ActJson(signed.header(), signed.rows(), signed.salts(), ROOM.signature(other.header()))))
                .isEqualTo(new Verifying.SignatureInvalid(ROOM.cityKey));
    }

    @Test
    void an_act_is_told_once() {
        Draft draft = ROOM.registration(LedgerRoom.freshKid());
        PreparedAct act = ROOM.prepare(draft);
        ROOM.transactions.executeWithoutResult(
                _ -> ROOM.acts.tell((Verifying.Verified) ROOM.verify(act, ROOM.sign(act))));

        assertThat(ROOM.verify(act, ROOM.sign(act))).isEqualTo(new Verifying.ToldBefore(new ActHash(act.hash())));
    }

    @Test
    void nothing_is_told_outside_the_transaction_of_the_change_it_tells_of() {
        PreparedAct act = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        var verified = (Verifying.Verified) ROOM.verify(act, ROOM.sign(act));

        assertThatThrownBy(() -> ROOM.acts.tell(verified)).isInstanceOf(IllegalTransactionStateException.class);
        ROOM.transactions.executeWithoutResult(transaction -> {
            ROOM.acts.tell(verified);
            transaction.setRollbackOnly();
        });
        assertThat(ROOM.verify(act, ROOM.sign(act))).isInstanceOf(Verifying.Verified.class);
    }
}
