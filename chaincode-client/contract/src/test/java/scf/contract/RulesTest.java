package scf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scf.contract.TestLedger.CHANGE;
import static scf.contract.TestLedger.LOAN;
import static scf.contract.TestLedger.OFFER;
import static scf.contract.TestLedger.PART;
import static scf.contract.TestLedger.RECEIVABLE;
import static scf.contract.TestLedger.REQUEST;
import static scf.contract.TestLedger.VOUCHER;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the ledger lets happen, and what then stands on it.
class RulesTest {

    @Test
    void a_ledger_begins_with_the_citys_key_and_begins_once() {
        var ledger = TestLedger.notYetBegun();
        assertThat(ledger.refusalOf(ledger.confirming())).contains(Refusal.NOT_INITIALISED);

        assertThat(ledger.begin(ledger.genesis(false))).isEqualTo(new Beginning.Begun());
        assertThat(ledger.key(ledger.city).isActive()).isTrue();
        assertThat(ledger.begin(ledger.genesis(false))).isEqualTo(new Beginning.BegunBefore());
        assertThat(ledger.begin(ledger.genesis(true))).isInstanceOf(Beginning.Refused.class);
    }

    @Test
    void a_genesis_for_another_channel_begins_nothing() {
        var ledger = TestLedger.notYetBegun();
        var elsewhere = new Genesis(
                "another", false, ledger.city.id(), ledger.city.kid(), Algorithm.ED25519, ledger.city.publicKey(), 6);
        assertThat(ledger.begin(elsewhere)).isInstanceOf(Beginning.Refused.class);
        assertThat(ledger.world.states).isEmpty();
    }

    @Test
    void no_genesis_allows_more_than_twelve_months() {
        var city = Party.aParty(Role.CITY, "city-2026");
        assertThatThrownBy(
                        () -> new Genesis("scf", true, city.id(), city.kid(), Algorithm.ED25519, city.publicKey(), 13))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void the_same_act_again_is_answered_again_and_written_once() {
        var ledger = TestLedger.withEverybodysKeys();
        var act = ledger.confirming().signed();
        assertThat(ledger.apply(act)).isInstanceOf(Answer.Written.class);

        ledger.atMaturity();
        assertThat(ledger.apply(act)).isEqualTo(new Answer.WrittenBefore(act.hash()));
        assertThat(ledger.receivable().version()).isEqualTo(1);
    }

    @Test
    void an_act_names_its_transaction() {
        var ledger = TestLedger.withEverybodysKeys();
        String transaction = ledger.world.transactionId();
        var event = ledger.write(ledger.confirming());
        assertThat(ledger.world.read("ACT:" + event.act()).map(ActState::parse))
                .contains(new ActState(ActType.CONFIRM, transaction));
    }

    @Test
    void two_peers_write_the_same_bytes() {
        var one = TestLedger.withEverybodysKeys();
        var act = one.confirming().signed();
        var other = new TestWorld();
        other.states.putAll(one.world.states);
        other.privateStates.putAll(one.world.privateStates);
        while (!other.transactionId().equals(one.world.transactionId())) {
            other.forget();
        }

        one.apply(act);
        Rules.apply(other, new JdkSignatures(), act);
        other.commit();

        assertThat(other.states).isEqualTo(one.world.states);
        assertThat(other.privateStates).isEqualTo(one.world.privateStates);
    }

    @Test
    void the_public_side_says_nothing_of_parties_amounts_or_invoices() {
        var ledger = TestLedger.withEverybodysKeys().funded(Product.PLEDGE).atMaturity();
        var event = ledger.write(ledger.settling(ledger.bank, 4));

        var told = new StringBuilder(event.bytes().utf8());
        ledger.world.states.forEach((key, value) -> told.append(key).append(value.utf8()));
        assertThat(told)
                .doesNotContain(
                        ledger.city.id(),
                        ledger.master.id(),
                        ledger.supplier.id(),
                        ledger.bank.id(),
                        "INV-2026-0001",
                        "INV20260001",
                        "91350100MA00000A9T",
                        "9675",
                        "10750",
                        "2026-12-18",
                        REQUEST,
                        OFFER,
                        LOAN,
                        "CR-2026");
        assertThat(ledger.world.privateStates.keySet())
                .noneMatch(name -> name.contains("INV20260001") || name.contains(ledger.master.id()));
    }

    @Test
    void the_public_commitment_is_the_hash_of_the_salted_private_value_and_never_comes_twice() {
        var ledger = TestLedger.withEverybodysKeys().issued();
        var pending = ledger.voucher();
        assertThat(pending.commitment())
                .isEqualTo(SignedAct.sha256(ledger.voucherTerms().bytes()));
        var salt = ledger.voucherTerms().salt();

        ledger.write(ledger.accepting());
        assertThat(ledger.voucher().commitment())
                .isNotEqualTo(pending.commitment())
                .isEqualTo(SignedAct.sha256(ledger.voucherTerms().bytes()));
        assertThat(ledger.voucherTerms().salt()).isNotEqualTo(salt).hasToString("32 bytes");
    }

    @Test
    void a_short_salt_opens_nothing() {
        var ledger = TestLedger.withEverybodysKeys();
        var act = ledger.confirming().signed();
        // The same bytes cut at another place hash to the same commitment.
        var moved = Bytes.of(Arrays.copyOfRange(act.salts().getFirst().toArray(), 31, 32));
        var cut = new SignedAct(
                act.header(),
                List.of(moved.plus(act.rows().getFirst())),
                List.of(Bytes.of(Arrays.copyOfRange(act.salts().getFirst().toArray(), 0, 31))),
                act.signature());
        assertThat(((Answer.Refused) ledger.apply(cut)).refusal()).isEqualTo(Refusal.ROWS_DIFFER);
    }

    @Test
    void rows_that_are_missing_or_too_many_open_nothing() {
        var ledger = TestLedger.withEverybodysKeys();
        var act = ledger.confirming().signed();
        var row = act.rows().getFirst();
        var salt = act.salts().getFirst();
        for (var rows : List.of(List.<Bytes>of(), List.of(row, row))) {
            var other = new SignedAct(act.header(), rows, List.of(salt), act.signature());
            assertThat(((Answer.Refused) ledger.apply(other)).refusal()).isEqualTo(Refusal.ROWS_DIFFER);
        }
    }

    @Test
    void a_practice_ledger_waives_the_bound_on_the_business_date_and_no_other() {
        var practice = TestLedger.ofPractice();
        assertThat(practice.refusalOf(practice.confirming().onBusinessDate("2027-05-04")))
                .isEmpty();
        var late = practice.confirming();
        late.expiresAt = practice.world.time;
        assertThat(practice.refusalOf(late)).contains(Refusal.EXPIRED);
    }

    @Test
    void the_bounds_of_time_include_their_last_second() {
        var ledger = TestLedger.withEverybodysKeys();
        var act = ledger.confirming();
        act.preparedAt = ledger.world.time.plusSeconds(300);
        act.expiresAt = act.preparedAt.plusSeconds(72 * 3600);
        assertThat(ledger.refusalOf(act)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-09-20", "2026-09-22"})
    void a_business_date_may_be_a_day_off(String date) {
        var ledger = TestLedger.withEverybodysKeys();
        assertThat(ledger.refusalOf(ledger.confirming().onBusinessDate(date))).isEmpty();
    }

    // Keys

    @Test
    void a_rotated_key_signs_no_more_and_its_successor_does() {
        var ledger = TestLedger.withEverybodysKeys();
        var renewed = ledger.master.withKey("master-2027");
        var event = ledger.write(ledger.rotating(ledger.master, renewed));
        assertThat(event.changes())
                .containsExactly(
                        new LedgerEvent.Change("master-2026", "ROTATED", 2),
                        new LedgerEvent.Change("master-2027", "ACTIVE", 1));
        assertThat(ledger.refusalOf(ledger.confirming())).contains(Refusal.KEY_NOT_ACTIVE);
        assertThat(ledger.refusalOf(ledger.confirming().by(renewed))).isEmpty();
    }

    @Test
    void a_revoked_key_signs_no_more() {
        var ledger = TestLedger.withEverybodysKeys();
        ledger.write(ledger.revoking(ledger.city, ledger.master));
        assertThat(ledger.refusalOf(ledger.confirming())).contains(Refusal.KEY_NOT_ACTIVE);
    }

    @Test
    void a_bank_revokes_the_keys_that_it_has_registered_and_no_others() {
        var ledger = TestLedger.withEverybodysKeys();
        var enterprise = Party.aParty(Role.ENTERPRISE, "enterprise-2026");
        ledger.write(ledger.registering(ledger.bank, enterprise));
        assertThat(ledger.refusalOf(ledger.revoking(ledger.otherBank, enterprise)))
                .contains(Refusal.NOT_ENTITLED_TO_REVOKE);
        assertThat(ledger.refusalOf(ledger.revoking(ledger.bank, enterprise))).isEmpty();
        assertThat(ledger.refusalOf(ledger.revoking(ledger.bank, ledger.supplier)))
                .contains(Refusal.NOT_ENTITLED_TO_REVOKE);
    }

    @Test
    void a_bank_registers_no_key_for_another_bank() {
        var ledger = TestLedger.withEverybodysKeys();
        assertThat(ledger.refusalOf(ledger.registering(ledger.bank, ledger.otherBank.withKey("planted-key"))))
                .contains(Refusal.NOT_THE_REGISTRAR);
        var inDisguise = new Party(ledger.otherBank.id(), Role.ENTERPRISE, "planted-key", ledger.master.keys());
        assertThat(ledger.refusalOf(ledger.registering(ledger.bank, inDisguise)))
                .contains(Refusal.PARTY_HAS_OTHER_ROLE);
    }

    // Receivables

    @Test
    void a_part_is_confirmed_now_and_the_rest_later() {
        var ledger = TestLedger.withEverybodysKeys().confirmed();
        assertThat(ledger.receivableTerms().confirmedMinor()).isEqualTo(9_675);

        var rest = ledger.confirming().set("version", 1).set("confirmedMinor", 1_075);
        rest.version = 1;
        assertThat(ledger.write(rest).changes()).containsExactly(new LedgerEvent.Change(RECEIVABLE, "CONFIRMED", 2));
        assertThat(ledger.receivableTerms().confirmedMinor()).isEqualTo(10_750);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INV-2026-0001",
                "inv 2026 0001",
                "ＩＮＶ２０２６０００１",
                "INV/2026.0001",
                "INV\u200B20260001",
                "INV-2〇26-〇〇〇1"
            })
    void one_invoice_under_two_spellings_is_one_invoice(String spelling) {
        var ledger = TestLedger.withEverybodysKeys().confirmed();
        var again = ActDraft.of(
                ledger.world, ActType.CONFIRM, ledger.master, 0, ledger.aConfirmation("other", spelling, 1_076));
        assertThat(ledger.refusalOf(again)).contains(Refusal.INVOICE_EXCEEDED);
        assertThat(ledger.refusalOf(again.set("confirmedMinor", 1_075))).isEmpty();
    }

    @Test
    void an_invoice_number_that_only_looks_latin_is_not_read() {
        var ledger = TestLedger.withEverybodysKeys();
        // The first letter is a Cyrillic А.
        var act = ledger.confirming().set("invoiceNumber", "\u041032026");
        assertThat(ledger.refusalOf(act)).contains(Refusal.INVOICE_UNREADABLE);
    }

    @Test
    void a_batch_confirms_many_receivables_with_one_signature() {
        var ledger = TestLedger.withEverybodysKeys();
        var rows = List.of(
                ledger.aConfirmation("r-1", "INV-1", 10_750),
                ledger.aConfirmation("r-2", "INV-2", 10_000),
                ledger.aConfirmation("r-3", "INV-3", 1));
        var event = ledger.write(ActDraft.batch(ledger.world, ActType.CONFIRM, ledger.master, "batch-1", rows));
        assertThat(event.changes()).extracting(LedgerEvent.Change::object).containsExactly("r-1", "r-2", "r-3");
    }

    @Test
    void rows_of_a_batch_see_each_other_and_one_refused_row_refuses_all() {
        var ledger = TestLedger.withEverybodysKeys();
        var rows = List.of(ledger.aConfirmation("r-1", "INV-1", 10_000), ledger.aConfirmation("r-2", "inv 1", 751));
        var answer = ledger.apply(ActDraft.batch(ledger.world, ActType.CONFIRM, ledger.master, "batch-1", rows));
        assertThat(answer)
                .isEqualTo(new Answer.Refused(Refusal.INVOICE_EXCEEDED, Refusal.INVOICE_EXCEEDED.words() + " (row 2)"));
        assertThat(ledger.world.states).doesNotContainKeys("RCV:r-1", "RCV:r-2");
    }

    // Vouchers

    /// T21, and the ends of months: no corresponding day means the last day of the month (民法典 202).
    @ParameterizedTest
    @CsvSource({
        "2026-03-15, 2026-09-15, true",
        "2026-03-15, 2026-09-16, false",
        "2026-08-31, 2027-02-28, true",
        "2026-08-31, 2027-03-01, false"
    })
    void a_tenor_is_counted_in_calendar_months_with_its_last_day(String issued, String due, boolean within) {
        var ledger = TestLedger.ofPractice();
        ledger.write(ledger.confirming().set("dueDate", "2028-01-01"));
        var issue =
                ledger.issuing().onBusinessDate(issued).set("issueDate", issued).set("dueDate", due);
        assertThat(ledger.refusalOf(issue).isEmpty()).isEqualTo(within);
    }

    @Test
    void vouchers_of_a_receivable_never_pass_what_is_confirmed() {
        var ledger = TestLedger.withEverybodysKeys().confirmed();
        ledger.write(ledger.issuing().set("amountMinor", 9_000));
        var second = ledger.issuing().set("voucher", "V-second").set("amountMinor", 676);
        second.subject = "V-second";
        assertThat(ledger.refusalOf(second)).contains(Refusal.RECEIVABLE_EXCEEDED);
        assertThat(ledger.refusalOf(second.set("amountMinor", 675))).isEmpty();
        assertThat(ledger.receivable().version()).isEqualTo(1);
    }

    @Test
    void a_lock_dies_with_its_expiry_and_nobody_signs_that() {
        var ledger = TestLedger.withEverybodysKeys().locked();
        ledger.world.time = ledger.lockedUntil();
        var funding = ledger.funding(Product.PURCHASE).onBusinessDate("2026-09-24");
        assertThat(ledger.refusalOf(funding)).contains(Refusal.NOT_LOCKED);
        var release = ledger.releasing();
        assertThat(ledger.refusalOf(release)).contains(Refusal.NOT_LOCKED);

        var forAnother = ledger.locking().set("bank", ledger.otherBank.id()).set("lockedUntil", "2026-09-30T00:00:00Z");
        forAnother.version = 3;
        assertThat(ledger.write(forAnother).changes())
                .containsExactly(new LedgerEvent.Change(VOUCHER, "FIN_LOCKED", 4));
    }

    @Test
    void a_lock_is_released_by_its_bank_only() {
        var ledger = TestLedger.withEverybodysKeys().locked();
        assertThat(ledger.refusalOf(ledger.releasing().by(ledger.otherBank).set("bank", ledger.otherBank.id())))
                .contains(Refusal.NOT_THE_LOCKS_BANK);
        assertThat(ledger.write(ledger.releasing()).changes())
                .containsExactly(new LedgerEvent.Change(VOUCHER, "ACTIVE", 4));
        assertThat(ledger.voucherTerms().lock()).isNull();
    }

    /// Only what the holder has signed: with a lock for a loan of 96.00 nobody buys the whole face for a fen.
    @ParameterizedTest
    @CsvSource({"product, PURCHASE", "fundedMinor, 1", "fundedMinor, 9599", "fundedMinor, 9675", "offer, another"})
    void a_bank_funds_what_the_holder_has_locked_and_nothing_else(String field, String other) {
        var ledger = TestLedger.withEverybodysKeys().locked(Product.PLEDGE);
        var funding = ledger.funding(Product.PLEDGE);
        var changed =
                field.equals("fundedMinor") ? funding.set(field, Long.parseLong(other)) : funding.set(field, other);
        assertThat(ledger.refusalOf(changed)).contains(Refusal.FUNDING_NOT_AS_LOCKED);
        assertThat(ledger.refusalOf(ledger.funding(Product.PLEDGE))).isEmpty();
    }

    @Test
    void a_purchase_is_not_locked_for_less_than_the_face_and_a_loan_is() {
        var ledger = TestLedger.withEverybodysKeys().accepted();
        assertThat(ledger.refusalOf(ledger.locking(Product.PURCHASE).set("fundedMinor", 9_674)))
                .contains(Refusal.PURCHASE_NOT_THE_FACE);
        assertThat(ledger.refusalOf(ledger.locking(Product.PLEDGE).set("fundedMinor", 1)))
                .isEmpty();
    }

    @Test
    void the_lock_keeps_what_the_holder_has_agreed_to() {
        var ledger = TestLedger.withEverybodysKeys().locked();
        assertThat(ledger.voucherTerms().lock())
                .isEqualTo(new VoucherTerms.Lock(
                        ledger.bank.id(),
                        REQUEST,
                        ledger.lockedUntil(),
                        new VoucherTerms.Agreed(OFFER, Product.PURCHASE, 9_675)));
    }

    /// Such a lock stands on ledgers from before holders signed what they sell. It dies like any other.
    @Test
    void on_a_lock_that_agrees_on_nothing_nothing_is_funded() {
        var ledger = TestLedger.withEverybodysKeys().locked();
        String agreed = ",\"agreed\":{\"offer\":\"" + OFFER + "\",\"product\":\"PURCHASE\",\"fundedMinor\":9675}";
        var before = ledger.voucherTerms().bytes().utf8();
        assertThat(before).contains(agreed);
        ledger.world.privateStates.put("VCH:" + VOUCHER, Bytes.utf8(before.replace(agreed, "")));

        assertThat(ledger.refusalOf(ledger.funding(Product.PURCHASE))).contains(Refusal.FUNDING_NOT_AS_LOCKED);
        assertThat(ledger.write(ledger.releasing()).changes())
                .containsExactly(new LedgerEvent.Change(VOUCHER, "ACTIVE", 4));
    }

    @Test
    void a_purchase_makes_the_bank_the_holder_of_record() {
        var ledger = TestLedger.withEverybodysKeys().funded(Product.PURCHASE);
        assertThat(ledger.voucher().state()).isEqualTo(VoucherState.Standing.FINANCED);
        assertThat(ledger.voucherTerms().holder()).isEqualTo(ledger.bank.id());
        assertThat(ledger.voucherTerms().lock()).isNull();
    }

    @Test
    void what_the_holder_has_signed_of_recourse_stands_beside_the_banks_money() {
        var ledger = TestLedger.withEverybodysKeys().accepted();
        ledger.write(ledger.locking(Product.PURCHASE, Recourse.WITH_RECOURSE));
        ledger.write(ledger.funding(Product.PURCHASE));
        var financing =
                new VoucherTerms.Financing(ledger.bank.id(), LOAN, Product.PURCHASE, 9_675, Recourse.WITH_RECOURSE);
        assertThat(ledger.voucherTerms().financing()).isEqualTo(financing);
        assertThat(VoucherTerms.parse(ledger.voucherTerms().bytes()).financing())
                .isEqualTo(financing);
    }

    @Test
    void a_pledge_leaves_the_holder_and_puts_the_bank_beside_it() {
        var ledger = TestLedger.withEverybodysKeys().funded(Product.PLEDGE);
        assertThat(ledger.voucherTerms().holder()).isEqualTo(ledger.supplier.id());
        assertThat(ledger.voucherTerms().financing())
                .isEqualTo(new VoucherTerms.Financing(ledger.bank.id(), LOAN, Product.PLEDGE, 9_600));
    }

    @Test
    void a_voucher_that_nobody_has_financed_is_settled_by_the_bank_that_received_the_money() {
        var ledger = TestLedger.withEverybodysKeys().accepted().atMaturity();
        var event = ledger.write(ledger.settling(ledger.otherBank, 2));
        assertThat(event.changes()).containsExactly(new LedgerEvent.Change(VOUCHER, "SETTLED", 3));
        assertThat(ledger.voucherTerms().receipt()).isEqualTo("CR-2026-12-18-0042");
    }

    @Test
    void one_receipt_settles_its_vouchers_in_one_act() {
        var ledger = TestLedger.withEverybodysKeys().confirmed();
        for (String no : List.of("V-one", "V-two")) {
            var issue = ledger.issuing().set("voucher", no).set("amountMinor", 4_000);
            issue.subject = no;
            ledger.write(issue);
            var accept = ledger.accepting().set("voucher", no);
            accept.subject = no;
            ledger.write(accept);
        }
        ledger.atMaturity();
        var rows = List.of(
                new SettleRow("V-one", 2, "CR-1", 4_000, "CNY"), new SettleRow("V-two", 2, "CR-1", 4_000, "CNY"));
        var event = ledger.write(ActDraft.batch(ledger.world, ActType.SETTLE, ledger.bank, "receipt-1", rows));
        assertThat(event.changes())
                .containsExactly(
                        new LedgerEvent.Change("V-one", "SETTLED", 3), new LedgerEvent.Change("V-two", "SETTLED", 3));
    }

    @Test
    void a_batch_of_one_may_name_the_receipt_as_its_subject() {
        var ledger = TestLedger.withEverybodysKeys().accepted().atMaturity();
        var settle = ledger.settling(ledger.bank, 2);
        settle.subject = "receipt-1";
        assertThat(ledger.refusalOf(settle)).contains(Refusal.SUBJECT_DIFFERS);
        settle.version = 0;
        assertThat(ledger.refusalOf(settle)).isEmpty();
    }

    @Test
    void an_issue_on_the_day_of_the_transaction_carries_that_day() {
        var ledger = TestLedger.withEverybodysKeys().issued();
        assertThat(ledger.voucherTerms().issueDate()).isEqualTo(LocalDate.parse("2026-09-21"));
        assertThat(ledger.voucher().state()).isEqualTo(VoucherState.Standing.PENDING_ACCEPT);
    }

    // Less than was confirmed, or nothing of it

    @Test
    void a_rejection_stands_with_its_reason_behind_a_commitment() {
        var ledger = TestLedger.withEverybodysKeys();
        assertThat(ledger.write(ledger.rejecting()).changes())
                .containsExactly(new LedgerEvent.Change(RECEIVABLE, "REJECTED", 1));
        assertThat(ledger.receivableTerms().owedMinor()).isZero();
    }

    @Test
    void a_batch_rejects_many_receivables_with_one_signature() {
        var ledger = TestLedger.withEverybodysKeys();
        var one = ledger.rejecting().set("receivable", "r-1").rows.getFirst();
        var two = ledger.rejecting().set("receivable", "r-2").rows.getFirst();
        var rows = List.of(Row.parse(ActType.REJECT, Bytes.utf8(one)), Row.parse(ActType.REJECT, Bytes.utf8(two)));
        var event = ledger.write(ActDraft.batch(ledger.world, ActType.REJECT, ledger.master, "batch-1", rows));
        assertThat(event.changes()).extracting(LedgerEvent.Change::state).containsExactly("REJECTED", "REJECTED");
    }

    @Test
    void a_credit_note_takes_off_what_stands_on_no_voucher() {
        var ledger = TestLedger.withEverybodysKeys().confirmed();
        ledger.write(ledger.issuing().set("amountMinor", 9_000));
        assertThat(ledger.write(ledger.diluting()).changes())
                .containsExactly(new LedgerEvent.Change(RECEIVABLE, "CONFIRMED", 2));
        assertThat(ledger.receivableTerms().owedMinor()).isEqualTo(9_000);

        var more = ledger.diluting().set("dilutedMinor", 1);
        more.version = 2;
        assertThat(ledger.refusalOf(more)).contains(Refusal.DILUTED_BELOW_VOUCHERS);
        // What a credit note has taken off the invoice is not confirmed a second time.
        var again = ledger.confirming().set("version", 2).set("confirmedMinor", 1_076);
        again.version = 2;
        assertThat(ledger.refusalOf(again)).contains(Refusal.INVOICE_EXCEEDED);
        assertThat(ledger.refusalOf(again.set("confirmedMinor", 1_075))).isEmpty();
        assertThat(ledger.receivableTerms().owedMinor()).isEqualTo(10_075);
        assertThat(ledger.receivableTerms().dilutedMinor()).isEqualTo(675);
    }

    @Test
    void what_debtor_and_creditor_agree_does_not_touch_the_bank_that_has_financed() {
        var ledger = TestLedger.withEverybodysKeys().funded(Product.PLEDGE);
        assertThat(ledger.refusalOf(ledger.diluting())).contains(Refusal.DILUTED_BELOW_VOUCHERS);
        assertThat(ledger.refusalOf(ledger.diluting(VOUCHER))).contains(Refusal.CONSENT_MISSING);
        assertThat(ledger.write(ledger.diluting(VOUCHER).with(ledger.supplier, ledger.bank))
                        .changes())
                .containsExactly(
                        new LedgerEvent.Change(VOUCHER, "VOID", 5), new LedgerEvent.Change(RECEIVABLE, "CONFIRMED", 2));
        assertThat(ledger.issuedMinor()).isZero();
        assertThat(ledger.receivableTerms().owedMinor()).isEqualTo(9_000);
    }

    // What nobody accepts

    @Test
    void a_declined_issue_gives_its_value_back_to_the_receivable() {
        var ledger = TestLedger.withEverybodysKeys().issued();
        assertThat(ledger.issuedMinor()).isEqualTo(9_675);
        assertThat(ledger.write(ledger.declining()).changes())
                .containsExactly(new LedgerEvent.Change(VOUCHER, "VOID", 2));
        assertThat(ledger.issuedMinor()).isZero();

        var second = ledger.issuing().set("voucher", "V-second");
        second.subject = "V-second";
        assertThat(ledger.refusalOf(second)).isEmpty();
    }

    @Test
    void an_issue_that_nobody_accepts_in_time_counts_no_more() {
        var ledger = TestLedger.ofPractice().confirmed();
        var issue = ledger.issuing().saying(anIssueUntil(ledger, "2026-09-25"));
        ledger.write(issue);
        var second = ledger.issuing().set("voucher", "V-second");
        second.subject = "V-second";
        assertThat(ledger.refusalOf(second)).contains(Refusal.RECEIVABLE_EXCEEDED);
        assertThat(ledger.refusalOf(ledger.accepting().onBusinessDate("2026-09-26")))
                .contains(Refusal.ACCEPTANCE_OVER);
        assertThat(ledger.refusalOf(ledger.declining().onBusinessDate("2026-09-26")))
                .contains(Refusal.ACCEPTANCE_OVER);
        assertThat(ledger.refusalOf(ledger.freezing(VOUCHER, 1).onBusinessDate("2026-09-26")))
                .contains(Refusal.ENDED);

        second.onBusinessDate("2026-09-26").set("issueDate", "2026-09-26");
        assertThat(ledger.write(second).changes())
                .containsExactly(
                        new LedgerEvent.Change(VOUCHER, "VOID", 2),
                        new LedgerEvent.Change("V-second", "PENDING_ACCEPT", 1));
        assertThat(ledger.issuedMinor()).isEqualTo(9_675);
        // Not even an act that still carries the day before.
        var late = ledger.accepting().onBusinessDate("2026-09-25");
        late.version = 2;
        assertThat(ledger.refusalOf(late)).contains(Refusal.NOT_PENDING);
    }

    private static IssueRow anIssueUntil(TestLedger ledger, String acceptBy) {
        return new IssueRow(
                VOUCHER,
                RECEIVABLE,
                ledger.master.id(),
                ledger.supplier.id(),
                9_675,
                "CNY",
                TestLedger.TODAY,
                TestLedger.DUE,
                LocalDate.parse(acceptBy));
    }

    @Test
    void the_last_day_to_accept_is_included_and_is_the_day_before_the_due_date_where_none_is_said() {
        var ledger = TestLedger.ofPractice().issued();
        assertThat(ledger.refusalOf(ledger.accepting().onBusinessDate("2026-12-18")))
                .contains(Refusal.ACCEPTANCE_OVER);
        assertThat(ledger.refusalOf(ledger.accepting().onBusinessDate("2026-12-17")))
                .isEmpty();
    }

    @Test
    void a_freeze_stops_the_clock_of_acceptance() {
        var ledger = TestLedger.ofPractice().transferred().frozen(PART, 1);
        assertThat(ledger.refusalOf(splittingWhatCameBack(ledger).onBusinessDate("2026-09-26")))
                .contains(Refusal.NO_SUCH_SUBJECT);
        ledger.write(ledger.unfreezing(PART, 2).onBusinessDate("2026-09-26"));
        assertThat(ledger.refusalOf(splittingWhatCameBack(ledger).onBusinessDate("2026-09-26")))
                .isEmpty();
    }

    // Passing on

    @Test
    void a_transfer_spends_the_voucher_and_its_parts_are_together_what_was_spent() {
        var ledger = TestLedger.withEverybodysKeys().accepted();
        assertThat(ledger.write(ledger.transferring()).changes())
                .containsExactly(
                        new LedgerEvent.Change(VOUCHER, "SPENT", 3),
                        new LedgerEvent.Change(PART, "PENDING_ACCEPT", 1),
                        new LedgerEvent.Change(CHANGE, "ACTIVE", 1));
        var part = ledger.voucherTerms(PART);
        var change = ledger.voucherTerms(CHANGE);
        assertThat(part.amountMinor() + change.amountMinor()).isEqualTo(9_675);
        assertThat(List.of(part.issuer(), change.issuer())).containsOnly(ledger.master.id());
        assertThat(List.of(part.dueDate(), change.dueDate())).containsOnly(TestLedger.DUE);
        assertThat(part.descent())
                .isEqualTo(new VoucherTerms.Descent(VOUCHER, VOUCHER, ledger.supplier.id(), 1, TestLedger.DOCUMENT));
        assertThat(change.descent()).isEqualTo(new VoucherTerms.Descent(VOUCHER, VOUCHER, ledger.supplier.id(), 0, ""));
        assertThat(change.holder()).isEqualTo(ledger.supplier.id());

        ledger.write(ledger.acceptingThePart());
        assertThat(ledger.voucher(PART).state()).isEqualTo(VoucherState.Standing.ACTIVE);
        // A voucher is spent at most once (I4).
        var again = ledger.transferring();
        again.version = 3;
        assertThat(ledger.refusalOf(again)).contains(Refusal.NOT_ACTIVE);
    }

    @Test
    void a_declined_part_comes_back_to_its_transferor_as_a_voucher_of_its_own() {
        var ledger = TestLedger.withEverybodysKeys().transferred();
        assertThat(ledger.write(ledger.decliningThePart()).changes())
                .containsExactly(
                        new LedgerEvent.Change(PART, "VOID", 2), new LedgerEvent.Change(PART + ".R", "ACTIVE", 1));
        var back = ledger.voucherTerms(PART + ".R");
        assertThat(back.holder()).isEqualTo(ledger.supplier.id());
        assertThat(back.amountMinor()).isEqualTo(4_000);
        assertThat(back.descent()).isEqualTo(new VoucherTerms.Descent(VOUCHER, PART, ledger.supplier.id(), 0, ""));
    }

    @Test
    void a_part_that_nobody_accepts_in_time_is_its_transferors_again_and_nobody_signs_that() {
        var ledger = TestLedger.ofPractice().transferred();
        assertThat(ledger.refusalOf(splittingWhatCameBack(ledger).onBusinessDate("2026-09-25")))
                .contains(Refusal.NO_SUCH_SUBJECT);
        assertThat(ledger.refusalOf(ledger.acceptingThePart().onBusinessDate("2026-09-26")))
                .contains(Refusal.ACCEPTANCE_OVER);

        var event = ledger.write(splittingWhatCameBack(ledger).onBusinessDate("2026-09-26"));
        assertThat(event.changes())
                .containsExactly(
                        new LedgerEvent.Change(PART, "VOID", 2),
                        new LedgerEvent.Change(PART + ".R", "SPENT", 2),
                        new LedgerEvent.Change("V-a", "ACTIVE", 1),
                        new LedgerEvent.Change("V-b", "ACTIVE", 1));
        var late = ledger.acceptingThePart().onBusinessDate("2026-09-25");
        late.version = 2;
        assertThat(ledger.refusalOf(late)).contains(Refusal.NOT_PENDING);
    }

    private static ActDraft splittingWhatCameBack(TestLedger ledger) {
        var split = new TransferRow(
                PART + ".R",
                ledger.supplier.id(),
                List.of(),
                List.of(new TransferRow.Kept("V-a", 1_000), new TransferRow.Kept("V-b", 3_000)),
                null);
        return ActDraft.of(ledger.world, ActType.TRANSFER, ledger.supplier, 1, split);
    }

    @Test
    void sums_of_parts_do_not_come_round() {
        var ledger = TestLedger.withEverybodysKeys().accepted();
        var split = new TransferRow(
                VOUCHER,
                ledger.supplier.id(),
                List.of(),
                List.of(
                        new TransferRow.Kept("V-a", Long.MAX_VALUE),
                        new TransferRow.Kept("V-b", Long.MAX_VALUE),
                        new TransferRow.Kept("V-c", 9_677)),
                null);
        assertThat(ledger.refusalOf(ActDraft.of(ledger.world, ActType.TRANSFER, ledger.supplier, 2, split)))
                .contains(Refusal.PARTS_NOT_THE_FACE);
    }

    @Test
    void parts_are_financed_and_settled_like_any_voucher() {
        var ledger = TestLedger.ofPractice().transferred();
        ledger.write(ledger.acceptingThePart());
        var rows =
                List.of(new SettleRow(PART, 2, "CR-1", 4_000, "CNY"), new SettleRow(CHANGE, 1, "CR-1", 5_675, "CNY"));
        var settle = ActDraft.batch(ledger.world, ActType.SETTLE, ledger.bank, "receipt-1", rows)
                .onBusinessDate("2026-12-18");
        assertThat(ledger.write(settle).changes())
                .extracting(LedgerEvent.Change::state)
                .containsExactly("SETTLED", "SETTLED");
    }

    @Test
    void either_of_the_two_cancels_with_the_others_consent() {
        for (boolean byTheIssuer : List.of(true, false)) {
            var ledger = TestLedger.withEverybodysKeys().accepted();
            var act = ledger.cancelling();
            if (!byTheIssuer) {
                act.by(ledger.supplier).with(ledger.master);
            }
            assertThat(ledger.write(act).changes()).containsExactly(new LedgerEvent.Change(VOUCHER, "VOID", 3));
            assertThat(ledger.issuedMinor()).isZero();
        }
    }

    @Test
    void a_freeze_says_nothing_in_public_but_that_it_is_one() {
        var ledger = TestLedger.withEverybodysKeys().accepted();
        var event = ledger.write(ledger.freezing(VOUCHER, 2));
        assertThat(event.changes()).containsExactly(new LedgerEvent.Change(VOUCHER, "ACTIVE", 3));
        assertThat(ledger.voucherTerms().freeze())
                .isEqualTo(new VoucherTerms.Freeze("Fuzhou Intermediate Court", TestLedger.DOCUMENT));
        ledger.write(ledger.unfreezing(VOUCHER, 3));
        assertThat(ledger.voucherTerms().freeze()).isNull();
    }
}
