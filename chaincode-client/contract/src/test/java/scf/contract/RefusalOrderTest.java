package scf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.contract.TestLedger.PART;
import static scf.contract.TestLedger.RECEIVABLE;
import static scf.contract.TestLedger.VOUCHER;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Each act is tried with every fault at once, and its faults are then repaired one by one, in the order of [Refusal].
/// Each time the ledger must name the first that is left, and when none is left it must write.
class RefusalOrderTest {

    private record Fault(Refusal refusal, Consumer<ActDraft> put) {}

    private static Fault fault(Refusal refusal, Consumer<ActDraft> put) {
        return new Fault(refusal, put);
    }

    /// The fault that must be found is put in last: where two touch one field, the first in order is the one to see.
    private static void eachIsFoundInOrder(TestLedger ledger, Supplier<ActDraft> soundAct, Fault... faults) {
        assertThat(List.of(faults)).extracting(Fault::refusal).isSorted();
        var left = new ArrayList<>(List.of(faults));
        while (!left.isEmpty()) {
            var draft = soundAct.get();
            left.reversed().forEach(fault -> fault.put().accept(draft));
            assertThat(ledger.refusalOf(draft)).contains(left.getFirst().refusal());
            left.removeFirst();
        }
        assertThat(ledger.apply(soundAct.get())).isInstanceOf(Answer.Written.class);
    }

    @Test
    void an_act_as_a_message_and_its_signature() {
        var ledger = TestLedger.withEverybodysKeys();
        var revoked = ledger.master.withKey("master-2025");
        ledger.write(ledger.registering(ledger.city, revoked));
        ledger.write(ledger.revoking(ledger.city, revoked));
        var now = ledger.world.time;

        eachIsFoundInOrder(
                ledger,
                ledger::confirming,
                fault(Refusal.MALFORMED, act -> act.headerSpaced = true),
                fault(Refusal.OTHER_CHANNEL, act -> act.channel = "practice"),
                fault(Refusal.PREPARED_IN_FUTURE, act -> act.preparedAt = now.plusSeconds(301)),
                fault(Refusal.VALID_TOO_LONG, act -> {
                    act.preparedAt = now;
                    act.expiresAt = now.plusSeconds(72 * 3600 + 1);
                }),
                fault(Refusal.EXPIRED, act -> {
                    act.preparedAt = now.minusSeconds(60);
                    act.expiresAt = now;
                }),
                fault(Refusal.BUSINESS_DATE_OUT_OF_BOUNDS, act -> {
                    act.expiresAt = now.plusSeconds(60);
                    act.onBusinessDate("2026-09-23");
                }),
                fault(Refusal.NO_SUCH_KEY, act -> act.key = "nobodys-key"),
                fault(Refusal.KEY_NOT_ACTIVE, act -> act.by(revoked)),
                fault(Refusal.NOT_THE_KEYS_OWNER, act -> act.by(ledger.supplier).actor = ledger.master.id()),
                fault(Refusal.DIGEST_NOT_OF_KEY, act -> act.by(ledger.master).digest = Digest.SM3),
                fault(Refusal.SIGNATURE_INVALID, act -> {
                    act.digest = Digest.SHA_256;
                    act.signer = ledger.supplier;
                }),
                fault(Refusal.ROWS_DIFFER, act -> {
                    act.by(ledger.master);
                    act.saltsSwitched = true;
                }),
                fault(Refusal.ROW_MALFORMED, act -> {
                    act.saltsSwitched = false;
                    act.rows.set(0, act.rows.getFirst().replaceFirst(":", ": "));
                }),
                fault(Refusal.SUBJECT_DIFFERS, act -> act.version = 3),
                fault(Refusal.ROW_TWICE, act -> {
                    var row = ledger.confirming().rows.getFirst();
                    act.rows.clear();
                    act.rows.addAll(List.of(row, row));
                    act.subject = "a-batch";
                    act.version = 0;
                }),
                fault(Refusal.ROLE_NOT_ENTITLED, act -> {
                    act.by(ledger.bank);
                    act.version = 1;
                    act.set("version", 1);
                }),
                fault(Refusal.VERSION_CONFLICT, act -> {
                    act.by(ledger.master);
                    act.version = 1;
                    act.set("version", 1);
                }));
    }

    @Test
    void registering_a_key() {
        var ledger = TestLedger.withEverybodysKeys();
        var enterprise = Party.aParty(Role.ENTERPRISE, "enterprise-2026");
        eachIsFoundInOrder(
                ledger,
                () -> ledger.registering(ledger.bank, enterprise),
                fault(Refusal.ROLE_NOT_ENTITLED, act -> act.by(ledger.master)),
                fault(Refusal.EXISTS_ALREADY, act -> {
                    act.by(ledger.bank).set("kid", ledger.supplier.kid());
                    act.subject = ledger.supplier.kid();
                }),
                fault(Refusal.VERSION_CONFLICT, act -> {
                    act.set("kid", enterprise.kid());
                    act.subject = enterprise.kid();
                    act.version = 1;
                }),
                fault(Refusal.NOT_THE_REGISTRAR, act -> {
                    act.version = 0;
                    act.set("role", "BANK");
                }),
                fault(
                        Refusal.PARTY_HAS_OTHER_ROLE,
                        act -> act.set("role", "ENTERPRISE").set("owner", ledger.otherBank.id())),
                fault(
                        Refusal.KEY_NOT_OF_ALGORITHM,
                        act -> act.set("owner", enterprise.id()).set("algorithm", "ecdsa-p256-sha256")));
    }

    @Test
    void rotating_a_key() {
        var ledger = TestLedger.withEverybodysKeys();
        var renewed = ledger.master.withKey("master-2027");
        eachIsFoundInOrder(
                ledger,
                () -> ledger.rotating(ledger.master, renewed),
                fault(Refusal.NO_SUCH_SUBJECT, act -> {
                    act.set("kid", "nobodys-key");
                    act.subject = "nobodys-key";
                }),
                fault(Refusal.VERSION_CONFLICT, act -> {
                    act.set("kid", ledger.supplier.kid());
                    act.subject = ledger.supplier.kid();
                    act.version = 9;
                }),
                fault(Refusal.NOT_THE_KEY_THAT_SIGNS, act -> {
                    act.set("kid", ledger.supplier.kid());
                    act.subject = ledger.supplier.kid();
                    act.version = 1;
                }),
                fault(Refusal.NEW_KEY_EXISTS_ALREADY, act -> {
                    act.set("kid", ledger.master.kid());
                    act.subject = ledger.master.kid();
                    act.set("newKid", ledger.supplier.kid());
                }),
                fault(
                        Refusal.KEY_NOT_OF_ALGORITHM,
                        act -> act.set("newKid", renewed.kid()).set("algorithm", "sm2-sm3")),
                fault(
                        Refusal.PROOF_OF_POSSESSION_INVALID,
                        act -> act.set("algorithm", "ed25519")
                                .set("newKid", renewed.kid())
                                .set("proof", ledger.supplier.sign(Bytes.EMPTY).base64())));
    }

    @Test
    void revoking_a_key() {
        var ledger = TestLedger.withEverybodysKeys();
        var ended = ledger.supplier.withKey("supplier-2025");
        ledger.write(ledger.registering(ledger.bank, ended));
        ledger.write(ledger.revoking(ledger.bank, ended));
        eachIsFoundInOrder(
                ledger,
                () -> ledger.revoking(ledger.supplier, ledger.supplier),
                fault(Refusal.NOT_ENTITLED_TO_REVOKE, act -> act.by(ledger.otherBank)),
                fault(Refusal.KEY_ENDED_ALREADY, act -> {
                    act.by(ledger.supplier).set("kid", ended.kid());
                    act.subject = ended.kid();
                    act.version = 2;
                }));
    }

    @Test
    void confirming_a_receivable() {
        var ledger = TestLedger.withEverybodysKeys().confirmed();
        eachIsFoundInOrder(
                ledger,
                () -> {
                    var rest = ledger.confirming().set("version", 1).set("confirmedMinor", 1_075);
                    rest.version = 1;
                    return rest;
                },
                fault(Refusal.NOT_THE_DEBTOR, act -> act.by(ledger.supplier)),
                fault(Refusal.DEBTOR_IS_CREDITOR, act -> act.by(ledger.master).set("creditor", ledger.master.id())),
                fault(
                        Refusal.INVOICE_UNREADABLE,
                        act -> act.set("creditor", ledger.supplier.id()).set("invoiceNumber", "— /")),
                fault(
                        Refusal.RECEIVABLE_DIFFERS,
                        act -> act.set("invoiceNumber", "inv 2026 0001").set("dueDate", "2027-12-18")),
                fault(
                        Refusal.INVOICE_DIFFERS,
                        act -> act.set("dueDate", "2026-12-18").set("buyerIdentifier", "91350100MA00000C5G")),
                fault(
                        Refusal.INVOICE_EXCEEDED,
                        act -> act.set("buyerIdentifier", "91350100MA00000B7M").set("confirmedMinor", 1_076)));
    }

    @Test
    void issuing_a_voucher() {
        var ledger = TestLedger.withEverybodysKeys().confirmed();
        eachIsFoundInOrder(
                ledger,
                () -> ledger.issuing()
                        .saying(new IssueRow(
                                VOUCHER,
                                RECEIVABLE,
                                ledger.master.id(),
                                ledger.supplier.id(),
                                9_675,
                                "CNY",
                                TestLedger.TODAY,
                                TestLedger.DUE,
                                TestLedger.ACCEPT_BY)),
                fault(Refusal.NO_SUCH_RECEIVABLE, act -> act.set("receivable", "another")),
                fault(
                        Refusal.NOT_THE_ISSUER,
                        act -> act.set("receivable", RECEIVABLE).by(ledger.supplier)),
                fault(
                        Refusal.PAYEE_NOT_THE_CREDITOR,
                        act -> act.by(ledger.master).set("payee", ledger.bank.id())),
                fault(
                        Refusal.ISSUE_DATE_NOT_TODAY,
                        act -> act.set("payee", ledger.supplier.id()).set("issueDate", "2026-09-20")),
                fault(
                        Refusal.DUE_BEFORE_ISSUE,
                        act -> act.set("issueDate", "2026-09-21").set("dueDate", "2026-09-21")),
                fault(Refusal.TENOR_EXCEEDED, act -> act.set("dueDate", "2027-03-22")),
                fault(Refusal.DUE_AFTER_RECEIVABLE, act -> act.set("dueDate", "2026-12-19")),
                fault(
                        Refusal.ACCEPT_BY_OUT_OF_BOUNDS,
                        act -> act.set("dueDate", "2026-12-18").set("acceptBy", "2026-12-18")),
                fault(
                        Refusal.CURRENCY_DIFFERS,
                        act -> act.set("acceptBy", "2026-09-21").set("currency", "EUR")),
                fault(
                        Refusal.RECEIVABLE_EXCEEDED,
                        act -> act.set("currency", "CNY").set("amountMinor", 9_676)));
        assertThat(ledger.refusalOf(ledger.issuing().by(ledger.supplier))).contains(Refusal.EXISTS_ALREADY);
    }

    @Test
    void accepting_a_voucher() {
        var ledger = TestLedger.withEverybodysKeys().issued();
        eachIsFoundInOrder(
                ledger,
                ledger::accepting,
                fault(Refusal.NO_SUCH_SUBJECT, act -> {
                    act.subject = "V0000000000000000";
                    act.set("voucher", "V0000000000000000");
                }),
                fault(Refusal.VERSION_CONFLICT, act -> {
                    act.subject = VOUCHER;
                    act.set("voucher", VOUCHER);
                    act.version = 4;
                }),
                fault(Refusal.NOT_THE_PAYEE, act -> {
                    act.by(ledger.master);
                    act.version = 1;
                }));
        var again = ledger.accepting();
        again.version = 2;
        assertThat(ledger.refusalOf(again)).contains(Refusal.NOT_PENDING);
    }

    @Test
    void locking_a_voucher() {
        var ledger = TestLedger.withEverybodysKeys().issued();
        var early = ledger.locking();
        early.version = 1;
        assertThat(ledger.refusalOf(early)).contains(Refusal.NOT_ACTIVE);
        ledger.write(ledger.accepting());
        eachIsFoundInOrder(
                ledger,
                ledger::locking,
                fault(Refusal.NOT_THE_HOLDER, act -> act.by(ledger.master)),
                fault(
                        Refusal.LOCK_IN_THE_PAST,
                        act -> act.by(ledger.supplier).set("lockedUntil", TestWorld.NOW.toString())),
                fault(
                        Refusal.CURRENCY_DIFFERS,
                        act -> act.set("lockedUntil", ledger.lockedUntil().toString())
                                .set("currency", "USD")),
                fault(
                        Refusal.FUNDED_ABOVE_FACE,
                        act -> act.set("currency", "CNY").set("fundedMinor", 9_676)),
                fault(Refusal.PURCHASE_NOT_THE_FACE, act -> act.set("fundedMinor", 9_674)));
        var second = ledger.locking().set("bank", ledger.otherBank.id());
        second.version = 3;
        assertThat(ledger.refusalOf(second)).contains(Refusal.LOCKED);
    }

    @Test
    void funding_a_voucher() {
        var ledger = TestLedger.withEverybodysKeys().accepted();
        var early = ledger.funding(Product.PURCHASE);
        early.version = 2;
        assertThat(ledger.refusalOf(early)).contains(Refusal.NOT_LOCKED);
        ledger.write(ledger.locking());
        eachIsFoundInOrder(
                ledger,
                () -> ledger.funding(Product.PURCHASE),
                fault(
                        Refusal.NOT_THE_LOCKS_BANK,
                        act -> act.by(ledger.otherBank).set("bank", ledger.otherBank.id())),
                fault(
                        Refusal.CURRENCY_DIFFERS,
                        act -> act.by(ledger.bank).set("bank", ledger.bank.id()).set("currency", "USD")),
                fault(
                        Refusal.FUNDING_NOT_AS_LOCKED,
                        act -> act.set("currency", "CNY").set("fundedMinor", 1)));
    }

    @Test
    void settling_a_voucher() {
        var ledger = TestLedger.withEverybodysKeys().locked(Product.PLEDGE);
        assertThat(ledger.refusalOf(ledger.settling(ledger.bank, 3))).contains(Refusal.LOCKED);
        ledger.write(ledger.funding(Product.PLEDGE));
        ledger.atMaturity();
        eachIsFoundInOrder(
                ledger,
                () -> ledger.settling(ledger.bank, 4),
                fault(Refusal.NOT_THE_FINANCING_BANK, act -> act.by(ledger.otherBank)),
                fault(Refusal.NOT_YET_DUE, act -> act.by(ledger.bank).onBusinessDate("2026-12-17")),
                fault(
                        Refusal.CURRENCY_DIFFERS,
                        act -> act.onBusinessDate("2026-12-18").set("currency", "USD")),
                fault(
                        Refusal.AMOUNT_NOT_THE_FACE,
                        act -> act.set("currency", "CNY").set("amountMinor", 9_674)));
        assertThat(ledger.refusalOf(ledger.settling(ledger.bank, 5))).contains(Refusal.NOT_ACTIVE);
    }

    @Test
    void a_voucher_that_is_due_is_neither_locked_nor_funded() {
        var ledger = TestLedger.ofPractice().accepted();
        assertThat(ledger.refusalOf(ledger.locking().onBusinessDate("2026-12-18")))
                .contains(Refusal.MATURED);
        ledger.write(ledger.locking());
        assertThat(ledger.refusalOf(ledger.funding(Product.PURCHASE).onBusinessDate("2026-12-18")))
                .contains(Refusal.MATURED);
    }

    @Test
    void rejecting_a_receivable() {
        var ledger = TestLedger.withEverybodysKeys();
        eachIsFoundInOrder(
                ledger,
                ledger::rejecting,
                fault(Refusal.VERSION_CONFLICT, act -> {
                    act.version = 1;
                    act.set("version", 1);
                }),
                fault(Refusal.NOT_THE_DEBTOR, act -> {
                    act.by(ledger.supplier).set("version", 0);
                    act.version = 0;
                }),
                fault(Refusal.DEBTOR_IS_CREDITOR, act -> act.by(ledger.master).set("creditor", ledger.master.id())),
                fault(
                        Refusal.INVOICE_UNREADABLE,
                        act -> act.set("creditor", ledger.supplier.id()).set("invoiceNumber", "— /")));
        var again = ledger.rejecting().set("version", 1);
        again.version = 1;
        assertThat(ledger.refusalOf(again)).contains(Refusal.RECEIVABLE_REJECTED);
        var confirmation = ledger.confirming().set("version", 1);
        confirmation.version = 1;
        assertThat(ledger.refusalOf(confirmation)).contains(Refusal.RECEIVABLE_REJECTED);
        assertThat(ledger.refusalOf(ledger.diluting())).contains(Refusal.RECEIVABLE_REJECTED);
        assertThat(ledger.refusalOf(ledger.issuing())).contains(Refusal.NO_SUCH_RECEIVABLE);
    }

    @Test
    void what_was_confirmed_is_not_rejected() {
        var ledger = TestLedger.withEverybodysKeys().confirmed();
        var late = ledger.rejecting().set("version", 1);
        late.version = 1;
        assertThat(ledger.refusalOf(late)).contains(Refusal.CONFIRMED_ALREADY);
    }

    @Test
    void an_act_of_several_parties() {
        var ledger = TestLedger.withEverybodysKeys().confirmed();
        var elsewhere = new Party(ledger.supplier.id(), Role.ENTERPRISE, ledger.second.kid(), ledger.second.keys());
        assertThat(ledger.refusalOf(ledger.diluting().with(elsewhere))).contains(Refusal.COSIGNATURE_INVALID);
        assertThat(ledger.refusalOf(ledger.diluting().with(ledger.supplier.withKey("nobodys-key"))))
                .contains(Refusal.COSIGNATURE_INVALID);
        var lost = ledger.supplier.withKey("supplier-2025");
        ledger.write(ledger.registering(ledger.city, lost));
        ledger.write(ledger.revoking(ledger.city, lost));
        assertThat(ledger.refusalOf(ledger.diluting().with(lost))).contains(Refusal.COSIGNATURE_INVALID);
        var other = ledger.diluting();
        other.cosignaturesSwitched = true;
        assertThat(ledger.refusalOf(other)).contains(Refusal.COSIGNATURE_INVALID);
        var signed = ledger.diluting().signed();
        var alone = new SignedAct(signed.header(), signed.rows(), signed.salts(), signed.signature());
        assertThat(ledger.apply(alone))
                .isEqualTo(new Answer.Refused(Refusal.COSIGNATURE_INVALID, Refusal.COSIGNATURE_INVALID.words()));
        assertThat(ledger.apply(signed)).isInstanceOf(Answer.Written.class);
    }

    @Test
    void diluting_a_receivable() {
        var ledger = TestLedger.withEverybodysKeys().accepted();
        ledger.write(ledger.locking());
        assertThat(ledger.refusalOf(ledger.diluting(VOUCHER))).contains(Refusal.LOCKED);
        ledger.write(ledger.funding(Product.PURCHASE));
        eachIsFoundInOrder(
                ledger,
                () -> ledger.diluting(VOUCHER).with(ledger.supplier, ledger.bank),
                fault(Refusal.ROLE_NOT_ENTITLED, act -> act.by(ledger.bank).with(ledger.supplier)),
                fault(Refusal.NO_SUCH_SUBJECT, act -> {
                    act.by(ledger.master).set("receivable", "another");
                    act.subject = "another";
                }),
                fault(Refusal.NOT_THE_DEBTOR, act -> {
                    act.by(ledger.supplier).with().set("receivable", RECEIVABLE);
                    act.subject = RECEIVABLE;
                }),
                fault(
                        Refusal.RECEIVABLE_DIFFERS,
                        act -> act.by(ledger.master).with(ledger.supplier).set("creditor", ledger.second.id())),
                fault(
                        Refusal.OTHER_RECEIVABLE,
                        act -> act.saying(new DiluteRow(
                                RECEIVABLE,
                                ledger.master.id(),
                                ledger.supplier.id(),
                                9_676,
                                "USD",
                                "CN-2026-0007",
                                List.of("V-nobodys")))),
                fault(
                        Refusal.CURRENCY_DIFFERS,
                        act -> act.saying(new DiluteRow(
                                RECEIVABLE,
                                ledger.master.id(),
                                ledger.supplier.id(),
                                9_676,
                                "USD",
                                "CN-2026-0007",
                                List.of(VOUCHER)))),
                fault(
                        Refusal.DILUTED_BELOW_VOUCHERS,
                        act -> act.set("currency", "CNY").set("dilutedMinor", 9_676)),
                fault(
                        Refusal.CONSENT_MISSING,
                        act -> act.set("dilutedMinor", 675).with(ledger.bank)));
        var twice = ledger.diluting(VOUCHER).with(ledger.supplier, ledger.bank);
        twice.version = 2;
        assertThat(ledger.refusalOf(twice)).contains(Refusal.NOT_ACTIVE);
    }

    @Test
    void declining_a_voucher() {
        var ledger = TestLedger.withEverybodysKeys().issued().frozen(VOUCHER, 1);
        var held = ledger.declining();
        held.version = 2;
        assertThat(ledger.refusalOf(held)).contains(Refusal.FROZEN);
        ledger.write(ledger.unfreezing(VOUCHER, 2));
        eachIsFoundInOrder(
                ledger,
                () -> {
                    var act = ledger.declining();
                    act.version = 3;
                    return act;
                },
                fault(Refusal.NOT_THE_PAYEE, act -> act.by(ledger.second)));
        var again = ledger.declining();
        again.version = 4;
        assertThat(ledger.refusalOf(again)).contains(Refusal.NOT_PENDING);
    }

    @Test
    void transferring_a_voucher() {
        var ledger = TestLedger.withTightCaps().accepted();
        eachIsFoundInOrder(
                ledger,
                ledger::transferring,
                fault(Refusal.NOT_THE_HOLDER, act -> act.by(ledger.master)),
                fault(Refusal.MATURED, act -> act.by(ledger.supplier).onBusinessDate("2026-12-18")),
                fault(
                        Refusal.PAYEE_IS_THE_HOLDER,
                        act -> act.onBusinessDate("2026-09-21").saying(aTransferTo(ledger, ledger.supplier, PART))),
                fault(Refusal.PAYEE_IS_THE_ISSUER, act -> act.saying(aTransferTo(ledger, ledger.master, PART))),
                fault(
                        Refusal.PART_EXISTS_ALREADY,
                        act -> act.saying(aTransferTo(ledger, ledger.second, OTHER_VOUCHER))),
                fault(
                        Refusal.SPLITS_EXCEEDED,
                        act -> act.saying(aTransferOf(ledger, List.of(4_000L, 5_000L), List.of(676L), "2026-09-20"))),
                fault(
                        Refusal.ACCEPT_BY_OUT_OF_BOUNDS,
                        act -> act.saying(aTransferOf(ledger, List.of(4_000L), List.of(5_676L), "2026-09-20"))),
                fault(
                        Refusal.PARTS_NOT_THE_FACE,
                        act -> act.saying(aTransferOf(ledger, List.of(4_000L), List.of(5_676L), "2026-09-21"))));
        ledger.write(ledger.acceptingThePart());
        var onward = new TransferRow(
                PART,
                ledger.second.id(),
                List.of(new TransferRow.Part("V-onward", ledger.supplier.id(), 4_000, TestLedger.DOCUMENT)),
                List.of(),
                null);
        assertThat(ledger.refusalOf(ActDraft.of(ledger.world, ActType.TRANSFER, ledger.second, 2, onward)))
                .contains(Refusal.HOPS_EXCEEDED);
    }

    /// A voucher's number that stands on the ledger: the one that is transferred.
    private static final String OTHER_VOUCHER = "V-other";

    private static TransferRow aTransferTo(TestLedger ledger, Party payee, String part) {
        if (ledger.world.read("VCH:" + OTHER_VOUCHER).isEmpty()) {
            ledger.write(ActDraft.of(
                    ledger.world,
                    ActType.CONFIRM,
                    ledger.master,
                    0,
                    ledger.aConfirmation("r-other", "INV-2026-0002", 100)));
            var issue = ledger.issuing()
                    .set("voucher", OTHER_VOUCHER)
                    .set("receivable", "r-other")
                    .set("amountMinor", 100);
            issue.subject = OTHER_VOUCHER;
            ledger.write(issue);
        }
        return new TransferRow(
                VOUCHER,
                ledger.supplier.id(),
                List.of(new TransferRow.Part(part, payee.id(), 4_000, TestLedger.DOCUMENT)),
                List.of(),
                null);
    }

    private static TransferRow aTransferOf(TestLedger ledger, List<Long> moved, List<Long> kept, String acceptBy) {
        var parts = new ArrayList<TransferRow.Part>();
        moved.forEach(minor -> parts.add(
                new TransferRow.Part("V-part-" + parts.size(), ledger.second.id(), minor, TestLedger.DOCUMENT)));
        var rest = kept.stream()
                .map(minor -> new TransferRow.Kept("V-kept", minor))
                .toList();
        return new TransferRow(VOUCHER, ledger.supplier.id(), parts, rest, LocalDate.parse(acceptBy));
    }

    @Test
    void a_voucher_that_is_pending_locked_financed_or_frozen_is_not_transferred() {
        var ledger = TestLedger.withEverybodysKeys().issued();
        var early = ledger.transferring();
        early.version = 1;
        assertThat(ledger.refusalOf(early)).contains(Refusal.NOT_ACTIVE);
        ledger.write(ledger.accepting());
        ledger.frozen(VOUCHER, 2);
        var act = ledger.transferring();
        act.version = 3;
        assertThat(ledger.refusalOf(act)).contains(Refusal.FROZEN);
        ledger.write(ledger.unfreezing(VOUCHER, 3));
        var lock = ledger.locking(Product.PLEDGE);
        lock.version = 4;
        ledger.write(lock);
        act.version = 5;
        assertThat(ledger.refusalOf(act)).contains(Refusal.LOCKED);
        var fund = ledger.funding(Product.PLEDGE);
        fund.version = 5;
        ledger.write(fund);
        act.version = 6;
        assertThat(ledger.refusalOf(act)).contains(Refusal.NOT_ACTIVE);
    }

    @Test
    void cancelling_a_voucher() {
        var ledger = TestLedger.ofPractice().issued();
        var early = ledger.cancelling();
        early.version = 1;
        assertThat(ledger.refusalOf(early)).contains(Refusal.NOT_ACTIVE);
        ledger.write(ledger.accepting());
        eachIsFoundInOrder(
                ledger,
                ledger::cancelling,
                fault(Refusal.NOT_THE_ISSUER, act -> act.set("issuer", ledger.second.id())),
                fault(
                        Refusal.NOT_THE_HOLDER,
                        act -> act.set("issuer", ledger.master.id())
                                .by(ledger.second)
                                .with(ledger.supplier)),
                fault(Refusal.MATURED, act -> act.by(ledger.master).onBusinessDate("2026-12-18")),
                fault(
                        Refusal.CONSENT_MISSING,
                        act -> act.onBusinessDate("2026-09-21").with(ledger.second)));
    }

    @Test
    void a_voucher_that_moved_is_locked_or_frozen_is_not_cancelled() {
        var ledger = TestLedger.withEverybodysKeys().transferred();
        var part = ActDraft.of(
                        ledger.world,
                        ActType.VOID,
                        ledger.supplier,
                        1,
                        new VoidRow(TestLedger.CHANGE, ledger.master.id(), ledger.supplier.id(), "cancelled"))
                .with(ledger.master);
        assertThat(ledger.refusalOf(part)).contains(Refusal.MOVED_BEFORE);

        var other = TestLedger.withEverybodysKeys().locked();
        var cancel = other.cancelling();
        cancel.version = 3;
        assertThat(other.refusalOf(cancel)).contains(Refusal.LOCKED);
        other.frozen(VOUCHER, 3);
        cancel.version = 4;
        assertThat(other.refusalOf(cancel)).contains(Refusal.FROZEN);
    }

    @Test
    void freezing_and_unfreezing_a_voucher() {
        var ledger = TestLedger.ofPractice().accepted();
        assertThat(ledger.refusalOf(ledger.freezing(VOUCHER, 2).by(ledger.bank)))
                .contains(Refusal.ROLE_NOT_ENTITLED);
        assertThat(ledger.refusalOf(ledger.unfreezing(VOUCHER, 2))).contains(Refusal.NOT_FROZEN);
        ledger.write(ledger.freezing(VOUCHER, 2));
        assertThat(ledger.refusalOf(ledger.freezing(VOUCHER, 3))).contains(Refusal.FROZEN);
        ledger.atMaturity().write(ledger.settling(ledger.bank, 3));
        assertThat(ledger.refusalOf(ledger.unfreezing(VOUCHER, 4))).contains(Refusal.ENDED);
        assertThat(ledger.refusalOf(ledger.freezing(VOUCHER, 4))).contains(Refusal.ENDED);
    }

    @Test
    void nothing_but_payment_happens_to_what_is_frozen() {
        var ledger = TestLedger.withEverybodysKeys().locked().frozen(VOUCHER, 3);
        var fund = ledger.funding(Product.PURCHASE);
        fund.version = 4;
        assertThat(ledger.refusalOf(fund)).contains(Refusal.FROZEN);
        var release = ledger.releasing();
        release.version = 4;
        assertThat(ledger.refusalOf(release)).contains(Refusal.FROZEN);
        var lock = ledger.locking();
        lock.version = 4;
        assertThat(ledger.refusalOf(lock)).contains(Refusal.FROZEN);
        assertThat(ledger.refusalOf(ledger.diluting(VOUCHER))).contains(Refusal.FROZEN);

        var pending = TestLedger.withEverybodysKeys().issued().frozen(VOUCHER, 1);
        var accept = pending.accepting();
        accept.version = 2;
        assertThat(pending.refusalOf(accept)).contains(Refusal.FROZEN);
    }
}
