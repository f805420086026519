package scf.devledger;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.AcceptRow;
import scf.contract.ActHeader;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.ConfirmRow;
import scf.contract.DeclineRow;
import scf.contract.DiluteRow;
import scf.contract.FreezeRow;
import scf.contract.FundRow;
import scf.contract.IssueRow;
import scf.contract.KeyRow;
import scf.contract.LockRow;
import scf.contract.Product;
import scf.contract.RejectRow;
import scf.contract.ReleaseRow;
import scf.contract.RevokeKeyRow;
import scf.contract.RotateKeyRow;
import scf.contract.Row;
import scf.contract.SettleRow;
import scf.contract.SignedAct;
import scf.contract.TransferRow;
import scf.contract.UnfreezeRow;
import scf.contract.VoidRow;

/// Draws up acts as the platform does, and has them signed.
final class Deeds {

    static final String CHANNEL = "scf";
    static final String CNY = "CNY";

    /// SHA-256 of a paper outside the ledger.
    static final String DOCUMENT = "d0".repeat(32);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Deeds() {}

    static LocalDate today() {
        return Instant.now().atOffset(ZoneOffset.ofHours(8)).toLocalDate();
    }

    static LocalDate due() {
        return today().plusDays(90);
    }

    static SignedAct act(Party actor, ActType type, String subject, long version, Row... rows) {
        return actOn(today(), actor, type, subject, version, rows);
    }

    private static SignedAct actOn(
            LocalDate businessDate, Party actor, ActType type, String subject, long version, Row... rows) {
        return actOn(businessDate, actor, List.of(), type, subject, version, rows);
    }

    private static SignedAct actOn(
            LocalDate businessDate,
            Party actor,
            List<Party> cosigners,
            ActType type,
            String subject,
            long version,
            Row... rows) {
        var signatures = new BouncyCastleSignatures();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Bytes> contents = new ArrayList<>();
        List<Bytes> salts = new ArrayList<>();
        List<Bytes> commitments = new ArrayList<>();
        for (Row row : rows) {
            byte[] salt = new byte[32];
            RANDOM.nextBytes(salt);
            contents.add(row.bytes());
            salts.add(Bytes.of(salt));
            commitments.add(
                    signatures.digest(actor.algorithm().digest(), Bytes.of(salt).plus(row.bytes())));
        }
        Bytes header = new ActHeader(
                        CHANNEL,
                        type,
                        subject,
                        version,
                        actor.id(),
                        actor.kid(),
                        now,
                        now.plus(1, ChronoUnit.HOURS),
                        businessDate,
                        actor.algorithm().digest(),
                        commitments,
                        cosigners.stream()
                                .map(party -> new ActHeader.Cosigner(party.id(), party.kid()))
                                .toList())
                .bytes();
        List<Bytes> cosignatures =
                cosigners.stream().map(party -> party.sign(header)).toList();
        return new SignedAct(header, contents, salts, actor.sign(header), cosignatures);
    }

    /// The same act, prepared and expired before now.
    static SignedAct expired(Party actor, SignedAct act) {
        ActHeader header = ActHeader.parse(act.header());
        Instant expiry = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.HOURS);
        Bytes gone = new ActHeader(
                        header.channel(),
                        header.type(),
                        header.subject(),
                        header.version(),
                        header.actor(),
                        header.key(),
                        expiry.minus(1, ChronoUnit.HOURS),
                        expiry,
                        header.businessDate(),
                        header.digest(),
                        header.rows(),
                        header.cosigners())
                .bytes();
        return new SignedAct(gone, act.rows(), act.salts(), actor.sign(gone));
    }

    static SignedAct register(Party registrar, Party owner) {
        var row = new KeyRow(owner.kid(), owner.id(), owner.role(), owner.algorithm(), owner.publicKey());
        return act(registrar, ActType.REGISTER_KEY, owner.kid(), 0, row);
    }

    static SignedAct rotate(Party before, Party after) {
        Bytes proof = after.sign(RotateKeyRow.proofMessage(before.kid(), after.kid(), after.publicKey()));
        var row = new RotateKeyRow(before.kid(), after.kid(), after.algorithm(), after.publicKey(), proof);
        return act(before, ActType.ROTATE_KEY, before.kid(), 1, row);
    }

    static SignedAct revoke(Party actor, Party owner) {
        return act(actor, ActType.REVOKE_KEY, owner.kid(), 1, new RevokeKeyRow(owner.kid(), "the key card was lost"));
    }

    /// An invoice of a supplier to the chain-master, as both know it.
    ///
    /// @param minor the payable total
    record Invoice(Party supplier, Party debtor, String number, long minor) {

        static Invoice of(Party supplier, Party debtor, long minor) {
            return new Invoice(
                    supplier, debtor, "2026" + UUID.randomUUID().toString().replace("-", ""), minor);
        }

        ConfirmRow confirming(String receivable, long version, long confirmedMinor) {
            return new ConfirmRow(
                    receivable,
                    version,
                    debtor.id(),
                    supplier.id(),
                    "91330100" + supplier.id().substring(0, 8),
                    "91310000" + debtor.id().substring(0, 8),
                    number,
                    today().minusDays(10),
                    minor,
                    confirmedMinor,
                    CNY,
                    due());
        }
    }

    static SignedAct confirm(Party actor, ConfirmRow row) {
        return act(actor, ActType.CONFIRM, row.receivable(), row.version(), row);
    }

    /// Several receivables under one signature.
    static SignedAct confirmAll(Party actor, List<ConfirmRow> rows) {
        return act(actor, ActType.CONFIRM, UUID.randomUUID().toString(), 0, rows.toArray(Row[]::new));
    }

    static SignedAct reject(Party actor, ConfirmRow claimed, String reason) {
        var row = new RejectRow(
                claimed.receivable(),
                claimed.version(),
                claimed.debtor(),
                claimed.creditor(),
                claimed.sellerIdentifier(),
                claimed.buyerIdentifier(),
                claimed.invoiceNumber(),
                claimed.invoiceDate(),
                claimed.invoiceMinor(),
                claimed.currency(),
                claimed.dueDate(),
                reason);
        return act(actor, ActType.REJECT, row.receivable(), row.version(), row);
    }

    /// The debtor signs first, then whoever else has to.
    static SignedAct dilute(Party debtor, List<Party> consenting, DiluteRow row, long version) {
        return actOn(today(), debtor, consenting, ActType.DILUTE, row.receivable(), version, row);
    }

    static SignedAct issue(Party debtor, Party payee, String voucher, String receivable, long minor) {
        var row = new IssueRow(voucher, receivable, debtor.id(), payee.id(), minor, CNY, today(), due());
        return act(debtor, ActType.ISSUE, voucher, 0, row);
    }

    static SignedAct accept(Party payee, String voucher, long version) {
        return act(payee, ActType.ACCEPT, voucher, version, new AcceptRow(voucher, payee.id()));
    }

    static SignedAct decline(Party payee, String voucher, long version, String reason) {
        return act(payee, ActType.DECLINE, voucher, version, new DeclineRow(voucher, payee.id(), reason));
    }

    static SignedAct transfer(Party holder, TransferRow row, long version) {
        return transferOn(today(), holder, row, version);
    }

    static SignedAct transferOn(LocalDate businessDate, Party holder, TransferRow row, long version) {
        return actOn(businessDate, holder, ActType.TRANSFER, row.voucher(), version, row);
    }

    static SignedAct cancel(Party issuer, Party holder, String voucher, long version, String reason) {
        var row = new VoidRow(voucher, issuer.id(), holder.id(), reason);
        return actOn(today(), issuer, List.of(holder), ActType.VOID, voucher, version, row);
    }

    static SignedAct freeze(Party city, String voucher, long version, String orderedBy) {
        return act(city, ActType.FREEZE, voucher, version, new FreezeRow(voucher, orderedBy, DOCUMENT));
    }

    static SignedAct unfreeze(Party city, String voucher, long version, String liftedBy) {
        return act(city, ActType.UNFREEZE, voucher, version, new UnfreezeRow(voucher, liftedBy, DOCUMENT));
    }

    /// The holder borrows on its voucher, under an offer that is named after it.
    static SignedAct lock(Party holder, Party bank, String voucher, long version, long minor) {
        Instant until = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.DAYS);
        var row = new LockRow(
                voucher,
                holder.id(),
                bank.id(),
                UUID.randomUUID().toString(),
                offerOn(voucher),
                Product.PLEDGE,
                minor,
                CNY,
                "AT_MATURITY",
                38_500,
                "ACT_360",
                0,
                until);
        return act(holder, ActType.LOCK, voucher, version, row);
    }

    static SignedAct release(Party bank, String voucher, long version) {
        var row = new ReleaseRow(voucher, bank.id(), "the offer was withdrawn");
        return act(bank, ActType.RELEASE, voucher, version, row);
    }

    static SignedAct fund(Party bank, String voucher, long version, long minor) {
        var loan = UUID.randomUUID().toString();
        var row = new FundRow(voucher, bank.id(), loan, offerOn(voucher), Product.PLEDGE, minor, CNY);
        return act(bank, ActType.FUND, voucher, version, row);
    }

    private static String offerOn(String voucher) {
        return "offer-" + voucher;
    }

    static SignedAct settle(Party bank, String voucher, long version, long minor) {
        return settle(bank, voucher, new SettleRow(voucher, version, "CAMT-" + UUID.randomUUID(), minor, CNY));
    }

    /// On the due date: a practice ledger lets business dates run ahead.
    static SignedAct settle(Party bank, String voucher, SettleRow row) {
        return actOn(due(), bank, ActType.SETTLE, voucher, row.version(), row);
    }
}
