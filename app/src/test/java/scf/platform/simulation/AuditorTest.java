package scf.platform.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import scf.platform.PracticeTown;
import scf.platform.TestDatabase;
import scf.schema.server.PostgresServer;

/// The auditor is no yes-man: content with a town that was really played, and loud about each way in which a copy of it
/// was broken behind the platform's back.
///
/// One run of the auditor judges all copies. What a copy's constraints would refuse is written with them switched off.
class AuditorTest {

    /// One thing that is done to a copy of the town.
    ///
    /// @param broken the invariant that the auditor has to name
    @SuppressWarnings("ArrayRecordComponent")
    private record Deed(String broken, Where where, String... what) {}

    private enum Where {
        /// SQL on the platform's database.
        HERE,
        /// SQL on the ledger's.
        ON_THE_LEDGER,
        /// Lines that are added to the transcript.
        SAID
    }

    private static Deed here(String broken, String sql) {
        return new Deed(broken, Where.HERE, sql);
    }

    private static Deed onTheLedger(String broken, String sql) {
        return new Deed(broken, Where.ON_THE_LEDGER, sql);
    }

    private static Deed said(String broken, String... lines) {
        return new Deed(broken, Where.SAID, lines);
    }

    private static final List<Deed> ON_THE_LEDGER = List.of(
            // A conflict that was taken for a commit.
            onTheLedger("what-is-committed-is-on-the-ledger", """
                    update devledger.transactions set code = 11
                     where id = (select convert_from(value, 'UTF8')::jsonb ->> 'transaction' from devledger.public_state
                                  where convert_from(key, 'UTF8') like 'ACT:%' limit 1)"""),
            onTheLedger("the-public-state-commits-to-the-private-one", """
                    update devledger.private_state
                       set value = convert_to(replace(convert_from(value, 'UTF8'), '"amountMinor":', '"amountMinor":9'), 'UTF8')
                     where convert_from(key, 'UTF8') like 'VCH:%'"""),
            onTheLedger("the-ledger-is-what-its-acts-make-it", """
                    update devledger.public_state
                       set value = convert_to(replace(convert_from(value, 'UTF8'), '"version":', '"version":1'), 'UTF8')
                     where convert_from(key, 'UTF8') like 'VCH:%'"""));

    private static final List<Deed> IN_THE_OUTBOX = List.of(
            // Rows that it has lost, after the act and before.
            here("every-act-on-the-ledger-is-known", """
                    delete from ledger.entries where act_hash = (select act_hash from ledger.prepared_acts where type = 'LOCK' limit 1)"""),
            here("an-acknowledged-act-is-told", """
                    delete from ledger.entries where act_hash = (select act_hash from ledger.prepared_acts where type = 'ISSUE' limit 1)"""),
            here("what-waits-for-the-ledger-has-its-act", """
                    update voucher.vouchers set state = 'SETTLING' where no = (select min(no) from voucher.vouchers)"""),
            here("acts-about-one-object-are-numbered-without-gap", """
                    update ledger.subjects set last_seq = last_seq + 1 where subject = (select min(subject) from ledger.subjects)"""),
            here("I6-an-act-is-signed-by-its-actor", """
                    update ledger.entries set signature = set_byte(signature, 9, (get_byte(signature, 9) + 1) % 256)
                     where act_hash in (select act_hash from ledger.prepared_acts where type = 'CONFIRM')"""));

    private static final List<Deed> ON_VOUCHERS = List.of(
            here("ledger-and-platform-agree-on-vouchers", """
                    update voucher.vouchers set holder_id = issuer_id where financed_as = 'PLEDGE'"""),
            here("I1-the-leaves-of-a-root-are-worth-the-root", """
                    insert into voucher.vouchers select v.* from voucher.vouchers w, lateral (
                        select (jsonb_populate_record(w, jsonb_build_object(
                            'no', 'VTWIN00000000', 'parent_no', w.no, 'transferor_id', w.payee_id))).*) v
                     where w.parent_no is null limit 1"""),
            here("I2-what-is-vouchered-is-counted", """
                    update receivable.receivables set vouchered_minor = vouchered_minor - 1 where vouchered_minor > 0"""),
            here("a-voucher-moves-as-its-table-says", """
                    update voucher.history set to_state = 'SPENT' where to_state = 'FIN_LOCKED';
                    update voucher.history set from_state = 'SPENT' where from_state = 'FIN_LOCKED'"""),
            here("I5-a-voucher-has-one-live-lock", """
                    drop index voucher.a_voucher_has_one_live_lock;
                    insert into voucher.locks select l.* from voucher.locks w, lateral (
                        select (jsonb_populate_record(w, jsonb_build_object('act_hash', 'another', 'state', 'HELD'))).*) l
                     where w.state = 'FUNDED' limit 1"""));

    private static final List<Deed> ON_LIMITS = List.of(
            // Reservations that did not wait for each other.
            here("I7-no-reservation-passes-the-limit", """
                    update creditline.movements set reserved_minor = reserved_minor * 100000, used_minor = used_minor * 100000,
                                                    drawn_minor = drawn_minor * 100000
                     where hold_id in (select id from creditline.holds where line_id is not null)"""),
            here("I7-a-balance-is-the-sum-of-its-movements", """
                    update creditline.nodes set used_minor = used_minor + 1, drawn_minor = drawn_minor + 1 where level = 'CHAIN'"""),
            // What is given back twice.
            here("I8-a-hold-resolves-exactly-once", """
                    drop index creditline.a_hold_resolves_once;
                    insert into creditline.movements (node_id, hold_id, kind, reserved_minor, used_minor, drawn_minor, moved_at)
                    select node_id, hold_id, 'RELEASE', reserved_minor, 0, 0, moved_at from creditline.movements where kind = 'POST'"""),
            here("a-line-gets-back-the-principal-that-came-back", """
                    update creditline.holds set restored_minor = restored_minor - 1 where restored_minor > 0 and line_id is not null"""));

    private static final List<Deed> ON_LOANS = List.of(
            // Interest that was rounded for each of its parts.
            here("I14-a-payment-meets-the-debt-in-order", """
                    update loan.repayments set interest_minor = interest_minor + 1, principal_minor = principal_minor - 1
                     where interest_minor > 0 and principal_minor > 0"""),
            here("a-discount-is-rounded-once", """
                    update loan.loans set discount_minor = discount_minor + 1, net_minor = net_minor - 1 where discount_minor > 0"""),
            here("an-offer-costs-what-the-formula-says", """
                    alter table financing.offers drop constraint what_is_deducted_adds_up;
                    update financing.offers set interest_minor = interest_minor + 1"""),
            here("I9-debits-are-credits", """
                    update loan.postings set debit_minor = debit_minor + 1 where account = 'PRINCIPAL' and debit_minor > 0"""),
            here("I9-the-accounts-are-what-happened", """
                    update loan.postings set account = 'FEES' where account = 'DISCOUNT'"""));

    private static final List<Deed> ON_PAYMENTS = List.of(
            here("a-credit-counts-once", """
                    drop index settlement.a_credit_is_used_once;
                    update settlement.receipt_entries
                       set bank_id = (select min(bank_id::text)::uuid from settlement.receipt_entries),
                           entry_reference = 'TWICE', end_to_end_id = null where state = 'SETTLED'"""),
            here("the-holder-of-record-is-paid", """
                    update settlement.lines set payee_id = (select payer_id from settlement.instructions limit 1)"""),
            here("what-is-posted-is-a-loan", "delete from loan.loans"),
            here("what-was-acknowledged-is-durable", "delete from signing.answers where path = '/v1/loans'"),
            here("I15-what-was-asked-once-was-done-once", """
                    insert into settlement.bank_receipts select r.* from settlement.bank_receipts w, lateral (
                        select (jsonb_populate_record(w, jsonb_build_object('id', gen_random_uuid(), 'message_id', 'twin'))).*) r
                     limit 1"""));

    @TempDir
    Path folder;

    private final PostgresServer server = TestDatabase.server();
    private PracticeTown town;

    /// Three arguments for each copy, as the auditor takes them.
    private final List<String> copies = new ArrayList<>();

    /// The main job as the practice city plays it, and every call of it as both sides have signed it.
    @BeforeEach
    void a_town_that_was_played() throws Exception {
        town = PracticeTown.played();
        Files.writeString(folder.resolve("transcript.jsonl"), one("""
                select string_agg(jsonb_build_object(
                           'n', row, 'party', tenant_id, 'kind', kind, 'method', method, 'query', '', 'status', status,
                           'path', regexp_replace(target_uri, '^https?://[^/]+|[?].*$', '', 'g'),
                           'key', substring(convert_from(request_head, 'UTF8') from '(?i)idempotency-key: *"?([^"\r\n]+)'),
                           'request', case when request_body like '{%' then convert_from(request_body, 'UTF8')::jsonb end,
                           'answer', case when response_body like '{%' then convert_from(response_body, 'UTF8')::jsonb end,
                           'businessDate', null, 'probe', false)::text, e'\n')
                  from (select row_number() over (order by received_at) as row, r.*, e.kind
                          from signing.receipts r join enterprise.enterprises e on e.id = r.tenant_id) as told"""));
    }

    @Test
    void a_town_that_was_played_is_sound_and_each_way_to_break_it_has_its_name() throws Exception {
        String innocent = copy("innocent", List.of());
        var guilty = new LinkedHashMap<String, List<Deed>>();
        guilty.put(copy("ledger", ON_THE_LEDGER), ON_THE_LEDGER);
        guilty.put(copy("outbox", IN_THE_OUTBOX), IN_THE_OUTBOX);
        guilty.put(copy("vouchers", ON_VOUCHERS), ON_VOUCHERS);
        guilty.put(copy("limits", ON_LIMITS), ON_LIMITS);
        guilty.put(copy("loans", ON_LOANS), ON_LOANS);
        guilty.put(copy("payments", ON_PAYMENTS), ON_PAYMENTS);
        var answers = inAnswers();
        guilty.put(copy("answers", answers), answers);

        var said = audited();

        assertThat(said.get(innocent)).isEmpty();
        guilty.forEach((copy, deeds) -> assertThat(named(said.getOrDefault(copy, List.of())))
                .as(copy)
                .containsAll(deeds.stream().map(Deed::broken).toList()));
    }

    /// The names of the invariants that are broken.
    private static List<String> named(List<String> lines) {
        return lines.stream().map(line -> line.split("[ :]", -1)[1]).distinct().toList();
    }

    /// What parties may have been answered, and never should have been.
    private List<Deed> inAnswers() throws SQLException {
        String loan = one("select id::text from loan.loans order by id limit 1");
        String stranger = one("""
                select e.id::text from enterprise.enterprises e where kind = 'BANK'
                   and not exists (select from loan.loans l where l.bank_id = e.id and l.id = '%s') limit 1""".formatted(loan));
        String path = "/v1/loans/" + loan;
        String nowhere = "/v1/loans/00000000-0000-4000-8000-000000000000";
        return List.of(
                said("nobody-reaches-what-is-another's", line(stranger, "GET", path, 200, "{}")),
                said(
                        "a-list-shows-what-concerns-its-reader",
                        line(stranger, "GET", "/v1/loans", 200, "{\"items\":[{\"id\":\"" + loan + "\"}]}")),
                said(
                        "a-foreign-object-answers-as-a-missing-one",
                        line(stranger, "GET", path, 404, "{\"code\":\"not_found\",\"detail\":\"not yours\"}"),
                        line(stranger, "GET", nowhere, 404, "{\"code\":\"not_found\"}")),
                said(
                        "what-was-acknowledged-is-durable",
                        line(stranger, "POST", "/v1/loans", 201, "{\"id\":\"" + loan + "\"}")),
                said(
                        "I15-the-same-key-has-the-same-answer",
                        line(stranger, "POST", "/v1/loans", 201, "{\"id\":\"another\"}")));
    }

    private static String line(String party, String method, String path, int status, String answer) {
        return """
                {"n":0,"party":"%s","kind":"BANK","method":"%s","path":"%s","query":"","key":"never-asked","status":%d,\
                "businessDate":"2026-11-23","request":null,"answer":%s,"probe":true}""".formatted(party, method, path, status, answer);
    }

    private String one(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        server.url(town.atRest()), PostgresServer.SUPERUSER, server.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            assertThat(result.next()).as(sql).isTrue();
            return result.getString(1);
        }
    }

    // Copies

    /// A copy of the town to which these deeds were done.
    ///
    /// @return its transcript, by which the auditor names it
    private String copy(String name, List<Deed> deeds) throws SQLException, IOException {
        Path transcript = folder.resolve(name + ".jsonl");
        Files.copy(folder.resolve("transcript.jsonl"), transcript);
        String app = town.atRest();
        String ledger = town.ledgerAtRest();
        for (var deed : deeds) {
            switch (deed.where()) {
                case HERE -> app = committed(deed, town.atRest(), name);
                case ON_THE_LEDGER -> ledger = committed(deed, town.ledgerAtRest(), name);
                case SAID ->
                    Files.writeString(transcript, "\n" + String.join("\n", deed.what()), StandardOpenOption.APPEND);
            }
        }
        copies.addAll(List.of(server.url(app), server.url(ledger), transcript.toString()));
        return transcript.toString();
    }

    /// Triggers and foreign keys look away.
    private String committed(Deed deed, String database, String name) throws SQLException {
        String copy = database + "_" + name;
        server.createDatabase(copy, database);
        try (var connection =
                        DriverManager.getConnection(server.url(copy), PostgresServer.SUPERUSER, server.password());
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(deed.what()[0]);
        }
        return copy;
    }

    // The auditor

    /// What the auditor found broken, by the transcript of the copy.
    private Map<String, List<String>> audited() throws IOException, InterruptedException, URISyntaxException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of(Driver.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                "../infra/simulation/Auditor.java",
                "--quiescent",
                "--user=" + PostgresServer.SUPERUSER,
                "--password=" + server.password()));
        command.addAll(copies);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(all).isEqualTo(1);
        var said = new LinkedHashMap<String, List<String>>();
        List<String> lines = new ArrayList<>();
        for (String line : all.lines().toList()) {
            assertThat(line).doesNotStartWith("NOT AUDITED");
            if (line.startsWith("town ")) {
                lines = new ArrayList<>();
                said.put(line.substring("town ".length()), lines);
            } else if (line.startsWith("BROKEN")) {
                lines.add(line);
            }
        }
        return said;
    }
}
