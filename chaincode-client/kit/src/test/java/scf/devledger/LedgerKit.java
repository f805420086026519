package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.DiluteRow;
import scf.contract.KeyState;
import scf.contract.ReceivableState;
import scf.contract.Refusal;
import scf.contract.Role;
import scf.contract.SignedAct;
import scf.contract.TransferRow;
import scf.contract.VoucherState;
import scf.devledger.Deeds.Invoice;
import scf.gateway.Checkpoint;
import scf.gateway.Committing;
import scf.gateway.LedgerEvents;
import scf.gateway.ProposedAct;
import scf.gateway.Told;

/// What any ledger must do, the development ledger as well as real Fabric: it is spoken to through the one client
/// only.
///
/// Every case brings its own parties and invoices, so that all of them may meet on one ledger.
abstract class LedgerKit extends ProofKit {

    private static final AtomicInteger CASES = new AtomicInteger();

    @BeforeEach
    void countCase() {
        CASES.incrementAndGet();
    }

    /// Says how many cases this ledger was put before, and holds the number against that of the other ledger.
    @AfterAll
    static void printCases(TestInfo ledger) throws IOException {
        String name = ledger.getTestClass().orElseThrow().getSimpleName();
        System.out.println("LedgerKit on " + name + ": " + CASES.get() + " cases executed");
        Path counts = Path.of("target/ledger-kit");
        Files.createDirectories(counts);
        Files.writeString(counts.resolve(name), Integer.toString(CASES.get()));
        // The development ledger is judged first, by `mvn verify` as well as here.
        Path simulated = counts.resolve("DevLedgerTest");
        if (Files.exists(simulated)) {
            assertThat(CASES.get())
                    .as("as many cases as on the development ledger")
                    .isEqualTo(Integer.parseInt(Files.readString(simulated)));
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void the_straight_road_is_walked_with_each_signature_algorithm(Algorithm algorithm) {
        Town town = registered(Town.with(algorithm));

        written(Deeds.confirm(
                town.debtor(),
                Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR)));
        assertThat(client().receivable(town.receivable()).orElseThrow().version())
                .isEqualTo(1);
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR));
        voucherStands(town, VoucherState.Standing.PENDING_ACCEPT, 1);
        written(Deeds.accept(town.supplier(), town.voucher(), 1));
        voucherStands(town, VoucherState.Standing.ACTIVE, 2);
        written(Deeds.lock(town.supplier(), town.bank(), town.voucher(), 2, MINOR));
        voucherStands(town, VoucherState.Standing.FIN_LOCKED, 3);
        written(Deeds.release(town.bank(), town.voucher(), 3));
        voucherStands(town, VoucherState.Standing.ACTIVE, 4);
        written(Deeds.lock(town.supplier(), town.bank(), town.voucher(), 4, MINOR));
        written(Deeds.fund(town.bank(), town.voucher(), 5, MINOR));
        voucherStands(town, VoucherState.Standing.FINANCED, 6);
        written(Deeds.settle(town.bank(), town.voucher(), 6, MINOR));
        voucherStands(town, VoucherState.Standing.SETTLED, 7);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void a_key_is_registered_rotated_and_revoked(Algorithm algorithm) {
        Party before = Party.of(Role.ENTERPRISE, algorithm);
        written(Deeds.register(city(), before));
        assertThat(client().key(before.kid()).orElseThrow().publicKey()).isEqualTo(before.publicKey());

        Party after = before.withNewKey(Algorithm.ED25519);
        written(Deeds.rotate(before, after));
        assertThat(client().key(before.kid()).orElseThrow().state()).isEqualTo(KeyState.Standing.ROTATED);

        written(Deeds.revoke(after, after));
        assertThat(client().key(after.kid()).orElseThrow().state()).isEqualTo(KeyState.Standing.REVOKED);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void the_side_roads_are_walked_with_each_signature_algorithm(Algorithm algorithm) {
        Town town = registered(Town.with(algorithm));
        Party second = Party.of(Role.ENTERPRISE, algorithm);
        written(Deeds.register(city(), second));
        var claimed = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);
        written(Deeds.confirm(town.debtor(), claimed));
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR));
        written(Deeds.accept(town.supplier(), town.voucher(), 1));

        String part = town.voucher() + "-part";
        String change = town.voucher() + "-change";
        written(Deeds.transfer(town.supplier(), passingOn(town, second, part, change), 2));
        voucherStands(town, VoucherState.Standing.SPENT, 3);
        voucherStands(part, VoucherState.Standing.PENDING_ACCEPT, 1);
        voucherStands(change, VoucherState.Standing.ACTIVE, 1);
        written(Deeds.decline(second, part, 1, "cash instead"));
        voucherStands(part, VoucherState.Standing.VOID, 2);
        voucherStands(part + ".R", VoucherState.Standing.ACTIVE, 1);

        written(Deeds.freeze(city(), change, 1, "a court"));
        voucherStands(change, VoucherState.Standing.ACTIVE, 2);
        assertThat(refused(Deeds.lock(town.supplier(), town.bank(), change, 2, 1)))
                .isEqualTo(Refusal.FROZEN);
        written(Deeds.unfreeze(city(), change, 2, "a court"));
        voucherStands(change, VoucherState.Standing.ACTIVE, 3);

        var dilution = new DiluteRow(
                town.receivable(),
                town.debtor().id(),
                town.supplier().id(),
                MINOR - 1,
                Deeds.CNY,
                "a credit note",
                List.of(change));
        written(Deeds.dilute(town.debtor(), List.of(town.supplier()), dilution, 1));
        voucherStands(change, VoucherState.Standing.VOID, 4);
        assertThat(client().receivable(town.receivable()).orElseThrow().version())
                .isEqualTo(2);
    }

    /// One unit to the second tier, the rest is kept.
    private static TransferRow passingOn(Town town, Party second, String part, String change) {
        return new TransferRow(
                town.voucher(),
                town.supplier().id(),
                List.of(new TransferRow.Part(part, second.id(), 1, Deeds.DOCUMENT)),
                List.of(new TransferRow.Kept(change, MINOR - 1)),
                Deeds.today());
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void a_voucher_is_cancelled_by_the_signatures_of_both_and_not_by_one(Algorithm algorithm) {
        Town town = registered(Town.with(algorithm));
        var claimed = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);
        written(Deeds.confirm(town.debtor(), claimed));
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR));
        written(Deeds.accept(town.supplier(), town.voucher(), 1));
        SignedAct both = Deeds.cancel(town.debtor(), town.supplier(), town.voucher(), 2, "no order any more");
        SignedAct one = new SignedAct(both.header(), both.rows(), both.salts(), both.signature());
        assertThat(refused(one)).isEqualTo(Refusal.COSIGNATURE_INVALID);
        SignedAct forged =
                new SignedAct(both.header(), both.rows(), both.salts(), both.signature(), List.of(both.signature()));
        assertThat(refused(forged)).isEqualTo(Refusal.COSIGNATURE_INVALID);

        written(both);
        voucherStands(town, VoucherState.Standing.VOID, 3);
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher() + "-2", town.receivable(), MINOR));
    }

    @Test
    void a_part_that_nobody_accepts_in_time_comes_back_and_is_not_there_twice() {
        Town town = confirmed();
        Party second = Party.of(Role.ENTERPRISE, Algorithm.ED25519);
        written(Deeds.register(city(), second));
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR));
        written(Deeds.accept(town.supplier(), town.voucher(), 1));
        String part = town.voucher() + "-part";
        written(Deeds.transfer(town.supplier(), passingOn(town, second, part, town.voucher() + "-change"), 2));
        var onward = new TransferRow(
                part + ".R",
                town.supplier().id(),
                List.of(new TransferRow.Part(part + "-again", second.id(), 1, Deeds.DOCUMENT)),
                List.of(),
                null);
        assertThat(refused(Deeds.transfer(town.supplier(), onward, 1))).isEqualTo(Refusal.NO_SUCH_SUBJECT);

        written(Deeds.transferOn(Deeds.today().plusDays(1), town.supplier(), onward, 1));
        voucherStands(part, VoucherState.Standing.VOID, 2);
        voucherStands(part + ".R", VoucherState.Standing.SPENT, 2);
        assertThat(refused(Deeds.accept(second, part, 2))).isEqualTo(Refusal.NOT_PENDING);
    }

    @Test
    void of_an_acceptance_and_the_return_of_the_same_part_at_once_one_holds() {
        Town town = confirmed();
        Party second = Party.of(Role.ENTERPRISE, Algorithm.ED25519);
        written(Deeds.register(city(), second));
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR));
        written(Deeds.accept(town.supplier(), town.voucher(), 1));
        String part = town.voucher() + "-part";
        written(Deeds.transfer(town.supplier(), passingOn(town, second, part, town.voucher() + "-change"), 2));
        var onward = new TransferRow(
                part + ".R",
                town.supplier().id(),
                List.of(new TransferRow.Part(part + "-again", second.id(), 1, Deeds.DOCUMENT)),
                List.of(),
                null);
        // Two clocks that are a day apart: both acts are within the bounds of the ledger.
        List<SignedAct> acts = List.of(
                Deeds.accept(second, part, 1), Deeds.transferOn(Deeds.today().plusDays(1), town.supplier(), onward, 1));
        assertThat(atOnce(2, acts::get)).filteredOn(Ending.HELD::equals).hasSize(1);
    }

    @Test
    void a_rejected_receivable_is_neither_confirmed_nor_promised() {
        Town town = registered(Town.with(Algorithm.ED25519));
        var claimed = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);
        written(Deeds.reject(town.debtor(), claimed, "never delivered"));
        assertThat(client().receivable(town.receivable()).orElseThrow().state())
                .isEqualTo(ReceivableState.Standing.REJECTED);
        assertThat(refused(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR)))
                .isEqualTo(Refusal.NO_SUCH_RECEIVABLE);
    }

    @Test
    void an_absent_object_is_answered_as_absent() {
        assertThat(client().key("act-nobody-has-it")).isEmpty();
        assertThat(client().receivable(UUID.randomUUID().toString())).isEmpty();
        assertThat(client().voucher("V0")).isEmpty();
    }

    @Test
    void the_same_act_told_twice_is_written_once() {
        Town town = confirmed();
        SignedAct issue = Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR);
        long first = written(issue);
        long second = written(issue);

        assertThat(second).isGreaterThan(first);
        voucherStands(town, VoucherState.Standing.PENDING_ACCEPT, 1);
    }

    @Test
    void the_same_object_told_with_other_content_is_refused() {
        Town town = confirmed();
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR - 1));

        assertThat(refused(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), 1)))
                .isEqualTo(Refusal.EXISTS_ALREADY);
    }

    @Test
    void an_invoice_is_never_confirmed_past_its_total_however_it_is_spelt() {
        Town town = registered(Town.with(Algorithm.ED25519));
        Invoice invoice = Invoice.of(town.supplier(), town.debtor(), MINOR);
        written(Deeds.confirm(town.debtor(), invoice.confirming(town.receivable(), 0, MINOR)));

        String spaced = invoice.number().substring(0, 6) + "-"
                + invoice.number().substring(6).toUpperCase(Locale.ROOT);
        Invoice again = new Invoice(town.supplier(), town.debtor(), spaced, MINOR);
        SignedAct twice =
                Deeds.confirm(town.debtor(), again.confirming(UUID.randomUUID().toString(), 0, 1));
        assertThat(refused(twice)).isEqualTo(Refusal.INVOICE_EXCEEDED);
    }

    @Test
    void nobody_confirms_for_another() {
        Town town = registered(Town.with(Algorithm.ED25519));
        var row = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);

        assertThat(refused(Deeds.confirm(town.supplier(), row))).isEqualTo(Refusal.NOT_THE_DEBTOR);
        assertThat(refused(Deeds.confirm(town.supplier().pretendingToBe(town.debtor()), row)))
                .isEqualTo(Refusal.SIGNATURE_INVALID);
        Party borrowed = new Party(
                town.debtor().id(),
                town.debtor().role(),
                town.supplier().kid(),
                town.supplier().algorithm(),
                town.supplier().keys());
        assertThat(refused(Deeds.confirm(borrowed, row))).isEqualTo(Refusal.NOT_THE_KEYS_OWNER);
    }

    @Test
    void a_key_that_is_unknown_or_ended_signs_nothing() {
        Town town = Town.with(Algorithm.ECDSA_P256_SHA256);
        var row = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);
        assertThat(refused(Deeds.confirm(town.debtor(), row))).isEqualTo(Refusal.NO_SUCH_KEY);

        var _ = registered(town);
        written(Deeds.revoke(city(), town.debtor()));
        assertThat(refused(Deeds.confirm(town.debtor(), row))).isEqualTo(Refusal.KEY_NOT_ACTIVE);
    }

    @Test
    void a_row_that_was_altered_on_the_way_is_refused() {
        Town town = registered(Town.with(Algorithm.ED25519));
        Invoice invoice = Invoice.of(town.supplier(), town.debtor(), MINOR);
        SignedAct act = Deeds.confirm(town.debtor(), invoice.confirming(town.receivable(), 0, MINOR - 1));
        Bytes altered = invoice.confirming(town.receivable(), 0, MINOR).bytes();

        assertThat(refused(new SignedAct(act.header(), List.of(altered), act.salts(), act.signature())))
                .isEqualTo(Refusal.ROWS_DIFFER);
    }

    @Test
    void of_two_confirmations_of_one_invoice_at_once_one_holds() {
        Town town = registered(Town.with(Algorithm.ED25519));
        Invoice invoice = Invoice.of(town.supplier(), town.debtor(), MINOR);
        SignedAct one = Deeds.confirm(town.debtor(), invoice.confirming(town.receivable(), 0, MINOR));
        SignedAct other = Deeds.confirm(
                town.debtor(), invoice.confirming(UUID.randomUUID().toString(), 0, MINOR));
        ProposedAct firstProposed = client().propose(one);
        ProposedAct secondProposed = client().propose(other);
        // Both are judged on the state before either of them.
        Bytes first = endorsed(firstProposed);
        Bytes second = endorsed(secondProposed);
        ordered(first);
        ordered(second);

        List<Committing> endings = List.of(
                client().status(firstProposed.transactionId()), client().status(secondProposed.transactionId()));
        assertThat(endings).hasAtLeastOneElementOfType(Committing.Committed.class);
        assertThat(endings).hasAtLeastOneElementOfType(Committing.Conflicted.class);
        assertThat(refused(other)).isEqualTo(Refusal.INVOICE_EXCEEDED);
    }

    @Test
    void of_many_locks_on_one_voucher_at_once_one_holds() {
        Town town = confirmed();
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR));
        written(Deeds.accept(town.supplier(), town.voucher(), 1));
        List<Party> banks = new ArrayList<>(List.of(town.bank()));
        for (int i = 0; i < 2; i++) {
            banks.add(Party.of(Role.BANK, Algorithm.ED25519));
            written(Deeds.register(city(), banks.getLast()));
        }

        List<Ending> endings =
                atOnce(16, i -> Deeds.lock(town.supplier(), banks.get(i % banks.size()), town.voucher(), 2, MINOR));
        assertThat(endings).filteredOn(Ending.HELD::equals).hasSize(1);
        voucherStands(town, VoucherState.Standing.FIN_LOCKED, 3);
    }

    @Test
    void many_acts_on_different_objects_at_once_all_hold() {
        assertThat(atOnce(32, _ -> Deeds.register(city(), Party.of(Role.ENTERPRISE, Algorithm.ED25519))))
                .containsOnly(Ending.HELD);
    }

    @Test
    void an_act_that_read_a_key_which_is_revoked_meanwhile_does_not_hold() {
        Town town = registered(Town.with(Algorithm.ED25519));
        var row = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);
        ProposedAct proposed = client().propose(Deeds.confirm(town.debtor(), row));
        Bytes transaction = endorsed(proposed);
        written(Deeds.revoke(city(), town.debtor()));

        ordered(transaction);
        assertThat(client().status(proposed.transactionId())).isInstanceOf(Committing.Conflicted.class);
        assertThat(client().receivable(town.receivable())).isEmpty();
    }

    @Test
    void the_same_transaction_submitted_again_keeps_its_first_ending() {
        Town town = registered(Town.with(Algorithm.ED25519));
        var row = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);
        ProposedAct proposed = client().propose(Deeds.confirm(town.debtor(), row));
        Bytes transaction = endorsed(proposed);
        ordered(transaction);
        Committing first = client().status(proposed.transactionId());
        ordered(transaction);
        written(Deeds.register(city(), Party.of(Role.ENTERPRISE, Algorithm.ED25519)));

        assertThat(client().status(proposed.transactionId())).isEqualTo(first).isInstanceOf(Committing.Committed.class);
        assertThat(client().receivable(town.receivable()).orElseThrow().version())
                .isEqualTo(1);
    }

    @Test
    void what_was_written_down_before_a_restart_is_submitted_and_found_after_it() {
        Town town = registered(Town.with(Algorithm.ED25519));
        var row = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);
        ProposedAct proposed = client().propose(Deeds.confirm(town.debtor(), row));
        Bytes transaction = endorsed(new ProposedAct(
                proposed.transactionId(), Bytes.of(proposed.bytes().toArray())));

        restart();

        ordered(Bytes.of(transaction.toArray()));
        assertThat(client().status(proposed.transactionId())).isInstanceOf(Committing.Committed.class);
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR));
    }

    @Test
    void a_transaction_that_never_came_is_not_known() {
        assertThat(client().status("0".repeat(64), Duration.ofMillis(300))).isInstanceOf(Committing.Unknown.class);
    }

    @Test
    void a_restart_keeps_everything() {
        Town town = confirmed();
        SignedAct issue = Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR);
        written(issue);
        List<Told> before = eventsUntil(Checkpoint.BEGINNING, issue.hash());

        restart();

        voucherStands(town, VoucherState.Standing.PENDING_ACCEPT, 1);
        assertThat(eventsUntil(Checkpoint.BEGINNING, issue.hash())).isEqualTo(before);
        written(Deeds.accept(town.supplier(), town.voucher(), 1));
        voucherStands(town, VoucherState.Standing.ACTIVE, 2);
    }

    @Test
    void events_go_on_after_a_checkpoint_with_nothing_missing_and_nothing_double() {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            SignedAct act = Deeds.register(city(), Party.of(Role.ENTERPRISE, Algorithm.ED25519));
            written(act);
            told.add(act.hash());
        }
        List<Told> all = eventsUntil(Checkpoint.BEGINNING, told.getLast());
        assertThat(all)
                .extracting(one -> one.event().act())
                .containsSubsequence(told)
                .doesNotHaveDuplicates();

        for (int i = 0; i < all.size() - 1; i++) {
            assertThat(eventsUntil(all.get(i).checkpoint(), told.getLast())).isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    @Test
    void a_reader_of_events_is_told_while_it_waits() throws Exception {
        SignedAct act = Deeds.register(city(), Party.of(Role.ENTERPRISE, Algorithm.ED25519));
        try (LedgerEvents events = client().events(lastCheckpoint())) {
            var next = CompletableFuture.supplyAsync(events::next);
            long block = written(act);
            Told told = next.get(20, TimeUnit.SECONDS);
            assertThat(told.event().act()).isEqualTo(act.hash());
            assertThat(told.block()).isEqualTo(block);
        }
    }
}
