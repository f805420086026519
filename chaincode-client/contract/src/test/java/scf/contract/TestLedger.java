package scf.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A small city in which things happen only by acts: a chain-master, its supplier, two banks, and a ledger that begins
/// with the city's key.
final class TestLedger {

    static final LocalDate TODAY = LocalDate.parse("2026-09-21");
    static final LocalDate DUE = LocalDate.parse("2026-12-18");
    static final String RECEIVABLE = "0b5d7a3e-5f2c-4a8e-9a52-6d1f3a2b7c10";
    static final String VOUCHER = "V7K2M9Q4X1T8W5Z3A";
    static final String REQUEST = "6a0f2b7e-0c51-4a4b-8f0d-4b6ad9f6e7a1";
    static final String OFFER = "3e9d1b60-27c4-4a57-8f8b-0c6b9f4a2d11";
    static final String LOAN = "d2c3e0a4-9b1f-4f43-a1d7-55b0b6a5b0a9";
    static final String PART = "V-part";
    static final String CHANGE = "V-change";
    static final String DOCUMENT = "d0".repeat(32);
    static final LocalDate ACCEPT_BY = LocalDate.parse("2026-09-25");
    static final Bytes FINGERPRINT_KEY = SignedAct.sha256(Bytes.utf8("the fingerprint key of a test"));

    final TestWorld world = new TestWorld();
    final Party city = Party.aParty(Role.CITY, "city-2026");
    final Party bank = Party.aParty(Role.BANK, "bank-2026");
    final Party otherBank = Party.aParty(Role.BANK, "other-bank-2026");
    final Party master = Party.aParty(Role.ENTERPRISE, "master-2026");
    final Party supplier = Party.aParty(Role.ENTERPRISE, "supplier-2026");
    /// The supplier's own supplier, of the second tier.
    final Party second = Party.aParty(Role.ENTERPRISE, "second-tier-2026");

    private final Signatures signatures = new JdkSignatures();

    private TestLedger() {}

    /// A ledger with its genesis and nothing else.
    static TestLedger begun(boolean practice) {
        var ledger = new TestLedger();
        assertThat(ledger.begin(ledger.genesis(practice))).isEqualTo(new Beginning.Begun());
        return ledger;
    }

    static TestLedger notYetBegun() {
        return new TestLedger();
    }

    /// A ledger on which everybody has a key.
    static TestLedger withEverybodysKeys() {
        return begun(false).registeringKeys();
    }

    /// A ledger on which a voucher changes hands once, and is split into two at most.
    static TestLedger withTightCaps() {
        var ledger = new TestLedger();
        var city = ledger.city;
        ledger.begin(new Genesis(
                TestWorld.CHANNEL, true, city.id(), city.kid(), Algorithm.ED25519, city.publicKey(), 6, 1, 2));
        return ledger.registeringKeys();
    }

    static TestLedger ofPractice() {
        return begun(true).registeringKeys();
    }

    private TestLedger registeringKeys() {
        List.of(bank, otherBank, master, supplier, second).forEach(party -> write(registering(city, party)));
        return this;
    }

    Genesis genesis(boolean practice) {
        return new Genesis(TestWorld.CHANNEL, practice, city.id(), city.kid(), Algorithm.ED25519, city.publicKey(), 6);
    }

    Beginning begin(Genesis genesis) {
        var beginning = Rules.begin(world, signatures, genesis, FINGERPRINT_KEY);
        world.commit();
        return beginning;
    }

    /// Judges an act; what is refused has written nothing.
    Answer apply(ActDraft draft) {
        return apply(draft.signed());
    }

    Answer apply(SignedAct act) {
        var answer = Rules.apply(world, signatures, act);
        if (answer instanceof Answer.Written) {
            world.commit();
        } else {
            assertThat(world.hasWrites()).as("what is not written").isFalse();
            world.forget();
        }
        return answer;
    }

    LedgerEvent write(ActDraft draft) {
        var answer = apply(draft);
        assertThat(answer).isInstanceOf(Answer.Written.class);
        return ((Answer.Written) answer).event();
    }

    Optional<Refusal> refusalOf(ActDraft draft) {
        return switch (apply(draft)) {
            case Answer.Written _, Answer.WrittenBefore _ -> Optional.empty();
            case Answer.Refused refused -> Optional.of(refused.refusal());
        };
    }

    ActDraft registering(Party registrar, Party owner) {
        return ActDraft.of(world, ActType.REGISTER_KEY, registrar, 0, owner.row());
    }

    ActDraft rotating(Party old, Party renewed) {
        var proof = renewed.sign(RotateKeyRow.proofMessage(old.kid(), renewed.kid(), renewed.publicKey()));
        return ActDraft.of(
                world,
                ActType.ROTATE_KEY,
                old,
                1,
                new RotateKeyRow(old.kid(), renewed.kid(), Algorithm.ED25519, renewed.publicKey(), proof));
    }

    ActDraft revoking(Party actor, Party owner) {
        return ActDraft.of(world, ActType.REVOKE_KEY, actor, 1, new RevokeKeyRow(owner.kid(), "the card is lost"));
    }

    /// The master confirms 96.75 of an invoice of 107.50: it received 90 of 100.
    ActDraft confirming() {
        return ActDraft.of(world, ActType.CONFIRM, master, 0, aConfirmation(RECEIVABLE, "INV-2026-0001", 9_675));
    }

    ConfirmRow aConfirmation(String receivable, String invoiceNumber, long confirmedMinor) {
        return new ConfirmRow(
                receivable,
                0,
                master.id(),
                supplier.id(),
                "91350100MA00000A9T",
                "91350100MA00000B7M",
                invoiceNumber,
                LocalDate.parse("2026-09-01"),
                10_750,
                confirmedMinor,
                "CNY",
                DUE);
    }

    ActDraft rejecting() {
        return ActDraft.of(
                world,
                ActType.REJECT,
                master,
                0,
                new RejectRow(
                        RECEIVABLE,
                        0,
                        master.id(),
                        supplier.id(),
                        "91350100MA00000A9T",
                        "91350100MA00000B7M",
                        "INV-2026-0001",
                        LocalDate.parse("2026-09-01"),
                        10_750,
                        "CNY",
                        DUE,
                        "the goods never came"));
    }

    /// Debtor and creditor agree that less is owed by 6.75.
    ActDraft diluting(String... vouchers) {
        var row = new DiluteRow(RECEIVABLE, master.id(), supplier.id(), 675, "CNY", "CN-2026-0007", List.of(vouchers));
        return ActDraft.of(world, ActType.DILUTE, master, 1, row).with(supplier);
    }

    ActDraft issuing() {
        return ActDraft.of(
                world,
                ActType.ISSUE,
                master,
                0,
                new IssueRow(VOUCHER, RECEIVABLE, master.id(), supplier.id(), 9_675, "CNY", TODAY, DUE));
    }

    ActDraft accepting() {
        return ActDraft.of(world, ActType.ACCEPT, supplier, 1, new AcceptRow(VOUCHER, supplier.id()));
    }

    ActDraft declining() {
        return ActDraft.of(
                world, ActType.DECLINE, supplier, 1, new DeclineRow(VOUCHER, supplier.id(), "we want cash instead"));
    }

    /// The supplier pays 40.00 to its own supplier with a part and keeps 56.75.
    TransferRow aTransfer() {
        return new TransferRow(
                VOUCHER,
                supplier.id(),
                List.of(new TransferRow.Part(PART, second.id(), 4_000, DOCUMENT)),
                List.of(new TransferRow.Kept(CHANGE, 5_675)),
                ACCEPT_BY);
    }

    ActDraft transferring() {
        return ActDraft.of(world, ActType.TRANSFER, supplier, 2, aTransfer());
    }

    ActDraft acceptingThePart() {
        return ActDraft.of(world, ActType.ACCEPT, second, 1, new AcceptRow(PART, second.id()));
    }

    ActDraft decliningThePart() {
        return ActDraft.of(
                world, ActType.DECLINE, second, 1, new DeclineRow(PART, second.id(), "we want cash instead"));
    }

    ActDraft cancelling() {
        return ActDraft.of(
                        world,
                        ActType.VOID,
                        master,
                        2,
                        new VoidRow(VOUCHER, master.id(), supplier.id(), "the order was cancelled"))
                .with(supplier);
    }

    ActDraft freezing(String no, long version) {
        return ActDraft.of(
                world, ActType.FREEZE, city, version, new FreezeRow(no, "Fuzhou Intermediate Court", DOCUMENT));
    }

    ActDraft unfreezing(String no, long version) {
        return ActDraft.of(
                world, ActType.UNFREEZE, city, version, new UnfreezeRow(no, "Fuzhou Intermediate Court", DOCUMENT));
    }

    /// The supplier sells the whole face at 3.85% up front.
    ActDraft locking() {
        return locking(Product.PURCHASE);
    }

    /// As holders signed before recourse was a term.
    ActDraft locking(Product product) {
        return locking(product, null);
    }

    ActDraft locking(Product product, @Nullable Recourse recourse) {
        var row = new LockRow(
                VOUCHER,
                supplier.id(),
                bank.id(),
                REQUEST,
                OFFER,
                product,
                recourse,
                principal(product),
                "CNY",
                product == Product.PURCHASE ? "UP_FRONT" : "AT_MATURITY",
                38_500,
                "ACT_360",
                0,
                lockedUntil());
        return ActDraft.of(world, ActType.LOCK, supplier, 2, row);
    }

    /// What is sold is the whole face; what is lent may be less.
    private static long principal(Product product) {
        return switch (product) {
            case PURCHASE -> 9_675;
            case PLEDGE -> 9_600;
        };
    }

    Instant lockedUntil() {
        return TestWorld.NOW.plus(Duration.ofDays(3));
    }

    ActDraft releasing() {
        return ActDraft.of(world, ActType.RELEASE, bank, 3, new ReleaseRow(VOUCHER, bank.id(), "offer withdrawn"));
    }

    ActDraft funding(Product product) {
        var row = new FundRow(VOUCHER, bank.id(), LOAN, OFFER, product, principal(product), "CNY");
        return ActDraft.of(world, ActType.FUND, bank, 3, row);
    }

    ActDraft settling(Party receivingBank, long version) {
        return ActDraft.of(
                world,
                ActType.SETTLE,
                receivingBank,
                version,
                new SettleRow(VOUCHER, version, "CR-2026-12-18-0042", 9_675, "CNY"));
    }

    TestLedger confirmed() {
        write(confirming());
        return this;
    }

    TestLedger issued() {
        confirmed().write(issuing());
        return this;
    }

    TestLedger accepted() {
        issued().write(accepting());
        return this;
    }

    TestLedger transferred() {
        accepted().write(transferring());
        return this;
    }

    TestLedger frozen(String no, long version) {
        write(freezing(no, version));
        return this;
    }

    TestLedger locked() {
        return locked(Product.PURCHASE);
    }

    TestLedger locked(Product product) {
        accepted().write(locking(product));
        return this;
    }

    TestLedger funded(Product product) {
        locked(product).write(funding(product));
        return this;
    }

    /// The day has come on which the debtor pays.
    TestLedger atMaturity() {
        world.time = Instant.parse("2026-12-18T02:00:00Z");
        return this;
    }

    KeyState key(Party owner) {
        return world.read("KEY:" + owner.kid()).map(KeyState::parse).orElseThrow();
    }

    VoucherState voucher() {
        return voucher(VOUCHER);
    }

    VoucherState voucher(String no) {
        return world.read("VCH:" + no).map(VoucherState::parse).orElseThrow();
    }

    VoucherTerms voucherTerms() {
        return voucherTerms(VOUCHER);
    }

    VoucherTerms voucherTerms(String no) {
        return world.readPrivate("VCH:" + no).map(VoucherTerms::parse).orElseThrow();
    }

    /// What stands on vouchers of the receivable.
    long issuedMinor() {
        return world.readPrivate("ISS:" + RECEIVABLE)
                .map(IssuedTerms::parse)
                .orElseThrow()
                .issuedMinor();
    }

    ReceivableState receivable() {
        return world.read("RCV:" + RECEIVABLE).map(ReceivableState::parse).orElseThrow();
    }

    ReceivableTerms receivableTerms() {
        return world.readPrivate("RCV:" + RECEIVABLE)
                .map(ReceivableTerms::parse)
                .orElseThrow();
    }
}
