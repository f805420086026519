package scf.contract;

import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Passing a voucher on and splitting it (转让, 拆分).
///
/// A voucher is spent once and whole: what goes to others and what the holder keeps are vouchers of their own, of the
/// same debtor and the same day, and together exactly what was spent.
final class TransferRules {

    private static final long FIRST = 1;

    private TransferRules() {}

    static Optional<Refusal> transfer(Step step, TransferRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        var refused = notTheHolders(step, row, voucher)
                .or(() -> payeesRefused(row, voucher))
                .or(() -> beyondTheCaps(step, row, voucher))
                .or(() -> sumRefused(row, voucher));
        if (refused.isPresent()) {
            return refused;
        }

        long version = step.book().voucher(row.voucher()).orElseThrow().version();
        VoucherRules.write(step, VoucherState.Standing.SPENT, version + 1, voucher.lockedBy(null));
        for (var part : row.parts()) {
            var from = new VoucherTerms.Descent(
                    voucher.root(), row.voucher(), row.holder(), voucher.hops() + 1, part.document());
            VoucherRules.write(
                    step,
                    VoucherState.Standing.PENDING_ACCEPT,
                    FIRST,
                    voucher.child(part.voucher(), part.payee(), part.amountMinor(), row.acceptBy(), from));
        }
        for (var kept : row.kept()) {
            // What does not change hands is not a hop further.
            var from = new VoucherTerms.Descent(voucher.root(), row.voucher(), row.holder(), voucher.hops(), "");
            VoucherRules.write(
                    step,
                    VoucherState.Standing.ACTIVE,
                    FIRST,
                    voucher.child(kept.voucher(), row.holder(), kept.amountMinor(), null, from));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> notTheHolders(Step step, TransferRow row, VoucherTerms voucher) {
        if (!step.isBy(row.holder()) || !row.holder().equals(voucher.holder())) {
            return Optional.of(Refusal.NOT_THE_HOLDER);
        }
        if (!VoucherRules.isFree(step, row.voucher())) {
            return Optional.of(Refusal.NOT_ACTIVE);
        }
        return VoucherRules.held(step, voucher).or(() -> VoucherRules.matured(step, voucher));
    }

    private static Optional<Refusal> payeesRefused(TransferRow row, VoucherTerms voucher) {
        if (row.parts().stream().anyMatch(part -> part.payee().equals(row.holder()))) {
            return Optional.of(Refusal.PAYEE_IS_THE_HOLDER);
        }
        // A claim in its debtor's own hand is no claim any more (混同, 民法典 576).
        return row.parts().stream().anyMatch(part -> part.payee().equals(voucher.issuer()))
                ? Optional.of(Refusal.PAYEE_IS_THE_ISSUER)
                : Optional.empty();
    }

    private static Optional<Refusal> beyondTheCaps(Step step, TransferRow row, VoucherTerms voucher) {
        boolean known = Stream.concat(
                        row.parts().stream().map(TransferRow.Part::voucher),
                        row.kept().stream().map(TransferRow.Kept::voucher))
                .anyMatch(no -> step.book().voucher(no).isPresent());
        if (known) {
            return Optional.of(Refusal.PART_EXISTS_ALREADY);
        }
        if (!row.parts().isEmpty() && voucher.hops() + 1 > step.config().hopCap()) {
            return Optional.of(Refusal.HOPS_EXCEEDED);
        }
        if (row.parts().size() + row.kept().size() > step.config().splitCap()) {
            return Optional.of(Refusal.SPLITS_EXCEEDED);
        }
        return VoucherRules.untimelyAcceptance(step, row.acceptBy(), voucher.dueDate());
    }

    private static Optional<Refusal> sumRefused(TransferRow row, VoucherTerms voucher) {
        long left = voucher.amountMinor();
        for (long minor : LongStream.concat(
                        row.parts().stream().mapToLong(TransferRow.Part::amountMinor),
                        row.kept().stream().mapToLong(TransferRow.Kept::amountMinor))
                .toArray()) {
            // Never below zero, so that no sum of large parts can come round to the face.
            if (minor > left) {
                return Optional.of(Refusal.PARTS_NOT_THE_FACE);
            }
            left -= minor;
        }
        return left == 0 ? Optional.empty() : Optional.of(Refusal.PARTS_NOT_THE_FACE);
    }
}
