package scf.platform.enterprise;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import scf.platform.ForbiddenRow;
import scf.platform.TestDatabase;

/// Rows that no code of ours would write, refused by name.
@TestInstance(Lifecycle.PER_CLASS)
class EnterpriseConstraintsTest {

    private final DSLContext sql = TestDatabase.empty();
    private final UUID bank = UUID.randomUUID();
    private final UUID supplier = UUID.randomUUID();

    @BeforeAll
    void a_bank_and_a_supplier() {
        sql.execute(party(bank, "BANK", "海峡测试银行", "USCC", "91350100MA00000D3B", null));
        sql.execute(party(supplier, "ENTERPRISE", "测试机械", "USCC", "91350100MA00000A9T", "SMALL"));
        sql.execute(party(UUID.randomUUID(), "CITY", "测试市工信局", "USCC", "11350100MB00000A2F", null));
        sql.execute(account(UUID.randomUUID(), bank, "6222000000000001", "now(), 'ops'"));
        sql.execute(key("first-key-1", "HTTP", "ed25519", "'\\x01'", "'ACTIVE', null, null, null"));
    }

    private static String party(
            UUID id, String kind, String name, String scheme, String identifier, @Nullable String size) {
        return """
                insert into enterprise.enterprises values ('%s', '%s', '%s', '%s', '%s', %s, now())
                """.formatted(id, kind, name, scheme, identifier, size == null ? "null" : "'" + size + "'");
    }

    private String account(UUID id, UUID owner, String number, String verified) {
        return """
                insert into enterprise.accounts values
                ('%s', '%s', '测试账户', '%s', '313391080007', '%s', now(), %s)
                """.formatted(id, owner, number, bank, verified);
    }

    /// @param rest status, act_hash, revoked_at, revoked_reason
    private String key(String kid, String usage, String algorithm, String publicKey, String rest) {
        var end = List.of(rest.split(", "));
        return """
                insert into enterprise.keys (kid, owner_id, usage, algorithm, public_key, held_by, status, registrar_id,
                    registered_at, not_before, not_after, act_hash, revoked_at, revoked_reason)
                values ('%s', '%s', '%s', '%s', %s, 'maker', %s, '%s', now(), now(), now() + interval '1 year', %s, %s, %s)
                """.formatted(
                kid, supplier, usage, algorithm, publicKey, end.get(0), supplier, end.get(1), end.get(2), end.get(3));
    }

    private void refusedBy(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, sql, statement);
    }

    @Test
    void an_identifier_names_one_party() {
        refusedBy(
                "an_identifier_names_one_party",
                party(UUID.randomUUID(), "BANK", "另一银行", "USCC", "91350100MA00000D3B", null));
        refusedBy("a_party_has_one_id", party(bank, "BANK", "另一银行", "USCC", "91350100MA00000E16", null));
    }

    @Test
    void a_party_is_what_it_can_be() {
        var id = UUID.randomUUID();
        refusedBy(
                "a_party_is_the_city_a_bank_or_an_enterprise",
                party(id, "OPERATOR", "平台", "USCC", "91350100MA00000E16", null));
        refusedBy("a_party_has_a_name", party(id, "BANK", " ", "USCC", "91350100MA00000E16", null));
        refusedBy(
                "an_identifier_has_the_form_of_its_scheme",
                party(id, "BANK", "银行", "USCC", "91350100IA00000E16", null));
        refusedBy("an_identifier_has_the_form_of_its_scheme", party(id, "BANK", "银行", "GLN", "730001000000A", null));
        refusedBy("a_size_is_one_of_four", party(id, "BANK", "银行", "USCC", "91350100MA00000E16", "HUGE"));
        refusedBy("an_enterprise_declares_its_size", party(id, "ENTERPRISE", "测试", "USCC", "91350100MA00000E16", null));
    }

    @Test
    void a_size_is_declared_once_for_a_day_and_never_rewritten() {
        sql.execute(size(supplier, "2026-09-01", "MEDIUM", "desk-1"));
        refusedBy("a_size_is_declared_once_for_a_day", size(supplier, "2026-09-01", "LARGE", "desk-1"));
        refusedBy("a_declared_size_is_a_partys", size(UUID.randomUUID(), "2026-09-02", "LARGE", "desk-1"));
        refusedBy("a_declared_size_is_one_of_four", size(supplier, "2026-09-02", "HUGE", "desk-1"));
        refusedBy("a_declaration_names_a_person", size(supplier, "2026-09-02", "LARGE", " "));
        refusedBy("a_declared_size_is_never_rewritten", "update enterprise.sizes set size = 'LARGE'");
        refusedBy("a_declared_size_is_never_rewritten", "delete from enterprise.sizes");
    }

    private static String size(UUID enterprise, String from, String size, String by) {
        return "insert into enterprise.sizes values ('%s', '%s', '%s', '%s', now())"
                .formatted(enterprise, from, size, by);
    }

    @Test
    void there_is_one_city() {
        refusedBy("there_is_one_city", party(UUID.randomUUID(), "CITY", "二号市", "USCC", "91350100MA00000E16", null));
    }

    @Test
    void an_account_is_well_formed_and_kept_by_a_bank() {
        var id = UUID.randomUUID();
        refusedBy("an_account_number_is_10_to_30_characters", account(id, supplier, "123", "null, null"));
        refusedBy("an_owner_names_an_account_once", account(id, bank, "6222000000000001", "null, null"));
        refusedBy("a_verified_account_has_one_owner", account(id, supplier, "6222000000000001", "now(), 'ops'"));
        refusedBy("a_verification_names_who_and_when", account(id, supplier, "6222000000000002", "now(), null"));
        refusedBy("an_account_has_an_owner", account(id, UUID.randomUUID(), "6222000000000002", "null, null"));
        refusedBy(
                "a_bank_code_is_twelve_digits",
                account(id, supplier, "6222000000000002", "null, null").replace("313391080007", "31339108000A"));
        refusedBy(
                "an_account_name_is_2_to_120_characters",
                account(id, supplier, "6222000000000002", "null, null").replace("测试账户", " "));
        refusedBy(
                "an_account_is_kept_by_a_bank",
                account(id, supplier, "6222000000000002", "null, null")
                        .replace(bank.toString(), UUID.randomUUID().toString()));
    }

    @Test
    void a_key_stands_under_one_name() {
        String active = "'ACTIVE', null, null, null";
        refusedBy("a_key_is_registered_once", key("first-key-1", "HTTP", "ed25519", "'\\x02'", active));
        refusedBy("a_public_key_stands_under_one_name", key("other-key-1", "ACT", "ed25519", "'\\x01'", active));
    }

    @Test
    void a_key_is_of_its_usage_algorithm_and_form() {
        String active = "'ACTIVE', null, null, null";
        refusedBy("a_key_id_is_8_to_64_characters", key("short", "HTTP", "ed25519", "'\\x03'", active));
        refusedBy("a_key_signs_http_or_acts", key("other-key-2", "BOTH", "ed25519", "'\\x03'", active));
        refusedBy("an_algorithm_is_one_of_four", key("other-key-2", "HTTP", "rsa", "'\\x03'", active));
        refusedBy(
                "a_key_is_held_by_a_named_person",
                key("other-key-2", "HTTP", "ed25519", "'\\x03'", active).replace("'maker'", "' '"));
        refusedBy(
                "a_key_is_valid_for_some_time",
                key("other-key-2", "HTTP", "ed25519", "'\\x03'", active).replace("+ interval", "- interval"));
    }

    @Test
    void a_key_walks_its_states_and_no_others() {
        refusedBy("a_key_state_is_known", key("other-key-3", "HTTP", "ed25519", "'\\x04'", "'LOST', null, null, null"));
        refusedBy(
                "only_act_keys_wait_for_the_ledger",
                key("other-key-3", "HTTP", "ed25519", "'\\x04'", "'REGISTERING', 'ab', null, null"));
        refusedBy(
                "what_the_ledger_must_hold_names_its_act",
                key("other-key-3", "ACT", "ed25519", "'\\x04'", "'REGISTERING', null, null, null"));
        refusedBy(
                "a_revocation_says_when_and_why",
                key("other-key-3", "HTTP", "ed25519", "'\\x04'", "'REVOKED', null, now(), null"));
        refusedBy(
                "a_new_key_replaces_a_known_one",
                key("other-key-3", "HTTP", "ed25519", "'\\x04'", "'ACTIVE', null, null, null")
                        .replace("(kid,", "(replaces_kid, kid,")
                        .replace("values (", "values ('unknown-key', "));
    }
}
